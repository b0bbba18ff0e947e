import { delayOf, paidRows, type Bills } from "../bills.ts";
import { meanOf } from "../numbers.ts";

/** Says the day a bill will be paid. */
export type PlainRule = { predict(bill: { party: number; due: number }): number };

const SHRINK = 3;
const HALF_LIFE = 4; // payments of the party
const RECENT = 20;

/** Due date and nothing else; never before the day after the cut-off. */
export function dueRule(cutOff: number): PlainRule {
  return { predict: ({ due }) => Math.max(due, cutOff + 1) };
}

/** Due date and the party's mean delay; that of the ledger where the party has none. */
export function meanRule(history: Bills, cutOff: number): PlainRule {
  return delayRule(history, cutOff, (delays, all) => (delays.length === 0 ? all.mean : meanOf(delays)));
}

/**
 * Due date + (Σw·delay + 3·m)/(Σw + 3), w halving every four payments of the party, m the mean delay of the ledger's latest
 * quarter of payments (at least 20). Never before the day after the cut-off.
 */
export function ewmRule(history: Bills, cutOff: number): PlainRule {
  return delayRule(history, cutOff, (delays, all) => {
    let weights = 0;
    let sum = 0;
    delays.forEach((delay, place) => {
      const weight = 0.5 ** ((delays.length - 1 - place) / HALF_LIFE);
      weights += weight;
      sum += weight * delay;
    });
    return (sum + SHRINK * all.recent) / (weights + SHRINK);
  });
}

function delayRule(
  history: Bills,
  cutOff: number,
  of: (delays: readonly number[], all: { mean: number; recent: number }) => number,
): PlainRule {
  const paid = paidRows(history);
  const delays = paid.map((row) => delayOf(history, row));
  const latest = delays.slice(-Math.max(RECENT, Math.ceil(delays.length / 4)));
  const all = delays.length === 0 ? { mean: 0, recent: 0 } : { mean: meanOf(delays), recent: meanOf(latest) };
  const byParty = new Map<number, number[]>();
  paid.forEach((row, place) => {
    const party = history.party[row] ?? 0;
    const list = byParty.get(party) ?? [];
    list.push(delays[place] ?? 0);
    byParty.set(party, list);
  });
  return {
    predict: ({ party, due }) => Math.max(cutOff + 1, Math.round(due + of(byParty.get(party) ?? [], all))),
  };
}
