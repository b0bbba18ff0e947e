import type { NudgeLadder, NudgeSettings } from "@cfa/contract/nudge-settings";
import { expect, test } from "vitest";

import { clockOf, isSameReminders, minuteOf, reminderDraft, saidByReminders } from "./reminder-draft";

const AFTER = [
  { stage: "due", days: 0 },
  { stage: "after-7", days: 7 },
] as const;
const USUAL: NudgeLadder = {
  prompt: [{ stage: "after-7", days: 7 }],
  "on-time": [...AFTER],
  late: [{ stage: "before-due", days: -3 }, ...AFTER],
  risky: [{ stage: "before-due", days: -5 }, ...AFTER],
  new: [...AFTER],
};
const HELD: NudgeSettings = {
  isOn: true,
  isGroundSaid: false,
  approval: { prompt: "each", "on-time": "each", late: "each", risky: "digest", new: "automatic" },
  ladder: null,
  wayOrder: ["whatsapp", "print"],
  fromMinute: 540,
  toMinute: 1200,
  quietWeekdays: [7],
  keepsHolidays: true,
  weekCap: 2,
  monthCap: 5,
  accountantApproves: true,
  brand: null,
};
const draft = reminderDraft(HELD, USUAL);
const problemsOf = (changes: Partial<typeof draft>) => saidByReminders({ ...draft, ...changes }).problems;

test("a form that nobody has touched says what holds", () => {
  const said = saidByReminders(draft);
  expect(said.settings).toEqual(HELD);
  expect(isSameReminders(HELD, said)).toBe(true);
  expect(isSameReminders(HELD, saidByReminders({ ...draft, brand: " Asha " }))).toBe(false);
});

test("days of the week are the same in any order, ways are not", () => {
  const held = { ...HELD, quietWeekdays: [6, 7] };
  const of = (changes: Partial<NudgeSettings>) =>
    isSameReminders(held, { settings: { ...held, ...changes } });
  expect(of({ quietWeekdays: [7, 6] })).toBe(true);
  expect(of({ wayOrder: ["print", "whatsapp"] })).toBe(false);
});

test("times are read as they are typed, within the day that may be chosen", () => {
  expect(["9", "09:30", "9.05", "21:00"].map(minuteOf)).toEqual([540, 570, 545, 1260]);
  expect(["7:59", "21:01", "9:75", "noon", "", "930"].map(minuteOf)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
  expect([540, 605].map(clockOf)).toEqual(["09:00", "10:05"]);
});

test("what is not right is named by its field", () => {
  expect(problemsOf({ from: "noon" })).toEqual({ from: "hourWrong" });
  expect(problemsOf({ from: "10:00", to: "10:59" })).toEqual({ to: "hoursWrong" });
  expect(problemsOf({ week: "8" })).toEqual({ week: "weekWrong" });
  expect(problemsOf({ week: "5", month: "4" })).toEqual({ month: "monthWrong" });
  expect(problemsOf({ brand: "x".repeat(31) })).toEqual({ brand: "brandWrong" });
  expect(problemsOf({ quietWeekdays: [1, 2, 3, 4, 5, 6, 7] })).toEqual({ weekdays: "weekdaysWrong" });
  expect(problemsOf({ wayOrder: [] })).toEqual({ ways: "waysWrong" });
});

test("own steps are said with their signs, and must go up", () => {
  const own = reminderDraft({ ...HELD, ladder: USUAL }, USUAL);
  expect(saidByReminders(own).settings?.ladder).toEqual(USUAL);
  const after = (days: string) => ({
    ...own,
    ladder: { ...own.ladder, late: { ...own.ladder.late, "after-7": { isTaken: true, days } } },
  });
  expect(saidByReminders(after("9")).settings?.ladder?.late).toEqual([
    { stage: "before-due", days: -3 },
    { stage: "due", days: 0 },
    { stage: "after-7", days: 9 },
  ]);
  for (const days of ["0", "", "181", "a week"])
    expect(saidByReminders(after(days)).problems).toEqual({ ladder: ["late"] });
});

test("the usual steps are not said as one's own", () => {
  const others = { ...draft.ladder, new: { ...draft.ladder.new, due: { isTaken: true, days: "x" } } };
  expect(saidByReminders({ ...draft, ladder: others }).settings?.ladder).toBeNull();
});
