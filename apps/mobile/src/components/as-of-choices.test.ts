import { expect, it } from "vitest";

import { asOfChoices } from "./as-of-choices";

const days = (moment: string) => asOfChoices(new Date(moment)).map(({ key, day }) => `${key} ${day}`);

it("offers the ends of the month, quarter and financial year before today", () => {
  expect(days("2026-11-24T06:00:00Z")).toEqual([
    "monthEnd 2026-10-31",
    "quarterEnd 2026-09-30",
    "yearEnd 2026-03-31",
  ]);
});

it("offers a day that ends several of them once", () => {
  expect(days("2026-04-10T06:00:00Z")).toEqual(["monthEnd 2026-03-31"]);
});

it("goes by the day in India", () => {
  expect(days("2026-10-31T19:00:00Z")[0]).toBe("monthEnd 2026-10-31");
});
