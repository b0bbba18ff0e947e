import { knownOn, NEVER, type Bills } from "../bills.ts";
import { dayAt, moved, rangeOf, rankedScore, type Distribution } from "../distribution.ts";
import type { Outlook } from "../boost/landmark.ts";
import type { Look } from "../looks.ts";
import type { BackTest } from "../payment-insight.ts";
import { toldOf, type Telling } from "../publish.ts";
import { gainOver } from "./gain.ts";
import { ewmRule } from "./plain-rules.ts";

/** How the past was told, and whether the plain rule told it better by more than chance would have it. */
export type ToldPast = { told: BackTest | null; isPlainBetter: boolean };

type Given = Telling & {
  asOf: number;
  saidOf: (look: Outlook, asOf: number) => Distribution;
};

/**
 * Tells the bills of looks back beside the plain rule. What is still open counts as well: a day that was said and has passed was wrong by
 * at least so much, and what is said of days to come is neither right nor wrong yet. Errors are therefore counted up to the
 * as-of date on both sides; with paid bills alone, whoever says "early" is right, for what was paid early is what has been paid. Which of
 * the two is better is judged by what would be published: the distribution, or the same moved to the plain rule's day.
 */
export function tellPast(history: Bills, looks: readonly Look[], given: Given): ToldPast {
  const { asOf, saidOf } = given;
  let [cases, error, plainError] = [0, 0, 0];
  const held: boolean[] = []; // of ranges that have ended
  const heldSoFar: boolean[] = []; // of those that have not, whose bill is paid
  const lost = new Map<number, number>(); // ranked score by which the plain rule's day as the middle was nearer, by bill
  for (const look of looks) {
    const plain = ewmRule(knownOn(history, look.asOf), look.asOf);
    for (const bill of look.bills) {
      if (bill.from > asOf) continue;
      const paid = history.paid[bill.row] ?? NEVER;
      const said = toldOf(saidOf(bill, look.asOf), bill.facts, {
        ...given,
        asOf: look.asOf,
        record: look.record,
      });
      const [day, plainDay] = [dayAt(said, 0.5), plain.predict(bill.facts)];
      const came = { paid, until: asOf };
      const asPlain = moved(said, plainDay - day);
      const loss = rankedScore(said, came) - rankedScore(asPlain, came);
      lost.set(bill.row, (lost.get(bill.row) ?? 0) + loss);
      if (Math.min(paid, day, plainDay) > asOf) continue; // nothing to be told yet
      cases++;
      error += Math.abs(Math.min(paid, asOf) - Math.min(day, asOf));
      plainError += Math.abs(Math.min(paid, asOf) - Math.min(plainDay, asOf));
      const { low, high } = rangeOf(said, 0.8);
      const isHeld = low <= paid && paid <= high;
      if (high < asOf) held.push(isHeld);
      else if (paid <= asOf) heldSoFar.push(isHeld);
    }
  }
  const ranges = held.length > 0 ? held : heldSoFar;
  const coverage = ranges.filter(Boolean).length / ranges.length;
  // Where nothing was paid and no range has ended, days that are still to come are no errors and no success either.
  const isTold = cases > 0 && ranges.length > 0;
  const { sum: loss, error: chance } = gainOver(lost);
  return {
    told: isTold ? { cases, error: error / cases, plainError: plainError / cases, coverage } : null,
    isPlainBetter: cases > 0 && loss > 2 * chance,
  };
}
