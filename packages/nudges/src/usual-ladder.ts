import type { LocalDate } from "@cfa/values/local-date";
import { addDays } from "@cfa/values/local-date";

import type { BillKey, StepFact } from "./facts.ts";
import { LADDER_STAGES, type Stage } from "./kinds.ts";
import type { Ladder } from "./rules.ts";

type Rung = Ladder[keyof Ladder][number];

const AFTER: readonly Rung[] = [
  { stage: "due", days: 0 },
  { stage: "after-3", days: 3 },
  { stage: "after-7", days: 7 },
  { stage: "after-15", days: 15 },
  { stage: "after-30", days: 30 },
  { stage: "final", days: 45 },
];
const beforeDue = (days: number): Rung => ({ stage: "before-due", days: -days });
const since = (first: Stage): readonly Rung[] => AFTER.slice(AFTER.findIndex(({ stage }) => stage === first));

/** Where the company has said nothing: who pays promptly is left alone for a week, who is risky hears of a bill five days before. */
export const USUAL_LADDER: Ladder = {
  prompt: since("after-7"),
  "on-time": AFTER,
  late: [beforeDue(3), ...AFTER],
  new: [beforeDue(3), ...AFTER],
  risky: [beforeDue(5), ...AFTER],
};

/** Days after the final stage from which a person has to call: no message speaks of the bill again. */
export const PERSON_AFTER_DAYS = 7;

/** A bill not yet due is spoken of beside others when it soon will be. */
export const SOON_DUE_DAYS = 3;

/** A stage a bill has reached, and when. */
export type Reached = { stage: Stage; dueOn: LocalDate };

/** The stages a bill has reached by a day, in the order they came. */
export function reachedBy(dueDate: LocalDate, rungs: readonly Rung[], today: LocalDate): Reached[] {
  return rungs
    .map(({ stage, days }) => ({ stage, dueOn: addDays(dueDate, days) }))
    .filter(({ dueOn }) => dueOn <= today)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** How far a stage is: what several bills ask for at once is asked for at the furthest. A broken promise is the furthest. */
export function rankOf(stage: Stage): number {
  const place = LADDER_STAGES.findIndex((each) => each === stage);
  return place === -1 ? LADDER_STAGES.length : place;
}

/** Whether a stage of a bill is over for ever: a message has had it, also one that came nowhere, or a person did not want it said. */
export function isSpent(step: StepFact | undefined): boolean {
  return step !== undefined && (step.nudgeId !== null || isTakenBack(step));
}

/** Whether a person did not want it said. */
export function isTakenBack({ state, code }: StepFact): boolean {
  return state === "silent" && code === "taken-back";
}

/** A bill's key as one text. */
export function billText({ guid, billKey, billDate }: BillKey): string {
  return `${guid}\n${billKey}\n${billDate}`;
}
