import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

/** What can be found that the owner should know of (docs/algorithms/today.md). */
export type FindingKind =
  | "sync-stale"
  | "tie-out-differs"
  | "tally-changed"
  | "cash-below-floor"
  | "promise-broken"
  | "cheque-returned"
  | "class-worse"
  | "slower"
  | "bill-slips"
  | "unapplied-receipt"
  | "payment-landed"
  | "over-limit"
  | "msme-due"
  | "correction-conflict"
  | "correction-waiting"
  | "reply-waiting"
  | "opt-out"
  | "chase-by-person"
  | "nudge-unknown"
  | "channel-stopped"
  | "wallet-empty"
  | "quality-down"
  | "template-stopped"
  | "hook-silent"
  | "offer-ending"
  | "discount-budget"
  | "credit-note-due";

/** One thing found on a day. */
export type Finding = {
  kind: FindingKind;
  /** The same thing has the same one tomorrow. */
  key: string;
  /** At stake; zero where no sum is known. */
  amount: Paise;
  /** By how many days the money is nearer, or the harm further, if it is done today; 0: there is nothing to do. */
  gain: number;
  /** Since when it is so. */
  since: LocalDate;
};

/** Until which day somebody does not want to hear of a finding. `amount`: at stake when they said so. */
export type Snooze = { key: string; until: LocalDate; amount: Paise };
