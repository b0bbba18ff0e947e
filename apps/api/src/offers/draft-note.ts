import { randomUUID } from "node:crypto";

import type { CompanyTx } from "@cfa/db/company-scope";
import { keepNoteDraft } from "@cfa/db/queries/offers/register";
import { lockOffer } from "@cfa/db/queries/offers/offers";
import { whyNoTaxNote } from "@cfa/insights/offer/note-rules";
import { taxShares } from "@cfa/insights/offer/sale-tax";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";

import type { Scope } from "../context.ts";
import { readChoices } from "../drafts/choices.ts";
import { makeDraft } from "../drafts/make.ts";
import { ApiFailure } from "../errors.ts";
import { readRegister, type Earned } from "./register.ts";

export type NoteWanted = {
  readonly offerId: string; // inside
  readonly kind: "financial" | "section34";
  readonly ledgerId: string; // outward
  readonly agreedBefore: boolean;
};

/**
 * Drafts the credit note of a discount that was earned and answers the draft. One that stands already is answered again; one that a person took out
 * of Tally is drafted anew only by this wish. Nothing goes to Tally by it.
 */
export async function draftNote(tx: CompanyTx, scope: Scope, wanted: NoteWanted): Promise<string> {
  const { offerId, kind } = wanted;
  if ((await lockOffer(tx, offerId))?.state !== "honoured") throw new ApiFailure("not-found");
  const { all, rules } = await readRegister(tx, { today: scope.today, offerId });
  const [found] = all;
  if (found === undefined) throw new ApiFailure("not-found");
  const { state, draftId: before } = found.row.note;
  if (before !== null && state !== "gone") return before;
  if (state === "posted") throw refused("note", "A credit note of this sum is in Tally already.");
  const { billId } = found.row.bill;
  if (billId === null || found.earned.billId === null)
    throw refused("bill", `The bill "${found.row.bill.name}" is not in Tally any more.`);
  if (kind === "section34") refuseTaxNote(found, { rules, wanted, today: scope.today });
  const choices = await readChoices(tx, { billId: found.earned.billId, kind: "credit-note", now: scope.now });
  const [type] = choices.voucherTypes;
  if (type === undefined || choices.day === null) {
    const [problem] = choices.problems;
    throw refused("type", problem?.message ?? "Tally has no voucher type for credit notes.");
  }
  const shares = kind === "section34" ? taxShares(found.earned.discount, found.tax) : [];
  const taxed = shares.reduce((all, { amount }) => all + amount, 0n);
  const draftId = await makeDraft(tx, scope, {
    companyId: idOut("company", scope.companyId),
    requestId: randomUUID(),
    billId,
    kind: "credit-note",
    gst: kind,
    type,
    date: choices.day,
    lines: [
      { ledgerId: wanted.ledgerId, amount: (found.earned.discount - taxed).toString() },
      ...shares.map(({ ledgerId, amount }) => ({
        ledgerId: idOut("ledger", ledgerId),
        amount: amount.toString(),
      })),
    ],
    note: `Discount for paying ${found.row.bill.name} early`,
  });
  await keepNoteDraft(tx, offerId, draftId);
  return idOut("draft", draftId);
}

function refuseTaxNote(
  { earned, tax, row }: Earned,
  of: { rules: Parameters<typeof whyNoTaxNote>[1]["rows"]; wanted: NoteWanted; today: LocalDate },
): void {
  const bill = { date: earned.billDate as LocalDate, taxRate: tax.rate };
  const why = whyNoTaxNote(
    { ...bill, wasAgreedBeforeSale: of.wanted.agreedBefore },
    { on: of.today, rows: of.rules },
  );
  if (why === null) return;
  const messages: Readonly<Record<typeof why, string>> = {
    "no-rule": "No rule for a note with tax is known on this day; use a financial note.",
    "no-tax": `The sale "${row.bill.name}" shows no GST that a note could take back; use a financial note.`,
    "not-agreed-before":
      "A note with tax needs a discount that was agreed at or before the sale; use a financial note.",
    "too-late": `A note with tax on this bill had to be declared by ${row.deadline ?? ""}; use a financial note.`,
  };
  throw refused(why, messages[why]);
}

function refused(field: string, message: string): ApiFailure {
  return new ApiFailure("bad-input", { field, message });
}
