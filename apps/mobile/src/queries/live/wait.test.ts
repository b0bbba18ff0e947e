import { expect, test } from "vitest";

import { wait, waitMillis } from "./wait";

test("waits grow up to a minute, half as long to half as long again by chance", () => {
  expect([0, 1, 2, 3].map((tries) => waitMillis(tries, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect([waitMillis(0, 0), waitMillis(0, 1)]).toEqual([500, 1_500]);
  expect(waitMillis(1_000, 0.5)).toBe(60_000);
});

test("a wait that is no longer wanted ends", async () => {
  const going = new AbortController();
  const waiting = wait(60_000, going.signal);
  going.abort();
  await waiting;
});
