import type { DueSource } from "@cfa/contract/reads";
import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";

import type { AllocationType } from "../bill-allocation.ts";
import type { Side } from "../bill.ts";

/** A bill by what stays the same when bills are derived anew. `date` is the day from which it counts. */
export type BillKey = { ledgerGuid: string; side: Side; nameKey: string; date: LocalDate };

/** A line of a voucher, by Tally's GUID. */
export type LineKey = { voucherGuid: string; lineNo: number };

/** Whom to write to, how, and in which language (a language tag such as "hi"). Null: as Tally says. */
export type ContactValue = {
  person: string | null;
  phone: string | null;
  email: string | null;
  language: string | null;
};

/** What Tally said. */
export type ContactBase = { phone: string | null; email: string | null };

/** Up to where a party may owe; null: no limit. */
export type CreditLimitValue = { limit: Paise | null };

/** What Tally said. */
export type CreditLimitBase = { limit: Paise | null };

/** So much of a bill is disputed: it is not chased. The correction's reason says why. */
export type DisputeValue = { amount: Paise; owner: string | null };

/** The bill as it was. */
export type DisputeBase = { amount: Paise; open: Paise };

/** The day one bill is due. */
export type DueDateValue = { dueDate: LocalDate };

/** What said so before. */
export type DueDateBase = { dueDate: LocalDate; dueSource: DueSource };

/** Why a party is never chased. */
export type ExclusionCause = "related" | "staff" | "cash" | "legal" | "other";

/** The party is never chased; its sums stay in the books. */
export type ExcludeValue = { cause: ExclusionCause };

/** The name it had: an excluded party that is renamed may have become another. */
export type ExcludeBase = { name: string };

/** What two ledgers of one party have in common. */
export type MergeEvidence = "gstin" | "pan" | "phone" | "email" | "name";

/** The party stands together with another, under that one's name. */
export type MergeValue = { intoGuid: string; evidence: readonly MergeEvidence[] };

/** What is kept of a ledger that was put together with another: not how it is reached. */
export type LedgerIdentity = { name: string; gstin: string | null };

/** Both ledgers as they were. */
export type MergeBase = { from: LedgerIdentity; into: LedgerIdentity };

/** A party's word: so much by that day. The correction's `fromDate` is the day it was given; chasing pauses until then. */
export type PromiseValue = { amount: Paise; day: LocalDate };

/** What was owed and overdue when it was given. */
export type PromiseBase = { outstanding: Paise; overdue: Paise };

/** How a party pays, whatever is learned of it. */
export type ClassPinValue = { class: "prompt" | "on-time" | "late" | "risky" };

/** Nothing in Tally says it. */
export type ClassPinBase = Record<string, never>;

/** So much of the line's money pays that bill. */
export type RematchPart = { bill: BillKey; amount: Paise };

/**
 * How a line's money is split over bills. What Tally states for one of these bills is part of its amount. What the parts leave stays
 * where it is.
 */
export type RematchValue = { parts: readonly RematchPart[] };

/** The line as it was: debit positive. */
export type RematchBase = {
  date: LocalDate;
  amount: Paise;
  allocations: readonly { name: string; type: AllocationType; amount: Paise }[];
};

/** What a party withholds from what it pays, from the correction's `fromDate` on: rate, of what, and above which sum of a year. */
export type TdsProfileValue = {
  rate: BasisPoints; // zero: it withholds nothing
  of: "taxable" | "gross";
  threshold: Paise | null;
};

/** Nothing in Tally says it. */
export type TdsProfileBase = Record<string, never>;

/**
 * Days of credit of a party for bills from the correction's `fromDate` on. A period stated for the bill itself, other than
 * the ledger's own, stays nearer to the bill and wins.
 */
export type TermsValue = { days: number };

/** Tally's credit period of the ledger, as its text. */
export type TermsBase = { creditPeriod: string | null };

/** So much of a bill will not be paid any more, from a day on. It counts once the owner has approved it. */
export type WriteOffValue = { amount: Paise; date: LocalDate };

/** The bill as it was, by what Tally says. `notes`: what journals, credit and debit notes had taken off it. */
export type WriteOffBase = { amount: Paise; open: Paise; notes: Paise };

/** What a correction is about: for each kind what the person says (`value`) and what the books said then (`base`). */
export type CorrectionKinds = {
  rematch: { value: RematchValue; base: RematchBase };
  "due-date": { value: DueDateValue; base: DueDateBase };
  terms: { value: TermsValue; base: TermsBase };
  dispute: { value: DisputeValue; base: DisputeBase };
  "write-off": { value: WriteOffValue; base: WriteOffBase };
  merge: { value: MergeValue; base: MergeBase };
  exclude: { value: ExcludeValue; base: ExcludeBase };
  contact: { value: ContactValue; base: ContactBase };
  "credit-limit": { value: CreditLimitValue; base: CreditLimitBase };
  "tds-profile": { value: TdsProfileValue; base: TdsProfileBase };
  promise: { value: PromiseValue; base: PromiseBase };
  "class-pin": { value: ClassPinValue; base: ClassPinBase };
};

export type CorrectionKind = keyof CorrectionKinds;

/**
 * `waiting`: the owner must approve it. `active`: it holds. `conflict`: what it was based on has moved; a person decides.
 * `retired`: Tally says so itself now, or what it was about is gone. `undone`, `rejected`: by a person.
 */
export type CorrectionState = "waiting" | "active" | "conflict" | "retired" | "undone" | "rejected";

/** The states in which a correction is part of the books. */
export const HOLDING_STATES = ["active", "conflict"] as const satisfies readonly CorrectionState[];

/** What a correction hangs on: always a party; of a kind that is about one, a bill or a voucher's line too. */
export type CorrectionTarget = {
  ledgerGuid: string;
  line: LineKey | null;
  bill: BillKey | null;
  fromDate: LocalDate | null;
};

/** A person's word beside Tally, of a certain kind. */
export type CorrectionOf<Kind extends CorrectionKind> = CorrectionTarget & {
  kind: Kind;
  correctionId: string;
  state: CorrectionState;
  untilDate: LocalDate | null;
} & CorrectionKinds[Kind];

/** A person's word beside Tally. */
export type Correction = { [Kind in CorrectionKind]: CorrectionOf<Kind> }[CorrectionKind];

/** One text for a bill's key, to look it up by. */
export function billKeyText(key: BillKey): string {
  return [key.ledgerGuid, key.side, key.date, key.nameKey].join("\u0000");
}

/** The corrections of one kind. */
export function ofKind<Kind extends CorrectionKind>(
  corrections: readonly Correction[],
  kind: Kind,
): Extract<Correction, { kind: Kind }>[] {
  return corrections.filter((each): each is Extract<Correction, { kind: Kind }> => each.kind === kind);
}
