import type { CreditPeriodText } from "@cfa/contract/records";
import type { DueSource } from "@cfa/contract/reads";
import { addDays, type LocalDate } from "@cfa/values/local-date";

import { baseDay, endOf, parseCreditPeriod, parseDueText } from "./credit-period.ts";

/** When a bill is due and what says so. */
export type Due = {
  dueDate: LocalDate;
  dueSource: DueSource;
  sourceDue?: Pick<Due, "dueDate" | "dueSource">; // of a corrected one: as without the correction
};

/** All that may say when a bill is due, nearest first. */
export type Terms = {
  billDate: LocalDate; // of the bill, which may be older than the voucher
  stated: CreditPeriodText | null; // beside the bill allocation
  dueText: string | null; // of the voucher
  givesCredit: boolean; // false: only what is stated for the bill counts
};

/** What holds for all bills of a party. */
export type PartyTerms = {
  creditPeriod: CreditPeriodText | null;
  companyCreditDays: number;
  corrected?: readonly CorrectedTerms[];
};

/** Terms that a person has set for a party's bills of some days. */
export type CorrectedTerms = {
  from: LocalDate;
  until: LocalDate | null;
  days: number;
  /** The ledger's period when they were set: what Tally copies to its bills says no more than the ledger does. */
  usual: string | null;
};

/**
 * Due date by what is stated nearest to the bill: bill, voucher, ledger, company default, and else the bill's own day.
 * A period of zero that is stated is a period: due on the bill's day, by that source. A text nobody can read says nothing.
 */
export function dueOf(terms: Terms, party: PartyTerms): Due {
  const source = sourceDueOf(terms, party);
  const set = party.corrected?.findLast(
    ({ from, until }) => from <= terms.billDate && (until === null || terms.billDate <= until),
  );
  if (set === undefined || !yields(source, terms, set)) return source;
  const dueDate = addDays(terms.billDate, set.days);
  return dueDate === source.dueDate ? source : { dueDate, dueSource: "correction", sourceDue: source };
}

/** A period of the bill's own is nearer to it than terms of the party; the ledger's period beside the bill is none of its own. */
function yields(source: Due, { billDate, givesCredit }: Terms, { usual }: CorrectedTerms): boolean {
  if (!givesCredit) return false;
  if (source.dueSource !== "bill" && source.dueSource !== "voucher") return true;
  const period = usual === null ? null : parseCreditPeriod(usual);
  return period !== null && period.kind !== "day" && endOf(period, billDate) === source.dueDate;
}

function sourceDueOf(terms: Terms, party: PartyTerms): Due {
  const { billDate } = terms;
  const stated = terms.stated === null ? null : parseCreditPeriod(terms.stated.text);
  if (stated !== null) return { dueDate: endOf(stated, baseDay(terms.stated, billDate)), dueSource: "bill" };
  if (!terms.givesCredit) return { dueDate: billDate, dueSource: "bill-date" };
  const typed = terms.dueText === null ? null : parseDueText(terms.dueText);
  if (typed !== null) return { dueDate: endOf(typed, billDate), dueSource: "voucher" };
  const usual = party.creditPeriod === null ? null : parseCreditPeriod(party.creditPeriod.text);
  // One day cannot be the terms of every bill of a ledger.
  if (usual !== null && usual.kind !== "day") return { dueDate: endOf(usual, billDate), dueSource: "ledger" };
  if (party.companyCreditDays > 0) {
    return { dueDate: addDays(billDate, party.companyCreditDays), dueSource: "company" };
  }
  return { dueDate: billDate, dueSource: "bill-date" };
}
