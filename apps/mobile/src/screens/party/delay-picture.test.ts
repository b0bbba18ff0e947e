import type { LearnedBill } from "@cfa/contract/insights";
import { describe, expect, test } from "vitest";

import { delayPicture, ROOM } from "./delay-picture";

const BOX = { width: 340, height: 190 };
const paid = (day: string, delay: number): LearnedBill => ({
  billId: `${day} ${delay}`,
  name: "",
  date: day,
  dueDate: day,
  amount: "100",
  paid: day,
  delay,
  isInferred: false,
});
const ROWS = [paid("2026-01-10", -4), paid("2026-03-02", 0), paid("2026-05-20", 18), paid("2026-09-01", 31)];

describe("the picture of paid bills", () => {
  test("has each inside the box, later to the right, and late ones above the due line", () => {
    const { dots, dueY } = delayPicture(ROWS, { box: BOX, drift: null });
    expect(dots.map(({ x }) => x)).toEqual(dots.map(({ x }) => x).toSorted((a, b) => a - b));
    for (const { x, y } of dots) {
      expect(x).toBeGreaterThanOrEqual(ROOM.left);
      expect(x).toBeLessThanOrEqual(BOX.width - ROOM.right);
      expect(y).toBeGreaterThanOrEqual(ROOM.top);
      expect(y).toBeLessThanOrEqual(BOX.height - ROOM.bottom);
    }
    expect(dots.map(({ y }) => Math.sign(dueY - y))).toEqual([-1, 0, 1, 1]);
    expect(dots.map(({ isLate }) => isLate)).toEqual([false, false, true, true]);
  });

  test("does not let one bill far off press the others together: it stands at the edge and is marked", () => {
    const many = Array.from({ length: 12 }, (_, at) => paid(`2026-02-${String(at + 10)}`, at));
    const { dots } = delayPicture([...many, paid("2026-03-01", 400)], { box: BOX, drift: null });
    expect(dots.filter(({ isBeyond }) => isBeyond)).toMatchObject([{ bill: { delay: 400 }, y: ROOM.top }]);
    const ordinary = dots.slice(0, 12).map(({ y }) => y);
    expect(Math.max(...ordinary) - Math.min(...ordinary)).toBeGreaterThan(30);
  });

  test("shows the usual delay before and since a change", () => {
    const drift = { since: "2026-05-20", before: -2, after: 24 };
    const { usual, dots } = delayPicture(ROWS, { box: BOX, drift });
    expect(usual).toHaveLength(2);
    expect(usual[0]?.x2).toBe(dots[2]?.x);
    expect(usual[1]?.y).toBeLessThan(usual[0]?.y ?? 0);
  });

  test("has no more months than fit, and holds for a single bill", () => {
    const { months } = delayPicture([paid("2022-01-01", 3), paid("2026-01-01", 3)], {
      box: BOX,
      drift: null,
    });
    expect(months.length).toBeGreaterThan(1);
    expect(months.length).toBeLessThanOrEqual(4);
    const { dots } = delayPicture([paid("2026-01-01", 3)], { box: BOX, drift: null });
    expect(Number.isFinite(dots[0]?.x) && Number.isFinite(dots[0]?.y)).toBe(true);
  });
});
