import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { slippedBy } from "./slipped-bill.ts";

/* First foretold for 10 April, at the latest 20 April. */
const FIRST = { median: day("2026-04-10"), high: day("2026-04-20") };
const expected = (on: string) => ({ median: day(on), high: day("2026-06-30") });

test("a bill slips when it is expected later than was likely at first", () => {
  expect(slippedBy(FIRST, expected("2026-04-20"))).toBeNull();
  expect(slippedBy(FIRST, expected("2026-04-21"))).toEqual({ days: 11 });
  expect(slippedBy(FIRST, { median: null, high: null })).toEqual({ days: null });
});

test("a narrow range moved by a few days is no news, and where nothing was foretold nothing slips", () => {
  const narrow = { median: day("2026-04-10"), high: day("2026-04-12") };
  expect(slippedBy(narrow, expected("2026-04-16"))).toBeNull();
  expect(slippedBy(narrow, expected("2026-04-17"))).toEqual({ days: 7 });
  expect(slippedBy({ median: null, high: null }, expected("2026-09-01"))).toBeNull();
  expect(slippedBy({ median: day("2026-04-10"), high: null }, expected("2026-09-01"))).toBeNull();
});
