import { cutOffs } from "@cfa/insights/backtest/cases";
import { knownOn, NEVER, type Bills } from "@cfa/insights/bills";
import { meanOf } from "@cfa/insights/numbers";
import { behaviourOf, CLASS_EDGES, classOf, delaysByParty } from "@cfa/insights/payment-behaviour";
import { populationOf, usualDelayOf } from "@cfa/insights/usual-delay";

/** Shares of parties whose class was right, or a neighbour's; error of the expected delay in days; and the plain mean's. */
export type ClassScore = {
  cases: number;
  right: number;
  withinOne: number;
  error: number;
  plainRight: number;
};

const AHEAD = 150; // days
const FEWEST = 3;
const ORDER = ["prompt", "on-time", "late", "risky"];

/** Classes every 150 days by what is known then, against the mean delay of what is billed in the 150 days after. */
export function scoreClasses(bills: Bills): ClassScore {
  const last = (bills.known[bills.count - 1] ?? 0) - AHEAD;
  const first = cutOffs(bills)[0] ?? last + 1;
  const score = { cases: 0, right: 0, withinOne: 0, error: 0, plainRight: 0 };
  for (let day = first; day <= last; day += AHEAD) {
    const history = knownOn(bills, day);
    const delays = delaysByParty(history);
    const population = populationOf(delays, day);
    const overdue = overdueByParty(history, day);
    for (const [party, coming] of delaysAfter(bills, day)) {
      const paid = delays.get(party) ?? [];
      const own = paid.map(({ delay }) => delay);
      if (coming.length < FEWEST || own.length < FEWEST) continue;
      const truth = meanOf(coming);
      const said = behaviourOf(usualDelayOf(paid, population, day), {
        settled: own.length,
        overdue: overdue.get(party) ?? [],
        edges: CLASS_EDGES,
      });
      const right = classOf(truth, CLASS_EDGES);
      score.cases++;
      if (said.class === right) score.right++;
      if (Math.abs(ORDER.indexOf(said.class) - ORDER.indexOf(right)) <= 1) score.withinOne++;
      score.error += Math.abs((said.expectedDelay ?? 0) - truth);
      if (classOf(meanOf(own), CLASS_EDGES) === right) score.plainRight++;
    }
  }
  const share = (sum: number) => Math.round((1_000 * sum) / Math.max(1, score.cases)) / 1_000;
  return {
    cases: score.cases,
    right: share(score.right),
    withinOne: share(score.withinOne),
    error: share(score.error),
    plainRight: share(score.plainRight),
  };
}

function overdueByParty(history: Bills, day: number): Map<number, number[]> {
  const overdue = new Map<number, number[]>();
  for (let row = 0; row < history.count; row++) {
    if (history.paid[row] !== NEVER) continue;
    const party = history.party[row] ?? 0;
    overdue.set(party, [...(overdue.get(party) ?? []), day - (history.due[row] ?? 0)]);
  }
  return overdue;
}

function delaysAfter(bills: Bills, day: number): Map<number, number[]> {
  const delays = new Map<number, number[]>();
  for (let row = 0; row < bills.count; row++) {
    const known = bills.known[row] ?? NEVER;
    const paid = bills.paid[row] ?? NEVER;
    if (known <= day || known > day + AHEAD || paid === NEVER) continue;
    const party = bills.party[row] ?? 0;
    delays.set(party, [...(delays.get(party) ?? []), paid - (bills.due[row] ?? 0)]);
  }
  return delays;
}
