import {
  BRAND_LENGTH,
  EARLIEST_MINUTE,
  LADDER_STAGES,
  ladderProblem,
  LATEST_MINUTE,
  LATEST_STAGE_DAYS,
  LEAST_MINUTES,
  EARLIEST_STAGE_DAYS,
  type LadderRung,
} from "@cfa/contract/nudge-kinds";
import { PAYMENT_CLASSES } from "@cfa/contract/correction-kinds";
import type { NudgeLadder, NudgeSettings } from "@cfa/contract/nudge-settings";

import type { NudgeSettingWords } from "../../locale/nudge-settings/en";

export type PaidClass = (typeof PAYMENT_CLASSES)[number];
export type LadderStage = (typeof LADDER_STAGES)[number];

/** A step as it is typed: whether it is taken, and how many days from the due date. */
export type RungDraft = { isTaken: boolean; days: string };
export type LadderDraft = Record<PaidClass, Record<LadderStage, RungDraft>>;

type Chosen = Pick<
  NudgeSettings,
  "isOn" | "isGroundSaid" | "approval" | "wayOrder" | "quietWeekdays" | "keepsHolidays" | "accountantApproves"
>;
type Typed = Record<"from" | "to" | "week" | "month" | "brand", string>;

/** What is chosen, and what is typed as it is typed. */
export type ReminderDraft = Chosen & Typed & { hasOwnLadder: boolean; ladder: LadderDraft };

/** Which sentence says what is wrong with a field. */
export type ReminderProblems = Partial<Record<keyof Typed | "weekdays" | "ways", keyof NudgeSettingWords>> & {
  /** Classes whose steps do not go together. */
  ladder?: readonly PaidClass[];
};

const WEEK_CAPS = { least: 1, most: 7 }; // as the contract has them
const MONTH_CAPS = { least: 1, most: 15 };

/** What the form begins with. Steps that are not taken begin with the usual days. */
export function reminderDraft(settings: NudgeSettings, usual: NudgeLadder): ReminderDraft {
  const { ladder, fromMinute, toMinute, weekCap, monthCap, brand, ...chosen } = settings;
  return {
    ...chosen,
    from: clockOf(fromMinute),
    to: clockOf(toMinute),
    week: String(weekCap),
    month: String(monthCap),
    brand: brand ?? "",
    hasOwnLadder: ladder !== null,
    ladder: ladderDraft(ladder ?? usual, usual),
  };
}

function ladderDraft(ladder: NudgeLadder, usual: NudgeLadder): LadderDraft {
  const all = Object.values(usual).flat();
  return Object.fromEntries(
    PAYMENT_CLASSES.map((of) => [
      of,
      Object.fromEntries(
        LADDER_STAGES.map((stage) => {
          const taken = ladder[of].find((rung) => rung.stage === stage);
          const days = taken?.days ?? all.find((rung) => rung.stage === stage)?.days ?? 0;
          return [stage, { isTaken: taken !== undefined, days: String(Math.abs(days)) }];
        }),
      ),
    ]),
  ) as LadderDraft;
}

/** What is said by a draft, or what is wrong with it by field. */
export function saidByReminders(
  draft: ReminderDraft,
): { settings: NudgeSettings; problems: null } | { settings: null; problems: ReminderProblems } {
  const { from, to, week, month, brand: typed, hasOwnLadder, ladder: rungs, ...chosen } = draft;
  const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)];
  const weekCap = numberIn(week, WEEK_CAPS);
  const monthCap = numberIn(month, { ...MONTH_CAPS, least: weekCap ?? MONTH_CAPS.least });
  const brand = typed.trim();
  const ladder = hasOwnLadder ? ladderOf(rungs) : { said: null, wrong: [] };
  const isShort = fromMinute !== null && toMinute !== null && toMinute - fromMinute < LEAST_MINUTES;
  const problems: ReminderProblems = {
    ...(fromMinute === null ? { from: "hourWrong" } : {}),
    ...(toMinute === null ? { to: "hourWrong" } : isShort ? { to: "hoursWrong" } : {}),
    ...(weekCap === null ? { week: "weekWrong" } : {}),
    ...(monthCap === null ? { month: "monthWrong" } : {}),
    ...(brand.length > BRAND_LENGTH ? { brand: "brandWrong" } : {}),
    ...(chosen.quietWeekdays.length > 6 ? { weekdays: "weekdaysWrong" } : {}),
    ...(chosen.wayOrder.length === 0 ? { ways: "waysWrong" } : {}),
    ...(ladder.wrong.length > 0 ? { ladder: ladder.wrong } : {}),
  };
  if (
    Object.keys(problems).length > 0 ||
    fromMinute === null ||
    toMinute === null ||
    weekCap === null ||
    monthCap === null
  )
    return { settings: null, problems };
  const said = { fromMinute, toMinute, weekCap, monthCap, ladder: ladder.said };
  return { settings: { ...chosen, ...said, brand: brand === "" ? null : brand }, problems: null };
}

/** Whether a draft says what holds already. */
export function isSameReminders(
  held: NudgeSettings,
  { settings }: { settings: NudgeSettings | null },
): boolean {
  if (settings === null) return false;
  return (Object.keys(held) as (keyof NudgeSettings)[]).every(
    (key) => JSON.stringify(plain(held[key])) === JSON.stringify(plain(settings[key])),
  );
}

/** Days of the week are a set: in which order they were named tells nothing. Ways are an order. */
function plain(value: NudgeSettings[keyof NudgeSettings]): unknown {
  if (Array.isArray(value))
    return value.every((one) => typeof one === "number") ? value.toSorted((a, b) => a - b) : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function ladderOf(draft: LadderDraft): { said: NudgeLadder; wrong: PaidClass[] } {
  const wrong: PaidClass[] = [];
  const said = Object.fromEntries(
    PAYMENT_CLASSES.map((of) => {
      const rungs = LADDER_STAGES.filter((stage) => draft[of][stage].isTaken).map((stage) => ({
        stage,
        days: daysOf(stage, draft[of][stage].days),
      }));
      const isWhole = rungs.every((rung): rung is LadderRung => rung.days !== null);
      if (!isWhole || ladderProblem(rungs) !== null) wrong.push(of);
      return [of, rungs];
    }),
  ) as NudgeLadder;
  return { said, wrong };
}

/** Days after the due date, of a step whose days are typed without a sign; null: they are none. */
export function daysOf(stage: LadderStage, typed: string): number | null {
  const isBefore = stage === "before-due";
  const days = numberIn(
    typed,
    isBefore ? { least: 1, most: -EARLIEST_STAGE_DAYS } : { least: 0, most: LATEST_STAGE_DAYS },
  );
  return days === null || !isBefore ? days : -days;
}

/** "09:30" of a minute of the day. */
export function clockOf(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** The minute of a time typed as 9, 9:30 or 09.30; null: there is none such within the day that may be chosen. */
export function minuteOf(typed: string): number | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(typed.trim());
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  const minute = hours * 60 + minutes;
  return minutes < 60 && minute >= EARLIEST_MINUTE && minute <= LATEST_MINUTE ? minute : null;
}

function numberIn(typed: string, { least, most }: { least: number; most: number }): number | null {
  const number = /^\s*\d{1,3}\s*$/.test(typed) ? Number(typed) : null;
  return number === null || number < least || number > most ? null : number;
}
