import { addDays, day, type LocalDate } from "@cfa/values/local-date";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { afterAnswer, afterFailure, firstPace } from "./pace.ts";
import { cut, daysAsked, halvesByDays, halvesByNumber, rangesOf, type CutBy, type Piece } from "./piece.ts";

const YEAR: Piece = { kind: "vouchers", days: { from: day("2025-04-01"), to: day("2026-03-31") } };

function by(counts: Record<string, number> | null, size: number, isEducational = false): CutBy {
  const map = counts === null ? null : new Map(Object.entries(counts).map(([date, n]) => [day(date), n]));
  return { counts: map, size, isEducational };
}

describe("cutting windows", () => {
  test("takes whole days up to the size, and days without vouchers for nothing", () => {
    const counts = { "2025-04-02": 300, "2025-04-05": 150, "2025-04-09": 100, "2025-05-01": 9 };
    const { window, rest, tooMany } = cut(YEAR, by(counts, 500));
    expect(window.days).toEqual({ from: "2025-04-01", to: "2025-04-08" });
    expect(rest?.days).toEqual({ from: "2025-04-09", to: "2026-03-31" });
    expect(tooMany).toBe(false);
    expect(cut(rest!, by(counts, 500))).toMatchObject({
      window: { days: { to: "2026-03-31" } },
      rest: undefined,
    });
  });

  test("a day with more than the size is told, to be cut by AlterIds", () => {
    const one = cut(YEAR, by({ "2025-04-02": 700 }, 500));
    expect(one).toMatchObject({ tooMany: true, window: { days: { from: "2025-04-01", to: "2025-04-02" } } });
  });

  test("takes months where Tally cannot count, and in Educational mode", () => {
    expect(cut(YEAR, by(null, 500)).window.days).toEqual({ from: "2025-04-01", to: "2025-04-30" });
    expect(cut(YEAR, by({ "2025-04-02": 1 }, 500, true)).window.days).toEqual({
      from: "2025-04-01",
      to: "2025-04-30",
    });
  });

  test("Educational mode is asked up to the 31st or the next 1st, never for another day", () => {
    for (const [month, to] of [
      ["2025-04", "2025-05-01"],
      ["2025-05", "2025-05-31"],
      ["2026-02", "2026-03-01"],
    ] as const) {
      const days = { from: day(`${month}-01`), to: day(`${month}-28`) };
      expect(daysAsked(days, true)).toEqual({ from: `${month}-01`, to });
      expect(daysAsked(days, false)).toEqual(days);
    }
  });

  test("a range of AlterIds goes by so many numbers at a time", () => {
    const range: Piece = { ...YEAR, after: 1_000, upTo: 12_000 };
    expect(cut(range, by(null, 5_000))).toMatchObject({
      window: { after: 1_000, upTo: 6_000 },
      rest: { after: 6_000, upTo: 12_000 },
    });
  });

  test("whatever the counts and sizes, windows cover every day once", () => {
    const days = fc.array(fc.record({ offset: fc.nat(364), count: fc.integer({ min: 0, max: 900 }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 2_000 }), fc.boolean(), (list, size, isEducational) => {
        const counts = new Map<LocalDate, number>(
          list.map(({ offset, count }) => [addDays(day("2025-04-01"), offset), count]),
        );
        const sorted = new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
        let at: LocalDate = day("2025-04-01");
        let left: Piece | undefined = YEAR;
        while (left !== undefined) {
          const { window, rest }: ReturnType<typeof cut> = cut(left, { counts: sorted, size, isEducational });
          expect(window.days!.from).toBe(at);
          expect(window.days!.to >= window.days!.from).toBe(true);
          at = addDays(window.days!.to, 1);
          left = rest;
        }
        expect(at).toBe("2026-04-01");
      }),
      { seed: 20250401 },
    );
  });
});

describe("halving", () => {
  test("by days: the halves cover the window, down to one day", () => {
    const halves = halvesByDays(YEAR, by({ "2025-04-02": 10, "2025-04-03": 1 }, 500));
    expect(halves?.map(({ days }) => days)).toEqual([
      { from: "2025-04-01", to: "2025-04-02" },
      { from: "2025-04-03", to: "2026-03-31" },
    ]);
    const one: Piece = { kind: "vouchers", days: { from: day("2025-04-02"), to: day("2025-04-02") } };
    expect(halvesByDays(one, by(null, 500))).toBeNull();
  });

  test("by ids: every id lies in one range, and no range holds more than the size", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 50 }),
        (ids, size) => {
          const ranges = rangesOf(YEAR, ids, size);
          for (const id of ids)
            expect(ranges.filter(({ after, upTo }) => id > after! && id <= upTo!)).toHaveLength(1);
          for (const { after, upTo } of ranges)
            expect(ids.filter((id) => id > after! && id <= upTo!).length).toBeLessThanOrEqual(size);
        },
      ),
      { seed: 20250401 },
    );
  });

  test("by number: without a lower bound in the first half, since a master may have the AlterId 0", () => {
    expect(halvesByNumber({ kind: "ledgers" }, 100)).toEqual([
      { kind: "ledgers", upTo: 50, isExact: true },
      { kind: "ledgers", after: 50, isExact: true },
    ]);
    expect(halvesByNumber({ kind: "ledgers", after: 7, upTo: 8 }, 100)).toBeNull();
  });
});

describe("the pace", () => {
  test("grows from 500 to 5,000 while answers are quick and light", () => {
    let pace = firstPace();
    const sizes = [];
    for (let turn = 0; turn < 6; turn++) {
      sizes.push(pace.size);
      pace = afterAnswer(pace, { ms: 900, bytes: 2_000_000 });
    }
    expect(sizes).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  test("halves after 20 s, 30 MB or a failure, and does not return to that size at once", () => {
    const fast = { ms: 10, bytes: 10 };
    expect(afterAnswer(firstPace(4_000), { ms: 21_000, bytes: 1 }).size).toBe(2_000);
    expect(afterAnswer(firstPace(4_000), { ms: 1, bytes: 31_000_000 }).size).toBe(2_000);
    let pace = afterFailure(firstPace(4_000));
    expect(pace.size).toBe(2_000);
    for (let turn = 0; turn < 7; turn++) pace = afterAnswer(pace, fast);
    expect(pace.size).toBe(2_000);
    for (let turn = 0; turn < 2; turn++) pace = afterAnswer(pace, fast);
    expect(pace.size).toBe(4_000);
    expect(afterFailure(firstPace(1)).size).toBe(1);
    expect(afterFailure(firstPace(4_000), 30).size).toBe(15);
  });
});
