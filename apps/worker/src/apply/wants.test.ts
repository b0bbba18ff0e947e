import { expect, test } from "vitest";

import { NO_WANTS, readKeptWants, wantsAfter, type Brought, type Finding, type KeptWants } from "./wants.ts";

const CHANGES: Brought = {
  kind: "changes",
  asked: null,
  sweptMonths: [],
  hasTotals: false,
  hasChanged: false,
};
const april: Finding = { about: "month", which: "2026-04", found: "Sales: 3/2" };

/** A run with totals, which judges months. */
function totals(before: KeptWants, ...findings: Finding[]): KeptWants {
  return wantsAfter(before, {
    brought: { ...CHANGES, hasTotals: true },
    findings,
    judges: ({ about }) => about === "month",
  });
}

/** A sweep of April, which judges days of April and versions. */
function sweep(before: KeptWants, ...findings: Finding[]): KeptWants {
  return wantsAfter(before, {
    brought: { ...CHANGES, kind: "sweep", sweptMonths: ["2026-04"] },
    findings,
    judges: ({ about, which }) => about === "books" || (about === "day" && which.startsWith("2026-04")),
  });
}

test("nothing found, nothing wanted; what was never kept is nothing", () => {
  expect(totals(readKeptWants({})).open).toEqual(NO_WANTS.open);
  expect(readKeptWants(null)).toEqual(NO_WANTS);
});

test("a change without totals wants totals; totals end it", () => {
  const changed = wantsAfter(NO_WANTS, {
    brought: { ...CHANGES, hasChanged: true },
    findings: [],
    judges: () => false,
  });
  expect(changed.open.totals).toBe(true);
  const quiet = wantsAfter(changed, { brought: CHANGES, findings: [], judges: () => false });
  expect(quiet.open.totals).toBe(true);
  expect(totals(quiet).open.totals).toBe(false);
});

test("S7: the same difference is swept twice, then it is an exception; when it becomes another it is asked for again", () => {
  let kept = totals(NO_WANTS, april);
  for (let time = 1; time <= 2; time++) {
    expect(kept.open.months, `time ${time}`).toEqual(["2026-04"]);
    kept = sweep(kept);
    expect(kept.open).toMatchObject({ months: [], totals: true });
    kept = totals(kept, april);
  }
  expect(kept.open.months).toEqual([]);
  expect(kept.exceptions).toEqual([{ about: "month", which: "2026-04" }]);
  expect(totals(kept, april)).toEqual(kept);
  const other = totals(kept, { ...april, found: "Sales: 3/1" });
  expect(other.open.months).toEqual(["2026-04"]);
  expect(other.exceptions).toEqual([]);
  expect(totals(other).tried).toEqual([]);
});

test("what a run does not judge stands as it did", () => {
  const kept = sweep(totals(NO_WANTS, { ...april, which: "2026-05" }), {
    about: "day",
    which: "2026-04-06",
    found: "a",
  });
  expect(kept.open).toMatchObject({ months: ["2026-05"], days: ["2026-04-06"] });
  const after = wantsAfter(kept, { brought: CHANGES, findings: [], judges: () => false });
  expect(after.open).toMatchObject({ months: ["2026-05"], days: ["2026-04-06"] });
});

test("a full run brings everything, and a version that went back makes all else idle", () => {
  const back: Finding = { about: "books", which: "", found: "v-1 140" };
  const kept = sweep(totals(NO_WANTS, april), back);
  expect(kept.open).toMatchObject({ full: true, months: [], days: [] });
  const full = wantsAfter(kept, {
    brought: { ...CHANGES, kind: "full" },
    findings: [],
    judges: ({ about }) => about !== "month",
  });
  expect(full.open).toMatchObject({ full: false, months: [] });
});

test("no more is asked for at once than one run can bring", () => {
  const months = Array.from({ length: 60 }, (_, i): Finding => ({
    about: "month",
    which: `20${10 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
    found: "x",
  }));
  expect(totals(NO_WANTS, ...months).open.months).toHaveLength(24);
});

test("what would narrow a difference is asked for until it was brought, and stands until totals say otherwise", () => {
  const narrow = { parties: ["Ravi Stores"], ledgers: [], days: [] };
  const withTotals = (before: KeptWants, narrowing: Brought["narrowing"]) =>
    wantsAfter(before, {
      brought: { ...CHANGES, hasTotals: true, narrowing },
      findings: [],
      judges: () => false,
    });
  const asked = withTotals(NO_WANTS, { narrow, isAnswered: false });
  expect(asked.open).toMatchObject({ totals: true, narrow });
  const changed = wantsAfter(asked, {
    brought: { ...CHANGES, hasChanged: true },
    findings: [],
    judges: () => false,
  });
  expect(changed.open.narrow).toEqual(narrow);
  const answered = withTotals(changed, { narrow, isAnswered: true });
  expect(answered.open).toMatchObject({ totals: false, narrow });
  expect(withTotals(answered, undefined).open.narrow).toBeUndefined();
});
