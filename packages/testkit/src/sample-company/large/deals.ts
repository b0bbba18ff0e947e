import { mixed, randomAt, type Random } from "../random.ts";
import type { Days } from "./days.ts";
import type { LargeParties, LargeParty } from "./parties.ts";

/*
 * A deal is one bill and all that comes of it. Its days follow from the seed, the party, the month and its place in
 * the month alone, so that any month can be made again without the months before it.
 */

/** What a voucher of the large company is. Of a deal: */
export const BILLED = 0;
export const PART_PAID = 1;
export const PAID = 2;
export const PAID_IN_CASH = 3;
export const NOTED = 4;
export const ADJUSTED = 5;

/** Nothing comes of a deal later than this many months after its own. */
export const LONGEST_MONTHS = 8;

export type Deal = {
  readonly party: LargeParty;
  readonly month: number;
  readonly index: number;
  /** Days; null is never. */
  readonly billed: number;
  readonly partPaid: number | null;
  readonly paid: number | null;
  readonly isPaidInCash: boolean;
  /** Credit or debit note for a part of it, before any money. */
  readonly noted: number | null;
  /** When money that named no bill is adjusted against it by journal. */
  readonly adjusted: number | null;
  /** Whether the money names no bill. */
  readonly isOnAccount: boolean;
  /** What remains to be drawn: the goods. */
  readonly random: Random;
};

/** Makes deals from what they depend on. */
export type Deals = {
  /** One of them; null when it was before the books and is no longer whole when they begin. */
  dealOf(party: number, month: number, index: number): Deal | null;
  /** All of a party's in a month. */
  dealsIn(party: number, month: number): readonly Deal[];
};

export function makeDeals(making: { seed: number; days: Days; parties: LargeParties }): Deals {
  const { seed, days, parties } = making;
  const ofDeals = mixed(seed, 0, 1);
  const ofCounts = mixed(seed, 0, 2);
  const countIn = (party: number, month: number): number => {
    const chance = (mixed(ofCounts, party, month) >>> 0) / 4_294_967_296;
    return Math.floor(parties.rateOf(party) * days.seasonOf(month) + chance);
  };
  const dealWith = (party: LargeParty, month: number, index: number): Deal | null => {
    const random = randomAt(ofDeals, mixed(party.index, month, index));
    const deal = planDeal({ party, month, index, random }, days);
    if (deal.billed >= 0) return deal;
    const first = Math.min(...[deal.noted, deal.partPaid, deal.paid].map((day) => day ?? Infinity));
    return first < 0 ? null : deal;
  };
  return {
    dealOf: (party, month, index) => dealWith(parties.party(party), month, index),
    dealsIn: (index, month) => {
      const count = countIn(index, month);
      if (count === 0) return NO_DEALS;
      const party = parties.party(index);
      return Array.from({ length: count }, (_, place) => dealWith(party, month, place)).filter(
        (deal) => deal !== null,
      );
    },
  };
}

const NO_DEALS: readonly Deal[] = [];

function planDeal(start: Pick<Deal, "party" | "month" | "index" | "random">, days: Days): Deal {
  const { party, month, random } = start;
  const billed = days.working(days.firstOf(month) + random.int(0, days.lengthOf(month) - 1));
  const isDisputed = random.chance(party.meanDelay > 30 ? 0.05 : 0.004);
  const delay = Math.min(75, Math.round(party.meanDelay + party.sd * random.normal()));
  const wished = Math.max(billed + 1, billed + party.creditDays + delay);
  const settled = Math.max(days.working(billed + 1), days.paying(wished, random.int(0, 3)));
  const paid = isDisputed ? null : settled;
  const early = days.working(settled - random.int(5, 12));
  const hasParts = random.chance(0.12) && !isDisputed && early > billed && early < settled;
  const noted = days.working(billed + random.int(2, 10));
  const isNoted = random.chance(0.06) && noted < (hasParts ? early : settled);
  const isOnAccount = party.ledger.isBillWise && random.chance(party.onAccount);
  const quarter = days.firstOf(days.nextQuarter(days.monthOf(settled)));
  const adjusted = days.working(quarter + random.int(4, 13));
  return {
    ...start,
    billed,
    partPaid: hasParts ? early : null,
    paid,
    isPaidInCash: random.chance(0.08),
    noted: isNoted ? noted : null,
    adjusted: isOnAccount && !isDisputed ? adjusted : null,
    isOnAccount,
  };
}

/** Tells the vouchers of a deal: the day and the kind of each. */
export function eachVoucher(deal: Deal, tell: (day: number, kind: number) => void): void {
  if (deal.billed >= 0) tell(deal.billed, BILLED);
  if (deal.noted !== null) tell(deal.noted, NOTED);
  if (deal.partPaid !== null) tell(deal.partPaid, PART_PAID);
  if (deal.paid !== null) tell(deal.paid, deal.isPaidInCash ? PAID_IN_CASH : PAID);
  if (deal.adjusted !== null) tell(deal.adjusted, ADJUSTED);
}

/** The day from which the vouchers leave nothing of the bill open; null when that never comes. */
export function statedSettled(deal: Deal): number | null {
  return deal.isOnAccount ? deal.adjusted : deal.paid;
}
