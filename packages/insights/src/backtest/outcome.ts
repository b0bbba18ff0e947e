import { NEVER, type Bills } from "../bills.ts";
import type { Outlook } from "../boost/landmark.ts";
import type { Distribution } from "../distribution.ts";

/** Where in what was said of a bill its payment came, or of one still open, the last day it was seen open. */
export type Outcome = { said: number; isPaid: boolean; weight: number; isComing: boolean };

/** What was told so many days ago counts half. */
const HALF_LIFE = 180;

/** Holds what a look said of a bill against what came until a day: the middle of its day's chance. */
export function outcomeOf(
  { from, by }: Distribution,
  look: Outlook,
  { history, lookedOn, asOf }: { history: Bills; lookedOn: number; asOf: number },
): Outcome {
  const weight = (history.weight[look.row] ?? 1) * 0.5 ** ((asOf - lookedOn) / HALF_LIFE);
  const about = { weight, isComing: look.facts.known > lookedOn };
  const paid = history.paid[look.row] ?? NEVER;
  const isPaid = paid <= asOf && paid - from < by.length;
  const day = Math.min(by.length - 1, (isPaid ? paid : asOf) - from);
  if (day < 0) return { ...about, said: 0, isPaid };
  const after = by[day] ?? 1;
  const before = day === 0 ? 0 : (by[day - 1] ?? 0);
  return { ...about, said: isPaid ? (before + after) / 2 : after, isPaid };
}
