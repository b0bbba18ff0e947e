import { assert } from "@cfa/values/assert";
import { day, localDateOf, partsOf, type LocalDate } from "@cfa/values/local-date";
import type { BasisPoints } from "@cfa/values/percent";
import { financialYearOf } from "@cfa/values/period";

import type { NoteMode } from "./offer-settings.ts";

/*
 * What GST law says of the credit note for a discount after the sale, as dated rows that are handed in. A row that was not seen at its source is for an
 * accountant to review: nothing here is tax advice. Marks say how well a row is known: V seen at its source, S on firms' pages, K background knowledge, X contradicted.
 */

export type NoteRule = {
  /** The first day it holds; null: enacted, but not in force on any day that was found. */
  from: LocalDate | null;
  mark: "V" | "S" | "K" | "X";
  source: string;
  note: string;
  forReview: boolean;
} & (
  | { rule: "note-without-tax"; value: { supplierKeepsTax: boolean; buyerKeepsCredit: boolean } }
  | { rule: "note-with-tax"; value: { agreedBeforeSale: boolean; buyerReversesCredit: boolean } }
  | { rule: "note-deadline"; value: { month: number; day: number } }
);

/** The rules by which they are stored. */
export const NOTE_RULE_NAMES = ["note-with-tax", "note-without-tax", "note-deadline"] as const;

type StoredRule = {
  rule: string;
  validFrom: string;
  value: unknown;
  mark: NoteRule["mark"];
  source: string;
  note: string;
};

/** The rules as they are stored. A row that says it is not in force holds on no day, whatever day it carries. */
export function noteRulesOf(stored: readonly StoredRule[]): NoteRule[] {
  return stored.map((row): NoteRule => {
    const value = row.value as { [name: string]: unknown };
    const flag = (name: string): boolean => {
      const found = value[name];
      assert(typeof found === "boolean", `a rule of notes says ${name}`);
      return found;
    };
    const figure = (name: string): number => {
      const found = value[name];
      assert(typeof found === "number", `a rule of notes has a ${name}`);
      return found;
    };
    const of = {
      from: value["inForce"] === false ? null : day(row.validFrom),
      mark: row.mark,
      source: row.source,
      note: row.note,
      forReview: row.mark !== "V",
    };
    if (row.rule === "note-with-tax") {
      const buyerReversesCredit = flag("buyerReversesCredit");
      return {
        ...of,
        rule: row.rule,
        value: { agreedBeforeSale: flag("agreedBeforeSale"), buyerReversesCredit },
      };
    }
    if (row.rule === "note-without-tax") {
      const buyerKeepsCredit = flag("buyerKeepsCredit");
      return {
        ...of,
        rule: row.rule,
        value: { supplierKeepsTax: flag("supplierKeepsTax"), buyerKeepsCredit },
      };
    }
    assert(row.rule === "note-deadline", "a rule of notes is known by its name");
    return { ...of, rule: row.rule, value: { month: figure("month"), day: figure("day") } };
  });
}

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
