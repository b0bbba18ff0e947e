import type { AgeingBucket } from "@cfa/contract/reads";
import { describe, expect, it } from "vitest";

import { ageingColumns } from "./ageing-columns";

const KEYS = ["not-due", "1-30", "31-60", "61-90", "over-90"] as const;
const buckets = (...amounts: string[]): AgeingBucket[] =>
  KEYS.map((key, at) => ({ key, amount: amounts[at] ?? "0", bills: 1 }));
const heights = (...amounts: string[]) =>
  ageingColumns(buckets(...amounts), { width: 300, height: 100 }).map((column) => column.height);

describe("the columns of the ageing chart", () => {
  it("are as high as their sums are large", () => {
    expect(heights("100000", "50000", "25000", "0", "100000")).toEqual([100, 50, 25, 0, 100]);
  });

  it("never lose a small sum beside a large one", () => {
    expect(heights("100000000000", "1")[1]).toBeGreaterThanOrEqual(3);
  });

  it("have no height below zero", () => {
    expect(heights("100", "-40")[1]).toBe(0);
  });

  it("stand in order inside the box, also when there is nothing", () => {
    const columns = ageingColumns(buckets(), { width: 300, height: 100 });
    expect(columns.map((column) => column.height)).toEqual([0, 0, 0, 0, 0]);
    for (const [at, column] of columns.entries()) {
      expect(column.x).toBeGreaterThanOrEqual(at * 60);
      expect(column.x + column.width).toBeLessThanOrEqual((at + 1) * 60);
    }
  });
});
