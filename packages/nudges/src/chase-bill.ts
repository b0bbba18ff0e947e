import { addDays, daysBetween, localDateAt, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { BillFact, BillKey, Claim, PartyStanding } from "./facts.ts";
import type { ChaseCode } from "./silence.ts";
import { billText } from "./usual-ladder.ts";

/** Below that nothing is asked for: the message would cost more in goodwill. */
const SMALLEST: Paise = 100_00n;
const THANKS_DAYS = 7;
const BROKEN_DAYS = 7;
const DAY_MILLIS = 86_400_000;
/** For how long somebody's word keeps reminders back, so that a person can look at it. */
const CLAIM_DAYS: Readonly<Record<Claim["kind"], number>> = {
  "said-paid": 5,
  "paid-at-gateway": 3,
  "reply-waiting": 3,
};

/** What may be asked for of a bill, or why nothing may. */
export type Chase = { amount: Paise } | { code: ChaseCode };

type On = { today: LocalDate; now: Date };

/** What a party may be asked for of one of its bills; the first rule that speaks says why it may not. */
export function chaseBill(bill: BillFact, party: PartyStanding, on: On): Chase {
  if (party.isExcluded) return { code: "excluded" };
  const chase = openToChase(bill, party);
  const code = "code" in chase ? null : heldBack(party, { ...on, bills: [bill.key] });
  return code === null ? chase : { code };
}

/** Why a party hears nothing for now, of some of its bills or (none named) at all; null: it may. */
export function heldBack(
  party: PartyStanding,
  { today, now, bills }: On & { bills: readonly BillKey[] },
): ChaseCode | null {
  if (party.promises.some(({ standing, day }) => standing === "open" && day >= today)) return "promised";
  const about = new Set(bills.map(billText));
  const claim = party.claims.find(
    (each) => (each.bill === null || about.has(billText(each.bill))) && isClaimFresh(each, now),
  );
  if (claim) return claim.kind;
  return party.isPartyTied ? null : "party-differs";
}

/**
 * What is open of a bill without what is disputed, what is only tax withheld, what a post-dated receipt pays, and what money is likely there for already. Money that no
 * bill has taken and that would cover the bill alone keeps it silent: it may be meant for it.
 */
function openToChase(bill: BillFact, party: PartyStanding): Chase {
  if (bill.open <= 0n) return { code: "paid" };
  const owed = bill.open - bill.tdsAwaited;
  if (owed <= 0n) return { code: "tds-only" };
  const undisputed = owed - bill.disputed;
  if (undisputed <= 0n) return { code: "disputed" };
  const unpaid = undisputed - bill.postDated;
  if (unpaid <= 0n) return { code: "post-dated" };
  const amount = unpaid - bill.covered;
  if (amount <= 0n || party.unapplied >= amount) return { code: "covered" };
  return amount < SMALLEST ? { code: "too-small" } : { amount };
}

/** The latest promise that was broken, with the day from which that is so; undefined: none is. */
export function brokenPromise(
  party: PartyStanding,
  today: LocalDate,
): { day: LocalDate; amount: Paise; brokenOn: LocalDate } | undefined {
  return party.promises
    .filter(({ standing, day }) => standing === "broken" && day < today)
    .map(({ day, amount }) => ({ day, amount, brokenOn: addDays(day, 1) }))
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))[0];
}

/**
 * Whether a broken promise is a reason of its own: for a week. `moved`: as many days more, for a message that was planned within it and that quiet days
 * keep back.
 */
export function isFreshlyBroken({ brokenOn }: { brokenOn: LocalDate }, today: LocalDate, moved = 0): boolean {
  return daysBetween(brokenOn, today) < BROKEN_DAYS + moved;
}

/** Whether a person still has time to look at a claim. */
function isClaimFresh({ kind, at }: Claim, now: Date): boolean {
  return now.getTime() - at.getTime() < CLAIM_DAYS[kind] * DAY_MILLIS;
}

/** Whether money was seen so lately that thanks are in place. */
export function isReceiptFresh(seenAt: Date, today: LocalDate): boolean {
  return addDays(localDateAt(seenAt), THANKS_DAYS) > today;
}
