import { formatDay, type LocalDate } from "@cfa/values/local-date";
import { formatRupeesShort, type Paise } from "@cfa/values/money";

import type { AlertWords } from "./alert-words.ts";
import type { TodayItem } from "./today.ts";

/** What a sentence about an alert is made of. Days are as the contract has them. */
export type AlertFacts = Pick<TodayItem, "kind" | "day" | "days" | "change" | "tally"> & { amount: Paise };

/** Why something stands among what is to be done or known today, and what to do, in a sentence or two. */
export function alertWhy(facts: AlertFacts, words: AlertWords): string {
  const day = facts.day === null ? "" : formatDay(facts.day as LocalDate); // of the contract, where it is a day
  return WHY[facts.kind]({ ...facts, day }, words);
}

/** `day` as people read it; empty where there is none. */
type Said = Omit<AlertFacts, "day"> & { day: string };

const WHY: Readonly<Record<TodayItem["kind"], (of: Said, words: AlertWords) => string>> = {
  "sync-stale": ({ days }, { why }) => why.stale(days),
  "tie-out-differs": (_, { why }) => why.differs,
  "tally-changed": ({ tally }, { why }) => (tally === null ? "" : why.tally[tally]),
  "cash-below-floor": ({ day, amount }, words) => words.why.floor(day, shortSum(amount, words)),
  "promise-broken": ({ day, days }, { why }) => why.promise(day, days),
  "cheque-returned": ({ day }, { why }) => why.cheque(day),
  "class-worse": ({ change }, { why, classes }) =>
    change === null ? "" : why.worse(classes[change.before], classes[change.now]),
  slower: ({ day, days }, { why }) => why.slower(days, day),
  "bill-slips": ({ day, days }, { why }) => (day === "" ? why.slipsAway : why.slips(day, days)),
  "unapplied-receipt": ({ day }, { why }) => why.unapplied(day),
  "payment-landed": ({ day }, { why }) => why.landed(day),
  "over-limit": ({ day }, { why }) => why.overLimit(day),
  "msme-due": ({ day, days }, { why }) => (days < 0 ? why.msmePast(-days) : why.msmeLeft(days, day)),
  "correction-conflict": (_, { why }) => why.conflict,
  "correction-waiting": ({ days }, { why }) => why.waiting(days),
  "reply-waiting": ({ day }, { why }) => why.reply(day),
  "opt-out": ({ day }, { why }) => why.optOut(day),
  "chase-by-person": ({ day }, { why }) => why.chase(day),
  "nudge-unknown": ({ day }, { why }) => why.unknown(day),
  "channel-stopped": ({ day }, { why }) => why.stopped(day),
  "wallet-empty": ({ day }, { why }) => why.wallet(day),
  "quality-down": ({ day }, { why }) => why.quality(day),
  "template-stopped": ({ day }, { why }) => why.template(day),
  "hook-silent": ({ day }, { why }) => why.hook(day),
  "offer-ending": ({ day }, { why }) => why.offer(day),
  "discount-budget": (_, { why }) => why.budget,
  "credit-note-due": ({ day, days }, { why }) => why.note(days, day),
};

/** Whom or what it is about: the way of messages, the party, with the bill where it is about one. */
export function alertAbout(
  {
    way,
    party,
    bill,
  }: Pick<TodayItem, "way"> & { party: { name: string } | null; bill: { name: string } | null },
  { ways }: AlertWords,
): string {
  return [way === null ? "" : ways[way], party?.name ?? "", bill?.name ?? ""]
    .filter((part) => part !== "")
    .join(" · ");
}

/** A sum in lakh and crore as people say it: "₹1.2 L". */
export function shortSum(amount: Paise, { units }: Pick<AlertWords, "units">): string {
  const text = formatRupeesShort(amount);
  if (text.endsWith("Cr")) return text.slice(0, -2) + units.crore;
  return text.endsWith("L") ? text.slice(0, -1) + units.lakh : text;
}
