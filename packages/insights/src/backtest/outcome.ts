import { NEVER, type Bills } from "../bills.ts";
import type { Outlook } from "../boost/landmark.ts";

/** Where in what was said of a bill its payment came, or of one still open, the last day it was seen open. */
export type Outcome = { said: number; isPaid: boolean; weight: number; isComing: boolean };

/** What was told so many days ago counts half. */
const HALF_LIFE = 180;

/** Holds what the hazard said of a bill looked at against what came until a day: the middle of its day's chance. */
export function outcomeOf(
  look: Outlook,
  { history, lookedOn, asOf }: { history: Bills; lookedOn: number; asOf: number },
): Outcome {
  const { from, expected } = look;
  const chanceBy = (day: number) => 1 - Math.exp(-(expected[day] ?? 0));
  const weight = (history.weight[look.row] ?? 1) * 0.5 ** ((asOf - lookedOn) / HALF_LIFE);
  const about = { weight, isComing: look.facts.known > lookedOn };
  const paid = history.paid[look.row] ?? NEVER;
  const isPaid = paid <= asOf && paid - from < expected.length;
  const day = Math.min(expected.length - 1, (isPaid ? paid : asOf) - from);
  if (day < 0) return { ...about, said: 0, isPaid };
  const after = chanceBy(day);
  const before = day === 0 ? 0 : chanceBy(day - 1);
  return { ...about, said: isPaid ? (before + after) / 2 : after, isPaid };
}
