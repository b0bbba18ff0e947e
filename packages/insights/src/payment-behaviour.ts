import { paidRows, type Bills } from "./bills.ts";
import type { Delay } from "./drift.ts";
import type { UsualDelay } from "./usual-delay.ts";

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
/** A bill that is still open counts as at most so many standard deviations later than usual. */
const OPEN = 2.5;
/** A class changes only when the delay is so far past the edge, in standard errors (hysteresis). */
const STICKY = 0.5;

/**
 * Classes a party by the delay that is usual for it; open bills count as soon as they are later than that. `settled`: how many it has
 * paid. `before` is the class it had: it holds until the delay is clearly past the edge.
 */
export function behaviourOf(
  usual: UsualDelay,
  {
    settled,
    overdue,
    edges,
    before,
  }: { settled: number; overdue: readonly number[]; edges: ClassEdges; before?: PaymentClass },
): Behaviour {
  const { delay, error, deviation } = usual;
  const weight = (deviation / error) ** 2; // in bills
  // A bill open longer than usual will be at least so late; it weighs like one more bill.
  const late = overdue.filter((days) => days > delay);
  const more = late.reduce((sum, days) => sum + Math.min(delay + OPEN * deviation, days), 0);
  const expected = (weight * delay + more) / (weight + late.length);
  const uncertainty = deviation / Math.sqrt(weight + late.length);
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
