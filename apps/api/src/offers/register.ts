import type { DiscountRow } from "@cfa/contract/discount-register";
import { noteOf } from "@cfa/db/queries/offers/note-of";
import { readSaleTaxes } from "@cfa/db/queries/offers/read-bill-facts";
import { earnedDiscounts, type EarnedRow } from "@cfa/db/queries/offers/register";
import { statutoryRules, type StatutoryRuleRow } from "@cfa/db/queries/settings/statutory-rules";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import {
  NOTE_RULE_NAMES,
  noteDeadline,
  noteRuleOn,
  noteRulesOf,
  whyNoTaxNote,
  type NoteRule,
} from "@cfa/insights/offer/note-rules";
import { saleTaxOf, type SaleTax } from "@cfa/insights/offer/sale-tax";
import { idOut } from "@cfa/values/ids";
import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

/** A discount with its note and its clock, and the inside ids and sums behind them. */
export type Earned = {
  readonly earned: EarnedRow;
  readonly row: DiscountRow;
  readonly tax: SaleTax;
};

export type Register = {
  readonly all: readonly Earned[];
  readonly stored: readonly StatutoryRuleRow[];
  readonly rules: readonly NoteRule[];
};

/** Every discount that was earned, as it stands on a day: the least time left first where a note is to be posted, then the latest paid. */
export async function readRegister(
  reader: BooksReader,
  { today, offerId }: { today: LocalDate; offerId?: string },
): Promise<Register> {
  const found = await earnedDiscounts(reader, offerId === undefined ? {} : { offerId });
  const stored = await statutoryRules(reader, NOTE_RULE_NAMES);
  const rules = noteRulesOf(stored);
  const taxes = await readSaleTaxes(
    reader,
    found.flatMap(({ billId }) => billId ?? []),
  );
  const all = found.map((earned): Earned => {
    const tax = taxes.get(earned.billId ?? "") ?? saleTaxOf([]);
    return { earned, tax, row: presentEarned(earned, { tax, rules, today }) };
  });
  return { stored, rules, all: all.toSorted((a, b) => urgency(a.row) - urgency(b.row)) };
}

/** Whether its note still has to be seen to. */
export function isToPost({ note }: DiscountRow): boolean {
  return note.state !== "posted";
}

const NEVER = Number.MAX_SAFE_INTEGER;

function urgency(row: DiscountRow): number {
  return isToPost(row) ? (row.daysLeft ?? NEVER - 1) : NEVER;
}

function presentEarned(
  earned: EarnedRow,
  { tax, rules, today }: { tax: SaleTax; rules: readonly NoteRule[]; today: LocalDate },
): DiscountRow {
  const billDate = earned.billDate as LocalDate; // from the database, where it is a day
  const deadline = noteDeadline(billDate, { on: today, rows: rules });
  return {
    offerId: idOut("offer", earned.offerId),
    party:
      earned.ledgerId === null || earned.party === null
        ? null
        : { partyId: idOut("party", earned.ledgerId), name: earned.party },
    bill: {
      billId: earned.billId === null ? null : idOut("bill", earned.billId),
      name: earned.billName,
      date: earned.billDate,
    },
    paid: { day: earned.paidOn, amount: paiseToJson(earned.paid) },
    discount: paiseToJson(earned.discount),
    told: earned.told,
    termsVersion: earned.termsVersion,
    wanted: earned.gstMode,
    note: noteOf(earned),
    deadline,
    daysLeft: deadline === null ? null : daysBetween(today, deadline),
    taxNote: {
      refused: whyNoTaxNote(
        { date: billDate, taxRate: tax.rate, wasAgreedBeforeSale: true },
        { on: today, rows: rules },
      ),
      asksAgreement: noteRuleOn("note-with-tax", today, rules)?.value.agreedBeforeSale ?? true,
      taxRate: tax.rate,
    },
  };
}
