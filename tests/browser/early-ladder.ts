import type { NudgeSettingsStanding } from "@cfa/contract/nudge-settings";

const RUNGS = [
  { stage: "before-due", days: -30 },
  { stage: "due", days: 0 },
  { stage: "after-15", days: 15 },
  { stage: "final", days: 180 },
] as const;

/** Steps by which a company speaks of a bill from a month ahead, whoever owes it: so that messages wait on any day. */
export function earlyLadder({ usualLadder }: Pick<NudgeSettingsStanding, "usualLadder">): object {
  return Object.fromEntries(Object.keys(usualLadder).map((paid) => [paid, RUNGS]));
}
