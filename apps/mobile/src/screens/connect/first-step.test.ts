import { expect, test } from "vitest";

import { firstStepOf } from "./first-step";

test("the first reading goes from nothing over reading and working out to figures", () => {
  const running = { received: 3, records: 900, expected: null };
  expect(firstStepOf({ generation: 0, running: null })).toBe(0);
  expect(firstStepOf({ generation: 0, running: { ...running, state: "open" } })).toBe(1);
  expect(firstStepOf({ generation: 0, running: { ...running, state: "queued" } })).toBe(2);
  expect(firstStepOf({ generation: 1, running: null })).toBe(3);
});
