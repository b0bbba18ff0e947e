import { addDays } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import type { PartyFacts } from "./facts.ts";
import { planByHand, type AskedKind } from "./plan-by-hand.ts";
import type { PlanRules } from "./rules.ts";
import { bill, keyOf, party } from "./test-party.ts";
import { NOW, RULES, TODAY } from "./test-rules.ts";

/* What comes of a person's wish that one customer be written to. */

const plan = (
  kind: AskedKind,
  facts: Partial<PartyFacts> = {},
  { now = NOW, ...rules }: Partial<PlanRules> & { now?: Date } = {},
) => planByHand(kind, party(facts), { rules: { ...RULES, ...rules }, on: { today: TODAY, now } });
const code = (...asked: Parameters<typeof plan>) => {
  const planned = plan(...asked);
  return "code" in planned ? planned.code : "planned";
};
const IN_HOURS = new Date(`${TODAY}T09:10:00Z`);

test("a reminder goes out at once, whatever hour the customer answers in", () => {
  expect(plan("reminder", { hour: 18 }, { now: IN_HOURS })).toMatchObject({
    nudge: { kind: "reminder", stage: "after-7", day: TODAY, sendAt: IN_HOURS, reason: { now: [] } },
  });
});

test("before the hours have begun it waits for them", () => {
  expect(plan("statement", {}, { now: new Date(`${TODAY}T01:00:00Z`) })).toMatchObject({
    nudge: { day: TODAY, sendAt: new Date(`${TODAY}T03:30:00Z`) },
  });
});

test("when they are over it is for the next day, and says why", () => {
  expect(plan("statement", {}, { now: new Date(`${TODAY}T15:00:00Z`) })).toMatchObject({
    nudge: {
      day: addDays(TODAY, 1),
      reason: { now: [{ code: "hour" }, { code: "moved", why: "outside-hours" }] },
    },
  });
});

test("a statement names all that is open, a reminder what is due", () => {
  const bills = [bill("INV-1", 7), bill("INV-2", -20)];
  const names = (kind: AskedKind) => {
    const planned = plan(kind, { bills });
    return "code" in planned ? planned.code : planned.nudge.bills.map(({ name }) => name);
  };
  expect([names("statement"), names("reminder")]).toEqual([["INV-1", "INV-2"], ["INV-1"]]);
});

const step = (state: "taken" | "silent", why: "taken-back" | null) => ({
  bill: keyOf("INV-1"),
  stage: "after-7" as const,
  dueOn: TODAY,
  state,
  nudgeId: state === "taken" ? "n" : null,
  code: why,
});
test.each<[string, Partial<PartyFacts>, Partial<PlanRules>, string]>([
  ["off", {}, { isOn: false }, "off"],
  ["a customer that is never chased", { isExcluded: true }, {}, "excluded"],
  ["one that has paid", { bills: [] }, {}, "paid"],
  [
    "one that has promised",
    { promises: [{ id: "p", amount: 1n, day: TODAY, givenOn: TODAY, standing: "open" }] },
    {},
    "promised",
  ],
  ["a bill in dispute", { bills: [bill("INV-1", 7, { disputed: 10_000_00n })] }, {}, "disputed"],
  ["a bill of next month", { bills: [bill("INV-1", -30)] }, {}, "not-due"],
  ["a step that went out", { steps: [step("taken", null)] }, {}, "step-sent"],
  ["a step that was taken back", { steps: [step("silent", "taken-back")] }, {}, "taken-back"],
  [
    "one that was written to today",
    { sent: [{ nudgeId: "n", kind: "thanks", stage: "paid", day: TODAY, at: NOW }] },
    {},
    "two-a-day",
  ],
  [
    "a bill of long ago that was written of today",
    {
      bills: [bill("INV-1", 40)],
      sent: [{ nudgeId: "n", kind: "thanks", stage: "paid", day: TODAY, at: NOW }],
    },
    {},
    "two-a-day",
  ],
  ["one without any way", { wayOrder: [] }, {}, "no-way"],
])("%s is not reminded", (_, facts, rules, why) => {
  expect(code("reminder", facts, rules)).toBe(why);
});

test("a promise does not keep a statement back: a person has asked for it", () => {
  const promises = [{ id: "p", amount: 1n, day: TODAY, givenOn: TODAY, standing: "open" as const }];
  expect(code("statement", { promises })).toBe("planned");
});
