import { day } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import { backOffMs } from "./back-off.ts";
import { isSweepDue, nextRun, wantsKey, type Situation } from "./next-run.ts";

const MARKS = { masters: 100, vouchers: 1_000 };
const NOTHING = { full: false, months: [], days: [], totals: false };
const NOW = new Date("2026-10-01T06:00:00Z");

function situation(changes: Partial<Situation> = {}): Situation {
  return {
    marks: MARKS,
    known: MARKS,
    wants: undefined,
    books: { from: day("2025-04-01"), to: day("2026-09-30") },
    now: NOW,
    memory: { sweep: { at: NOW.toISOString() } },
    ...changes,
  };
}

/** "full with" and the like, "nothing" when there is nothing to do. */
function decided(changes: Partial<Situation>): string {
  const next = nextRun(situation(changes));
  return next === undefined ? "nothing" : `${next.kind} ${next.plan.totals}`;
}

describe("what is done next", () => {
  test.each<[string, Partial<Situation>, string]>([
    ["nothing has changed and nothing is wanted", {}, "nothing"],
    ["the server knows nothing", { known: null }, "full with"],
    ["vouchers' counter went back", { known: { masters: 100, vouchers: 1_001 } }, "full with"],
    ["masters' counter went back", { known: { masters: 101, vouchers: 1_000 } }, "full with"],
    ["a voucher was typed", { known: { masters: 100, vouchers: 999 } }, "changes without"],
    ["a ledger was made", { known: { masters: 99, vouchers: 1_000 } }, "changes without"],
    ["very much was typed", { marks: { masters: 100, vouchers: 9_000 } }, "changes with"],
    ["everything is wanted", { wants: { ...NOTHING, full: true } }, "full with"],
    ["days are wanted", { wants: { ...NOTHING, days: ["2026-04-02"] } }, "changes without"],
    ["months are wanted", { wants: { ...NOTHING, months: ["2026-04"] } }, "sweep without"],
    ["totals are wanted", { wants: { ...NOTHING, totals: true } }, "changes only"],
    [
      "totals are due and cheap",
      { memory: { totals: { isDue: true, at: NOW.toISOString(), tookMs: 4_999 } } },
      "changes only",
    ],
    [
      "totals are due and dear",
      { memory: { totals: { isDue: true, at: NOW.toISOString(), tookMs: 5_000 } } },
      "nothing",
    ],
    [
      "totals are wanted that were just read",
      { wants: { ...NOTHING, totals: true }, memory: { totals: { isDue: false, at: NOW.toISOString() } } },
      "nothing",
    ],
    [
      "totals killed Tally this morning",
      { memory: { totals: { isDue: true, notBefore: "2026-10-02T00:00:00Z" } } },
      "nothing",
    ],
    ["the sweep is a day old", { memory: { sweep: { at: "2026-09-30T06:00:00Z" } } }, "sweep without"],
  ])("%s", (_, changes, expected) => expect(decided(changes)).toBe(expected));

  test("adjacent days are read together", () => {
    const days = ["2026-04-03", "2026-04-01", "2026-04-02", "2026-05-09"];
    expect(nextRun(situation({ wants: { ...NOTHING, days } }))?.plan.days).toEqual([
      { from: "2026-04-01", to: "2026-04-03" },
      { from: "2026-05-09", to: "2026-05-09" },
    ]);
  });

  test("the same wants are answered once an hour, others at once", () => {
    const wants = { ...NOTHING, days: ["2026-04-01", "2026-04-02"] };
    const answered = {
      wants: wantsKey({ ...wants, days: wants.days.toReversed() }, MARKS),
      at: "2026-10-01T05:30:00Z",
    };
    expect(decided({ wants, memory: { answered } })).toBe("nothing");
    expect(decided({ wants: { ...wants, days: ["2026-04-03"] }, memory: { answered } })).toBe(
      "changes without",
    );
    const typed = { masters: 100, vouchers: 1_001 };
    expect(decided({ wants, memory: { answered }, marks: typed, known: typed })).toBe("changes without");
    expect(decided({ wants, memory: { answered }, now: new Date("2026-10-01T06:30:00Z") })).toBe(
      "changes without",
    );
  });

  test("long books are swept in parts, each going on where the last one ended", () => {
    const books = { from: day("2018-04-01"), to: day("2026-09-30") };
    const first = nextRun(situation({ books, memory: { sweep: { at: "2026-09-29T06:00:00Z" } } }));
    expect(first?.plan).toMatchObject({ own: "part", months: expect.arrayContaining(["2018-04"]) });
    const through = first!.plan.months.at(-1)!;
    const second = nextRun(situation({ books, memory: { sweep: { at: "2026-09-29T06:00:00Z", through } } }));
    expect(second?.plan.own).toBe("last");
    expect([...first!.plan.months, ...second!.plan.months]).toHaveLength(102);
  });

  test("what Tally did not survive is tried again after a day", () => {
    const piece = { kind: "vouchers", days: { from: day("2026-04-01"), to: day("2026-04-02") } } as const;
    const killers = [{ piece, at: "2026-09-30T06:00:00Z" }];
    expect(nextRun(situation({ memory: { killers } }))?.plan.again).toEqual([piece]);
    expect(decided({ memory: { killers }, now: new Date("2026-10-01T05:59:59Z") })).toBe("nothing");
  });
});

describe("the daily sweep is due", () => {
  test.each([
    ["at 21:59 in India, swept yesterday night", "2026-09-30T17:00:00Z", "2026-10-01T16:29:59Z", false],
    ["at 22:00 in India, swept yesterday night", "2026-09-30T17:00:00Z", "2026-10-01T16:30:00Z", true],
    ["at 23:00, swept at 22:00", "2026-10-01T16:30:00Z", "2026-10-01T17:30:00Z", false],
    ["at 00:30, swept at 22:00", "2026-10-01T16:30:00Z", "2026-10-01T19:00:00Z", false],
    ["in the morning, after a night with the PC off", "2026-09-30T05:00:00Z", "2026-10-01T05:00:00Z", true],
  ])("%s", (_, sweptAt, now, isDue) => expect(isSweepDue(sweptAt, new Date(now))).toBe(isDue));
});

test("waits grow from half a second to five minutes, give or take half", () => {
  const waits = [1, 2, 3, 4, 10, 50].map((attempt) => backOffMs(attempt, () => 0.5));
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 256_000, 300_000]);
  expect(backOffMs(1, () => 0)).toBe(250);
  expect(backOffMs(1, () => 1)).toBe(750);
});
