import { expect, test } from "vitest";

import { billsOf, type BillRow } from "../bills.ts";
import { WEEKDAYS, weekdayOf } from "../calendar.ts";
import { distributionOf } from "../distribution.ts";
import { courseBy } from "./course.ts";
import { designOf } from "./design.ts";
import type { Factor } from "./factors.ts";
import { fitHazard } from "./fit-hazard.ts";

const THURSDAY = 3;
const TODAY = 19_998; // a Wednesday

test("the day a bill is paid on counts half: a run that pays three fifths is not taken for one that pays a third", () => {
  const rows: BillRow[] = [];
  for (let at = 0; at < 600; at++) {
    const known = TODAY - 520 + Math.floor((at * 500) / 600);
    const firstRun = known + 1 + ((THURSDAY - weekdayOf(known + 1) + WEEKDAYS) % WEEKDAYS);
    const missed = at % 5 < 3 ? 0 : at % 25 < 15 ? 1 : 2; // three fifths in the first run, of the rest about as many in the next
    const paid = firstRun + WEEKDAYS * missed;
    rows.push({
      party: at % 4,
      known,
      date: known,
      due: known + 30,
      amount: 1_000,
      paid: paid > TODAY ? null : paid,
    });
  }
  const hazard = fitHazard(designOf(billsOf(rows), TODAY), TODAY);
  const bill = { party: 1, known: TODAY, date: TODAY, due: TODAY + 30, amount: 1_000 };
  const said = distributionOf(TODAY + 1, hazard.course(bill, TODAY + 1, 30));
  expect(said.by[0]).toBeGreaterThan(0.38); // factors are drawn to one; with whole days it were 0.32
  expect(said.by[0]).toBeLessThan(0.66);
});

test("what the last weeks differed by fades in the days ahead, by half in as many days again", () => {
  const pace: Factor = {
    name: "pace",
    bins: 2,
    groups: 1,
    by: "bill",
    bin: () => 1,
    group: () => 0,
    shrink: 30,
    recentDays: 42,
  };
  const course = courseBy({
    factors: [pace],
    levels: [Float64Array.from([1, 16])],
    asOf: TODAY,
    daily: () => 0.001,
  })({ party: 0, known: TODAY, date: TODAY, due: TODAY, amount: 1 }, TODAY + 1, 100);
  const on = (ahead: number) => (course[ahead - 1] ?? 0) - (course[ahead - 2] ?? 0);
  expect(on(42)).toBeCloseTo(0.004, 6);
  expect(on(84)).toBeCloseTo(0.002, 6);
});
