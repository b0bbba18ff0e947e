import { addDays } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import type { PartyFacts, PromiseFact, StepFact } from "./facts.ts";
import type { Stage } from "./kinds.ts";
import { bill, looksOf, party, plan, sent, taken } from "./test-party.ts";
import { RULES, TODAY } from "./test-rules.ts";

/** What is said of a bill fifty days overdue, after the stages named went out so many days ago. */
const after = (said: Partial<Record<Stage, number>>, days = 50): (string | null)[] => {
  const steps = Object.keys(said).map((stage) =>
    taken("INV-1", stage as Stage, { nudgeId: stage, dueOn: addDays(TODAY, -40) }),
  );
  const out = Object.entries(said).map(([stage, ago]) => sent(ago, stage));
  const of = party({ bills: [bill("INV-1", days)], steps, sent: out });
  return [plan(of).nudges[0]?.stage ?? null, ...looksOf(of).map((look) => look.slice("INV-1 ".length))];
};

/** A bill fifty days overdue that was asked for after fifteen. */
const pressed = (changes: Partial<StepFact>): PartyFacts =>
  party({ bills: [bill("INV-1", 50)], steps: [taken("INV-1", "after-15", changes)] });

describe("a customer is not pressed without having been written to", () => {
  test("an old bill nobody was told of begins gently; the stages after it say what they wait for", () => {
    expect(after({})).toEqual([
      "after-7",
      "due passed-over",
      "after-3 passed-over",
      "after-15 earlier-first",
      "after-30 earlier-first",
      "final earlier-first",
      "after-7 open",
    ]);
  });

  test("then a stage at a time, each after half the days that the ladder has to it", () => {
    expect(after({ "after-7": 3 })[0]).toBeNull();
    expect(after({ "after-7": 3 }).at(-1)).toBe("after-15 earlier-first");
    expect(after({ "after-7": 4 })[0]).toBe("after-15");
    expect([7, 8].map((ago) => after({ "after-7": 15, "after-15": ago })[0])).toEqual([null, "after-30"]);
    expect([7, 8].map((ago) => after({ "after-15": 20, "after-30": ago })[0])).toEqual([null, "final"]);
    // Nothing is said before the ladder's day, whatever was heard.
    expect(after({ "after-7": 20 }, 29)).toContain("after-15 open");
  });

  test("what went out long ago, or was taken back, holds nothing up", () => {
    expect(plan(pressed({ nudgeId: "long ago" })).nudges[0]?.stage).toBe("after-30");
    expect(plan(pressed({ state: "silent", nudgeId: null, code: "taken-back" })).nudges[0]?.stage).toBe(
      "after-30",
    );
  });

  test("a broken promise that was spoken of is as good as the gentle ones", () => {
    expect(after({ "promise-broken": 3 })[0]).toBeNull();
    expect(after({ "promise-broken": 4 })[0]).toBe("after-15");
  });

  test("a promise broken meanwhile is spoken of before what presses, not before what is ready to be said", () => {
    const broken: PromiseFact = {
      id: "p",
      amount: 10_000_00n,
      day: addDays(TODAY, -4),
      givenOn: addDays(TODAY, -9),
      standing: "broken",
    };
    const stage = (steps: StepFact[], out: PartyFacts["sent"]) =>
      plan(party({ bills: [bill("INV-1", 46)], promises: [broken], steps, sent: out })).nudges[0]?.stage;
    expect(stage([], [])).toBe("promise-broken");
    const ready = [taken("INV-1", "after-30", { nudgeId: "after-30" })];
    expect([stage(ready, [sent(7, "after-30")]), stage(ready, [sent(8, "after-30")])]).toEqual([
      "promise-broken",
      "final",
    ]);
  });

  test("a company's own ladder that begins later begins with its first", () => {
    const ladder = {
      ...RULES.ladder,
      "on-time": [
        { stage: "after-30", days: 30 },
        { stage: "final", days: 45 },
      ] as const,
    };
    expect(plan(party({ bills: [bill("INV-1", 90)] }), { ladder }).nudges[0]?.stage).toBe("after-30");
  });
});
