import type { CreateDraft, DraftChoices } from "@cfa/contract/drafts";
import { sum } from "@cfa/values/money";

import { typedDay } from "../../locale/moment-text";
import { typedPaise } from "../../locale/typed-money";

/** What has been typed into the form of a new draft. */
export type DraftForm = {
  readonly amount: string;
  readonly date: string;
  readonly ledgerId: string;
  readonly type: string;
  readonly gst: "financial" | "section34";
  /** Tax taken back, by ledger. */
  readonly tax: Readonly<Record<string, string>>;
  readonly note: string;
};

export type FormFaults = { amount?: true; date?: true; tax?: true };

/** The draft that a form asks for, or what is wrong with it. The server judges whether Tally would take it. */
export function readForm(
  form: DraftForm,
  choices: DraftChoices,
): { faults: FormFaults } | { draft: Omit<CreateDraft, "companyId" | "requestId"> } {
  const amount = typedPaise(form.amount);
  const date = typedDay(form.date);
  const isTaxed = choices.kind === "credit-note" && form.gst === "section34";
  const typedTax = isTaxed ? Object.entries(form.tax).filter(([, text]) => text.trim() !== "") : [];
  const tax = typedTax.map(([ledgerId, text]) => ({ ledgerId, amount: typedPaise(text) }));
  const isTaxWrong = tax.some((line) => line.amount === null) || (isTaxed && tax.length === 0);
  if (amount === null || date === null || isTaxWrong) {
    return {
      faults: {
        ...(amount === null ? { amount: true } : {}),
        ...(date === null ? { date: true } : {}),
        ...(isTaxWrong ? { tax: true } : {}),
      },
    };
  }
  const lines = [{ ledgerId: form.ledgerId, amount }, ...tax].map((line) => ({
    ledgerId: line.ledgerId,
    amount: (line.amount ?? 0n).toString(),
  }));
  return {
    draft: {
      billId: choices.bill.billId,
      kind: choices.kind,
      gst: choices.kind === "receipt" ? "none" : form.gst,
      type: form.type,
      date,
      lines,
      note: form.note.trim().slice(0, 300),
    },
  };
}

/** What the draft would take off the bill, as far as its amounts can be read. */
export function totalOf(form: DraftForm, choices: DraftChoices): bigint {
  const isTaxed = choices.kind === "credit-note" && form.gst === "section34";
  const texts = [form.amount, ...(isTaxed ? Object.values(form.tax) : [])];
  return sum(texts.map((text) => typedPaise(text) ?? 0n));
}
