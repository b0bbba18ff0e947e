import { assert } from "@cfa/values/assert";
import { day, localDateOf, partsOf, type LocalDate } from "@cfa/values/local-date";
import type { BasisPoints } from "@cfa/values/percent";
import { financialYearOf } from "@cfa/values/period";

import type { NoteMode } from "./offer-settings.ts";

/*
 * What GST law says of the credit note for a discount after the sale, as dated rows. Every row is for an accountant to review: nothing here is
 * tax advice. Marks say how well a row is known: V seen at its source, S on firms' pages, K background knowledge, X contradicted.
 */

export type NoteRule = {
  /** The first day it holds; null: enacted, but not in force on any day that was found. */
  from: LocalDate | null;
  mark: "V" | "S" | "K" | "X";
  source: string;
  note: string;
  forReview: true;
} & (
  | { rule: "note-without-tax"; value: { supplierKeepsTax: boolean; buyerKeepsCredit: boolean } }
  | { rule: "note-with-tax"; value: { agreedBeforeSale: boolean; buyerReversesCredit: boolean } }
  | { rule: "note-deadline"; value: { month: number; day: number } }
);

/** What was known on 22 November 2026. */
export const NOTE_RULES: readonly NoteRule[] = [
  {
    rule: "note-with-tax",
    from: day("2017-07-01"),
    value: { agreedBeforeSale: true, buyerReversesCredit: true },
    mark: "S",
    source: "njjain, taxguru on section 15(3)(b)",
    note: "The value falls only if the discount was agreed at or before the supply, is linked to the bills, and the buyer reverses its credit.",
    forReview: true,
  },
  {
    rule: "note-with-tax",
    from: null,
    value: { agreedBeforeSale: false, buyerReversesCredit: true },
    mark: "S",
    source: "claimds.com, punjabtodaynews, ssburad on the Finance Act 2026",
    note: "Agreement and link are dropped. Assent on 30 March 2026; the day it begins was not notified when last looked. One page says it is law already.",
    forReview: true,
  },
  {
    rule: "note-without-tax",
    from: day("2025-09-12"),
    value: { supplierKeepsTax: true, buyerKeepsCredit: true },
    mark: "S",
    source: "several pages on Circular 251/08/2025",
    note: "A financial note leaves the supplier's tax as it was, and the buyer keeps the whole credit.",
    forReview: true,
  },
  {
    rule: "note-deadline",
    from: day("2017-07-01"),
    value: { month: 9, day: 30 },
    mark: "K",
    source: "background knowledge",
    note: "Until the Finance Act 2022 the day was 30 September. Not checked.",
    forReview: true,
  },
  {
    rule: "note-deadline",
    from: day("2022-10-01"),
    value: { month: 11, day: 30 },
    mark: "S",
    source: "mookherjeeassociates.com on section 34; the first day is background knowledge",
    note: "A note with tax is declared by 30 November after the end of the year of the supply, or with the annual return where that comes first.",
    forReview: true,
  },
];

/** The row of a rule that holds on a day; null: none was found. */
export function noteRuleOn<Kind extends NoteRule["rule"]>(
  kind: Kind,
  on: LocalDate,
  rows: readonly NoteRule[],
): Extract<NoteRule, { rule: Kind }> | null {
  const held = rows.filter(
    (row): row is Extract<NoteRule, { rule: Kind }> =>
      row.rule === kind && row.from !== null && row.from <= on,
  );
  return held.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1)).at(-1) ?? null;
}

/** The last day to declare a note with tax on a bill: that of the rule in force `on` a day; null: no rule was found. The annual return may come first. */
export function noteDeadline(
  billDate: LocalDate,
  { on, rows }: { on: LocalDate; rows: readonly NoteRule[] },
): LocalDate | null {
  const rule = noteRuleOn("note-deadline", on, rows);
  if (rule === null) return null;
  const { year } = partsOf(financialYearOf(billDate).to);
  const last = localDateOf(year, rule.value.month, rule.value.day);
  assert(last.ok, "the deadline of a note is no day of the calendar");
  return last.value;
}

/** Why a note with tax cannot be made; null: nothing that is known here forbids it, and an accountant decides. */
export function whyNoTaxNote(
  bill: { date: LocalDate; taxRate: BasisPoints | null; wasAgreedBeforeSale: boolean },
  { on, rows }: { on: LocalDate; rows: readonly NoteRule[] },
): "no-rule" | "no-tax" | "not-agreed-before" | "too-late" | null {
  const rule = noteRuleOn("note-with-tax", on, rows);
  const deadline = noteDeadline(bill.date, { on, rows });
  if (rule === null || deadline === null) return "no-rule";
  if (bill.taxRate === null || bill.taxRate === 0) return "no-tax";
  if (rule.value.agreedBeforeSale && !bill.wasAgreedBeforeSale) return "not-agreed-before";
  return on > deadline ? "too-late" : null;
}

/**
 * What a rupee of discount on the whole bill costs the seller: a rupee with a financial note; less the tax in it with a note that takes
 * the tax back. Where the tax is not known it counts as a rupee, the dear side.
 */
export function noteCostOf(mode: NoteMode, taxRate: BasisPoints | null): number {
  return mode === "financial" || taxRate === null ? 1 : 1 / (1 + taxRate / 10_000);
}
