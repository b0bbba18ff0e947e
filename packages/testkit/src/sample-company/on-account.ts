import { min, sum } from "@cfa/values/money";

import type { Desk } from "./desk.ts";
import { gathers, roundTo, scaled, type OpenBill, type TradingParty } from "./parties.ts";
import { followsFifo, type Share } from "./shares.ts";

/*
 * Which bills money truly pays that names none. Now and then it is meant for a newer bill than the oldest; how often is
 * gathered over all customers, so that no seed is without it and none has little else.
 */

/** Of the receipts on account, how many are out of turn. */
const OUT_OF_TURN = 0.42;

/** What a receipt on account truly pays of the bills it was planned for, or of others instead. */
export function onAccountShares(
  desk: Desk,
  party: TradingParty,
  planned: readonly Share[],
): readonly Share[] {
  const outOfTurnSoFar = desk.gathering("receipts out of turn");
  const isDue = gathers(outOfTurnSoFar, OUT_OF_TURN * (0.6 + party.random.next() * 0.8));
  const isInTurn = followsFifo(party, planned);
  const shares = isDue === isInTurn ? (isDue ? outOfTurn(party, planned) : inTurn(party, planned)) : planned;
  exchangePlans(party, planned, shares);
  // What was due and could not be had is still due; what came although it was not due counts for a later one.
  const isOut = !followsFifo(party, shares);
  if (isOut !== isDue) outOfTurnSoFar.gathered += isDue ? 1 : -1;
  return shares;
}

/** The same money spread over the oldest of the bills that the party means to pay. */
export function inTurn(party: TradingParty, shares: readonly Share[]): readonly Share[] {
  const meant = new Set([...party.planned, ...shares].map((one) => one.bill));
  let left = sum(shares.map((one) => one.amount));
  const spread: Share[] = [];
  for (const bill of party.bills.filter((one) => meant.has(one)).toSorted(byDate)) {
    const amount = min(payable(bill), left);
    if (amount > 0n) spread.push({ bill, amount });
    left -= amount;
  }
  return spread;
}

/** Part of the money for the oldest bill goes to the next one. No bill is made to wait twice. */
function outOfTurn(party: TradingParty, shares: readonly Share[]): readonly Share[] {
  const [oldest, ...others] = shares.toSorted((a, b) => byDate(a.bill, b.bill));
  if (oldest === undefined || oldest.bill.hasWaited) return shares;
  const paid = new Set(shares.map((one) => one.bill));
  const newer = party.bills
    .filter((bill) => bill.date > oldest.bill.date && payable(bill) > 0n && !paid.has(bill))
    .toSorted(byDate)
    .find((bill) => party.planned.some((one) => one.bill === bill && one.amount === null));
  if (newer === undefined) return shares;
  oldest.bill.hasWaited = true;
  const wished = roundTo(scaled(oldest.amount, 0.25 + party.random.next() * 0.5), 100);
  const amount = min(min(wished, oldest.amount), payable(newer));
  const rest = { bill: oldest.bill, amount: oldest.amount - amount };
  return [rest, ...others, { bill: newer, amount }].filter((one) => one.amount > 0n);
}

/** A bill that got less than was planned for it waits for the day of the one that got more. */
function exchangePlans(party: TradingParty, before: readonly Share[], after: readonly Share[]): void {
  if (before === after) return;
  const got = new Map(after.map((one) => [one.bill, one.amount]));
  for (const { bill, amount } of before) got.set(bill, (got.get(bill) ?? 0n) - amount);
  const dates = party.planned.filter((one) => (got.get(one.bill) ?? 0n) > 0n).map((one) => one.date);
  const date = dates.toSorted().at(-1);
  if (date === undefined) return;
  for (const [bill, more] of got) if (more < 0n) party.planned.push({ bill, amount: null, date });
}

/** What a party will still pay of a bill: not the tax it withholds. */
function payable(bill: OpenBill): bigint {
  return bill.open - bill.tdsAwaited;
}

function byDate(a: OpenBill, b: OpenBill): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
}
