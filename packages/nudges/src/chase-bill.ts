import { addDays, localDateAt, type LocalDate } from "@cfa/values/local-date";
import { type Paise } from "@cfa/values/money";

import type { BillFact, Claim, PartyFacts } from "./facts.ts";
import type { SilenceCode } from "./silence.ts";
import { billText } from "./usual-ladder.ts";

/** Below that nothing is asked for: the message would cost more in goodwill. */
const SMALLEST: Paise = 100_00n;
const DAY_MILLIS = 86_400_000;
/** For how long somebody's word keeps reminders back, so that a person can look at it. */
const CLAIM_DAYS: Readonly<Record<Claim["kind"], number>> = {
  "said-paid": 5,
  "paid-at-gateway": 3,
  "reply-waiting": 3,
};

/** What may be asked for of a bill, or why nothing may. */
export type Chase = { amount: Paise } | { code: SilenceCode };

/**
 * What may be asked for of an open bill: without what is disputed, what is only tax withheld, and what money is likely there for already.
 * Money that no bill has taken and that would cover the bill alone keeps it silent: it may be meant for it.
 */
export function chaseBill(bill: BillFact, party: PartyFacts, now: Date): Chase {
  if (bill.open <= 0n) return { code: "paid" };
  const owed = bill.open - bill.tdsAwaited;
  if (owed <= 0n) return { code: "tds-only" };
  const undisputed = owed - bill.disputed;
  if (undisputed <= 0n) return { code: "disputed" };
  const amount = undisputed - bill.covered;
  if (amount <= 0n || party.unapplied >= amount) return { code: "covered" };
  if (amount < SMALLEST) return { code: "too-small" };
  const claim = party.claims.find(
    (each) => each.bill !== null && billText(each.bill) === billText(bill.key) && isClaimFresh(each, now),
  );
  return claim ? { code: claim.kind } : { amount };
}

/** Why a party as a whole is not reminded; null: it may be. */
export function partySilence(party: PartyFacts, on: { today: LocalDate; now: Date }): SilenceCode | null {
  if (party.isExcluded) return "excluded";
  if (openPromise(party, on.today)) return "promised";
  const claim = party.claims.find((each) => each.bill === null && isClaimFresh(each, on.now));
  if (claim) return claim.kind;
  return party.isPartyTied ? null : "party-differs";
}

/** The latest promise that was broken, with the day from which that is so; undefined: none is. */
export function brokenPromise(
  party: PartyFacts,
  today: LocalDate,
): { day: LocalDate; amount: Paise; brokenOn: LocalDate } | undefined {
  return party.promises
    .filter(({ standing, day }) => standing === "broken" && day < today)
    .map(({ day, amount }) => ({ day, amount, brokenOn: addDays(day, 1) }))
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))[0];
}

function openPromise(party: PartyFacts, today: LocalDate): boolean {
  return party.promises.some(({ standing, day }) => standing === "open" && day >= today);
}

/** Whether a person still has time to look at a claim. */
function isClaimFresh({ kind, at }: Claim, now: Date): boolean {
  return now.getTime() - at.getTime() < CLAIM_DAYS[kind] * DAY_MILLIS;
}

/** Whether money was seen so late that thanks would be out of place. */
export function isReceiptFresh(seenAt: Date, today: LocalDate): boolean {
  return addDays(localDateAt(seenAt), 7) > today;
}
