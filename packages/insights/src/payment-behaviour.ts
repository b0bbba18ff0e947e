import { cutDelay, DELAYS_TO, paidRows, type Bills } from "./bills.ts";
import type { Delay } from "./drift.ts";
import { meanOf } from "./numbers.ts";
import { spreadOf, type Spread } from "./spread.ts";

/** How a party pays. */
export type PaymentClass = "prompt" | "on-time" | "late" | "risky" | "new";

/** Delays, in days, at which classes end: below the first prompt, below the second on time, below the third late. A dated setting. */
export type ClassEdges = readonly [number, number, number];

export const CLASS_EDGES: ClassEdges = [-5, 5, 30];

/** A party's class with what it rests on. */
export type Behaviour = {
  class: PaymentClass;
  /** Expected delay of its next bill, days after the due date; null: nothing known. */
  expectedDelay: number | null;
  /** Standard error of that, days. */
  uncertainty: number | null;
  /** Chance that the expected delay lies within the class, 0…1. */
  confidence: number;
  settled: number;
};

const FEWEST_SETTLED = 3;
const HALF_LIFE = 12; // bills
/** A class changes only when the delay is so far past the edge, in standard errors (hysteresis). */
const STICKY = 0.5;

/** What a company's parties do, so that one with few bills is drawn towards them. */
export type Population = { mean: number; between: number; within: number; spread: Spread };

/**
 * The mean delay of a company's parties, how it varies between parties, and within one: by moments of what is weighted towards
 * recent bills (one-way random effects; Searle, Casella & McCulloch 1992).
 */
export function populationOf(delays: ReadonlyMap<number, readonly Delay[]>): Population {
  const all = [...delays.values()].map((own) => own.map(({ delay }) => cutDelay(delay)));
  const parties = all.map(weigh);
  const squares = parties.reduce((sum, each) => sum + each.squares, 0);
  const freedom = parties.reduce((sum, each) => sum + Math.max(0, each.weight - 1), 0);
  const within = freedom > 0 ? Math.max(1, squares / freedom) : 15 ** 2;
  const mean = meanOf(parties.map((each) => each.mean));
  const spread = meanOf(parties.map((each) => (each.mean - mean) ** 2));
  const noise = meanOf(parties.map((each) => within / each.effective));
  const between = Math.max(4, parties.length > 2 ? spread - noise : 15 ** 2);
  return { mean: Number.isNaN(mean) ? 0 : mean, between, within, spread: spreadOf(all, within) };
}

/**
 * Classes a party by its expected delay: recent bills weigh more (half-life twelve), few bills are drawn towards the company's parties,
 * open bills count as soon as they are later than expected.
 * `season`: days by which this time of the year differs. `before` is the class it had: it holds until the delay is clearly past the edge.
 */
export function behaviourOf(
  delays: readonly number[],
  overdue: readonly number[],
  {
    population,
    edges,
    before,
    season = 0,
  }: { population: Population; edges: ClassEdges; before?: PaymentClass; season?: number },
): Behaviour {
  const { expected: usual, weight } = expectedDelayOf(delays, population);
  const known = usual + season;
  // A bill open longer than expected will be at least so late; it weighs like one more bill.
  const late = overdue.filter((days) => days > known);
  const more = late.reduce((sum, days) => sum + Math.min(DELAYS_TO, days), 0);
  const expected = (weight * known + more) / (weight + late.length);
  const uncertainty = Math.sqrt(population.within / (weight + late.length));
  const settled = delays.length;
  if (settled < FEWEST_SETTLED) {
    return {
      class: "new",
      expectedDelay: settled === 0 ? null : expected,
      uncertainty,
      confidence: 0,
      settled,
    };
  }
  const fresh = classOf(expected, edges);
  const isHeld =
    before !== undefined &&
    before !== "new" &&
    before !== fresh &&
    distanceTo(before, expected, edges) < STICKY * uncertainty;
  const chosen = isHeld ? before : fresh;
  const [low, high] = boundsOf(chosen, edges);
  const confidence = normal((high - expected) / uncertainty) - normal((low - expected) / uncertainty);
  return { class: chosen, expectedDelay: expected, uncertainty, confidence, settled };
}

/** The delay that a party's paid bills let expect, few of them drawn towards the company's parties, and by how many bills' weight. */
export function expectedDelayOf(
  delays: readonly number[],
  population: Population,
): { expected: number; weight: number } {
  const own = weigh(delays);
  const drawn = population.within / population.between;
  const weight = own.effective + drawn;
  return {
    expected: (own.effective * (own.weight > 0 ? own.mean : 0) + drawn * population.mean) / weight,
    weight,
  };
}

/** The class of a delay. */
export function classOf(delay: number, [prompt, onTime, late]: ClassEdges): PaymentClass {
  return delay < prompt ? "prompt" : delay <= onTime ? "on-time" : delay <= late ? "late" : "risky";
}

function boundsOf(which: PaymentClass, [prompt, onTime, late]: ClassEdges): [number, number] {
  if (which === "prompt") return [-Infinity, prompt];
  if (which === "on-time") return [prompt, onTime];
  return which === "late" ? [onTime, late] : [late, Infinity];
}

function distanceTo(which: PaymentClass, delay: number, edges: ClassEdges): number {
  const [low, high] = boundsOf(which, edges);
  return Math.max(low - delay, delay - high, 0);
}

type Weighed = { mean: number; weight: number; effective: number; squares: number };

/** Recent ones weigh more: the last one 1, the one a half-life before it a half. */
function weigh(all: readonly number[]): Weighed {
  const delays = all.map(cutDelay);
  const weights = delays.map((_, place) => 0.5 ** ((delays.length - 1 - place) / HALF_LIFE));
  const sumOf = (of: (weight: number, delay: number) => number) =>
    delays.reduce((sum, delay, place) => sum + of(weights[place] ?? 0, delay), 0);
  const weight = sumOf((each) => each);
  if (weight === 0) return { mean: NaN, weight: 0, effective: 0, squares: 0 };
  const mean = sumOf((each, delay) => each * delay) / weight;
  return {
    mean,
    weight,
    effective: weight ** 2 / sumOf((each) => each * each),
    squares: sumOf((each, delay) => each * (delay - mean) ** 2),
  };
}

/** Days and delays of each party's paid bills, in the order they were paid in; those that weigh nothing left out. */
export function delaysByParty(history: Bills): Map<number, Delay[]> {
  const parties = new Map<number, Delay[]>();
  for (const row of paidRows(history)) {
    if (history.weight[row] === 0) continue;
    const party = history.party[row] ?? 0;
    const list = parties.get(party) ?? [];
    list.push({ day: history.paid[row] ?? 0, delay: (history.paid[row] ?? 0) - (history.due[row] ?? 0) });
    parties.set(party, list);
  }
  return parties;
}

/** Chance that a standard normal value is below x (Abramowitz & Stegun 7.1.26, error below 1.5e-7). */
function normal(x: number): number {
  if (x === Infinity) return 1;
  if (x === -Infinity) return 0;
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-z * z);
  return x >= 0 ? 1 - tail / 2 : tail / 2;
}
