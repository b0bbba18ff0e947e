import type { NudgePreferenceStanding } from "@cfa/contract/nudge-preference";
import { expect, test } from "vitest";

import { HOURS, hourText, saidByWriting, writingDraft } from "./writing-draft";

const TODAY = "2026-11-28";
const STANDING: NudgePreferenceStanding = {
  language: null,
  wayOrder: null,
  quietUntil: null,
  hour: null,
  usual: { wayOrder: ["whatsapp", "print"], hour: 10, hourBasis: "usual", language: "en" },
};
const draft = writingDraft(STANDING, TODAY);

test("nothing changed, all is said as for all", () => {
  expect(saidByWriting(draft, TODAY)).toEqual({
    preference: { language: null, wayOrder: null, quietUntil: null, hour: null },
  });
});

test("an order of its own begins with that of all, and has at least one way", () => {
  const own = { ...draft, hasOwnOrder: true };
  expect(saidByWriting(own, TODAY)).toMatchObject({ preference: { wayOrder: ["whatsapp", "print"] } });
  expect(saidByWriting({ ...own, order: [] }, TODAY)).toEqual({ problems: new Set(["ways"]) });
});

test.each([
  ["today", "28-11-2026", true],
  ["yesterday", "27-11-2026", false],
  ["no day", "soon", false],
])("left in peace until %s", (_, quiet, isRight) => {
  expect("preference" in saidByWriting({ ...draft, quiet }, TODAY)).toBe(isRight);
});

test("a day that is over is not said again", () => {
  expect(writingDraft({ ...STANDING, quietUntil: "2026-11-27" }, TODAY).quiet).toBe("");
  expect(writingDraft({ ...STANDING, quietUntil: "2026-11-30" }, TODAY).quiet).toBe("30-11-2026");
});

test("hours of the day alone may be chosen", () => {
  expect([HOURS[0], HOURS.at(-1)]).toEqual([8, 20]);
  expect(hourText(8)).toBe("08:00");
});
