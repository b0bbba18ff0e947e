import { addDays, type LocalDate } from "@cfa/values/local-date";
import { normalOf, uniforms } from "@cfa/values/chance";

/*
 * A made-up company whose customers' answers to offers are known: for each bill the day it is paid without any offer, and a rule by which the
 * customer decides on one. For tests and benchmarks. Groups overlap: every trait is drawn from a wide spread around its group's.
 */

export type OfferGroup = "persuadable" | "sure-thing" | "lost-cause" | "do-not-disturb";

export type WorldParty = {
  partyId: string;
  group: OfferGroup;
  /** Mean and spread of the delay, days. */
  delay: number;
  spread: number;
  never: number;
  terms: number;
  /** Chance that it has the cash to pay a bill before it has to. */
  liquid: number;
  /** What its own cash costs it, a year. */
  hurdle: number;
  /** Days by which bills after an offer are paid later: it has learned to wait. */
  slower: number;
};

export type WorldBill = {
  billId: string;
  party: WorldParty;
  date: number;
  due: number;
  /** Rupees. */
  amount: number;
  /** Day of payment without any offer; infinite: never. */
  usual: number;
  isLiquid: boolean;
  /** What its own cash costs it at that time, a year. */
  hurdle: number;
};

const GROUPS: readonly [OfferGroup, number][] = [
  ["persuadable", 0.35],
  ["sure-thing", 0.3],
  ["lost-cause", 0.25],
  ["do-not-disturb", 0.1],
];
/** Mean delay and its spread over parties; share of bills with cash at hand and its spread; median cost of cash. */
const TRAITS: Record<OfferGroup, { delay: [number, number]; liquid: [number, number]; hurdle: number }> = {
  persuadable: { delay: [22, 12], liquid: [0.65, 0.15], hurdle: 0.11 },
  "sure-thing": { delay: [3, 8], liquid: [0.7, 0.15], hurdle: 0.13 },
  "lost-cause": { delay: [28, 15], liquid: [0.08, 0.08], hurdle: 0.3 },
  "do-not-disturb": { delay: [15, 12], liquid: [0.4, 0.2], hurdle: 0.14 },
};

export const WORLD_START = "2023-04-01" as LocalDate;

/** The day so many days after the world's first. */
export function worldDay(day: number): LocalDate {
  return addDays(WORLD_START, day);
}

/** So many customers and all their bills of so many days. */
export function offerWorld(seed: number, { parties, days }: { parties: number; days: number }): WorldBill[] {
  const bills: WorldBill[] = [];
  for (let at = 0; at < parties; at++) {
    const next = uniforms(seed, at, 1);
    const party = partyOf(at, next);
    const usualSize = Math.exp(10.8 + 0.9 * normalOf(next)); // some 50,000 rupees
    const rhythm = 12 + 30 * next();
    for (let day = rhythm * next(), n = 0; day < days; day += rhythm * (0.5 + next()), n++)
      bills.push(billOf(party, { n, date: Math.floor(day), size: usualSize }, next));
  }
  return bills.toSorted((a, b) => a.date - b.date);
}

function partyOf(at: number, next: () => number): WorldParty {
  const group = groupOf(next());
  const { delay, liquid, hurdle } = TRAITS[group];
  const mean = delay[0] + delay[1] * normalOf(next);
  return {
    partyId: `party ${String(at).padStart(4, "0")}`,
    group,
    delay: mean,
    spread: 8 + 6 * next(),
    never: Math.min(0.2, Math.max(0, 0.002 + (mean > 10 ? (0.02 * mean * next()) / 20 : 0))),
    terms: [15, 30, 30, 45][Math.floor(4 * next())] ?? 30,
    liquid: Math.min(0.95, Math.max(0, liquid[0] + liquid[1] * normalOf(next))),
    hurdle: hurdle * Math.exp(0.35 * normalOf(next)),
    slower: group === "do-not-disturb" ? 2 + 6 * next() : 0,
  };
}

function billOf(
  party: WorldParty,
  { n, date, size }: { n: number; date: number; size: number },
  next: () => number,
): WorldBill {
  const due = date + party.terms;
  const delay = Math.round(party.delay + party.spread * normalOf(next));
  const isNever = next() < party.never;
  return {
    billId: `${party.partyId} ${n}`,
    party,
    date,
    due,
    amount: Math.round(size * Math.exp(0.4 * normalOf(next))),
    usual: isNever ? Infinity : Math.max(date + 1, due + delay),
    isLiquid: next() < party.liquid,
    hurdle: party.hurdle * Math.exp(0.2 * normalOf(next)),
  };
}

function groupOf(chance: number): OfferGroup {
  let sum = 0;
  for (const [group, share] of GROUPS) if (chance < (sum += share)) return group;
  return "do-not-disturb";
}

/**
 * The day on which a bill is paid that was offered steps on a day, and the discount taken (0…1): the step that is worth most to the customer
 * at what its own cash costs; a step that asks for nothing earlier than it would pay is always taken.
 */
export function answerTo(
  bill: WorldBill,
  {
    offered,
    steps,
    usual,
  }: { offered: number; steps: readonly { day: number; discount: number }[]; usual: number },
): { paid: number; discount: number } {
  let best = { worth: 0, paid: usual, discount: 0 };
  for (const { day, discount } of steps) {
    const isAnyway = usual <= day;
    if (!isAnyway && !bill.isLiquid) continue;
    const paid = isAnyway ? Math.max(offered, usual) : day;
    // A bill never paid without an offer is no longer paid for being offered something, whatever cash there is.
    const earlier = Number.isFinite(usual) ? usual - paid : Infinity;
    const worth = discount - (bill.hurdle * earlier) / 365;
    if (worth > best.worth) best = { worth, paid, discount };
  }
  return { paid: best.paid, discount: best.discount };
}
