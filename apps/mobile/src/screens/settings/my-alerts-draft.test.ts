import type { MyPreferences } from "@cfa/contract/preferences";
import { expect, test } from "vitest";

import {
  isSameDraft,
  minuteText,
  myAlertsDraft,
  saidByMyAlerts,
  type MyAlertsDraft,
} from "./my-alerts-draft";

const KEPT: MyPreferences = {
  digest: true,
  digestMinute: 540,
  byPush: true,
  byEmail: false,
  muted: ["slower", "msme-due"],
  quiet: { from: 1_260, to: 480 },
  quietUntil: null,
  language: "en",
};
const problemsOf = (typed: Partial<MyAlertsDraft>) =>
  saidByMyAlerts({ ...myAlertsDraft(KEPT), ...typed }, "en").problems;

const minuteOf = (digestAt: string) =>
  saidByMyAlerts({ ...myAlertsDraft(KEPT), digestAt }, "en").preferences?.digestMinute;

test("what is kept comes back as it was, in the language of the app", () => {
  expect(saidByMyAlerts(myAlertsDraft(KEPT), "hi").preferences).toEqual({ ...KEPT, language: "hi" });
  expect(saidByMyAlerts(myAlertsDraft({ ...KEPT, quiet: null }), "en").preferences?.quiet).toBe(null);
});

test("times are taken as people write them", () => {
  expect(["9", "09:05", " 10.30 ", "21:00", "24:00", "9:60", "nine", ""].map(minuteOf)).toEqual([
    540,
    545,
    630,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect([minuteText(545), minuteText(1_260)]).toEqual(["09:05", "21:00"]);
});

test("what cannot be meant is named at its place", () => {
  expect(problemsOf({ digestAt: "4:59", isQuiet: false })).toEqual({ digestAt: "digestWrong" });
  expect(problemsOf({ digestAt: "7:30" })).toEqual({ digestAt: "digestQuiet" });
  expect(problemsOf({ digestAt: "7:30", digest: false })).toBe(null);
  expect(problemsOf({ quietFrom: "x", quietTo: "25" })).toEqual({
    quietFrom: "timeWrong",
    quietTo: "timeWrong",
  });
  expect(problemsOf({ quietFrom: "8:00" })).toEqual({ quietTo: "quietSame" });
  expect(problemsOf({ quietFrom: "x", isQuiet: false })).toBe(null);
});

test("the order of what is not wanted is no change", () => {
  const draft = myAlertsDraft(KEPT);
  expect(isSameDraft(draft, { ...draft, muted: ["msme-due", "slower"] })).toBe(true);
  expect(isSameDraft(draft, { ...draft, muted: ["slower"] })).toBe(false);
});
