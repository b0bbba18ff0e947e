import { daysBetween, type LocalDate } from "@cfa/values/local-date";

import type { Stage } from "./kinds.ts";
import { rankOf, type Reached } from "./usual-ladder.ts";

/** The furthest stage that somebody may be told first: the ones after it press, and are led up to. */
const LAST_GENTLE: Stage = "after-7";

/** What became of a stage of one bill: when the message that had it went out, null where that is long ago or it arrived nowhere. */
export type Heard = (stage: Stage) => { day: LocalDate | null } | undefined;

/** The stage of a bill that counts; `waits`: it is not its time yet, though a later one was reached. */
export type NextStage = { reached: Reached; waits: boolean };

/**
 * Which of the stages a bill has reached is said next. The latest, up to a week overdue. After that they are said in their order, beginning
 * with the last gentle one or with a promise that was broken, and each no sooner after the one before than half the days that the ladder has between
 * them: who was never written to does not begin with "our last written reminder". Undefined: none is reached.
 */
export function nextStage(
  reached: readonly Reached[],
  heard: Heard,
  today: LocalDate,
): NextStage | undefined {
  const latest = reached.at(-1);
  if (latest === undefined || isGentle(latest) || latest.stage === "promise-broken") {
    return latest && { reached: latest, waits: false };
  }
  const rungs = reached.filter(({ stage }) => stage !== "promise-broken");
  const gentle = rungs.findLastIndex(isGentle);
  const spokenOf = heard("promise-broken");
  const said = Math.max(
    rungs.findLastIndex(({ stage }) => heard(stage) !== undefined),
    spokenOf ? gentle : -1,
  );
  const [before, next] = [rungs[said], rungs[Math.max(said + 1, gentle)]];
  if (next === undefined) return { reached: latest, waits: false };
  const waits =
    !isGentle(next) &&
    before !== undefined &&
    isTooSoon([before, next], [heard(before.stage), spokenOf], today);
  const broken = spokenOf ? undefined : reached.find(({ stage }) => stage === "promise-broken");
  const isBrokenFirst =
    broken && (waits || isGentle(next) || reached.indexOf(broken) > reached.indexOf(next));
  return isBrokenFirst ? { reached: broken, waits: false } : { reached: next, waits };
}

/** Whether the last word of a bill is younger than half the days that the ladder has between two stages. */
function isTooSoon(
  [before, next]: readonly [Reached, Reached],
  said: readonly ReturnType<Heard>[],
  today: LocalDate,
): boolean {
  const days = daysBetween(before.dueOn, next.dueOn);
  return said.some((one) => one?.day != null && 2 * daysBetween(one.day, today) < days);
}

function isGentle({ stage }: Reached): boolean {
  return rankOf(stage) <= rankOf(LAST_GENTLE);
}
