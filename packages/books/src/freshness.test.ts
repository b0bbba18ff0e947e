import { expect, test } from "vitest";

import { freshnessAt } from "./freshness.ts";

// 14 April 2026 is a Tuesday, 18 April a Saturday, 19 April a Sunday. Times are India's.
const india = (text: string) => new Date(`${text}+05:30`);

test("books never read are neither fresh nor stale", () => {
  expect(freshnessAt(null, india("2026-04-14T10:00"))).toBe("never");
});

test("on working days the books are fresh for 24 hours to the second", () => {
  const read = india("2026-04-14T10:00");
  expect(freshnessAt(read, india("2026-04-15T10:00"))).toBe("fresh");
  expect(freshnessAt(read, india("2026-04-15T10:00:01"))).toBe("stale");
});

test("a Sunday does not age them: read on Saturday evening, they are fresh until Monday evening", () => {
  const read = india("2026-04-18T19:00");
  expect(freshnessAt(read, india("2026-04-20T19:00"))).toBe("fresh");
  expect(freshnessAt(read, india("2026-04-20T20:00"))).toBe("stale");
});

test("a clock that runs behind does not make them stale", () => {
  expect(freshnessAt(india("2026-04-14T10:00"), india("2026-04-14T09:00"))).toBe("fresh");
});
