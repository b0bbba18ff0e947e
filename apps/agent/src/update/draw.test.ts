import { expect, test } from "vitest";

import { isDrawn } from "./draw.ts";

const agents = Array.from({ length: 10_000 }, (_, at) => `agt_${at}`);
const drawn = (version: string, percent: number) =>
  agents.filter((agentId) => isDrawn({ version, agentId }, percent));

test("of ten thousand agents about as many are drawn as the percentage says", () => {
  expect(drawn("1.2.0", 0)).toEqual([]);
  expect(drawn("1.2.0", 100)).toHaveLength(10_000);
  for (const percent of [1, 10, 50, 99]) {
    // Four standard deviations of a fair draw.
    const most = 4 * Math.sqrt(percent * (100 - percent));
    expect(Math.abs(drawn("1.2.0", percent).length - percent * 100)).toBeLessThan(most);
  }
});

test("who is in at ten percent is in at fifty, and other agents come first for another version", () => {
  const ten = drawn("1.2.0", 10);
  const fifty = new Set(drawn("1.2.0", 50));
  expect(ten.every((agentId) => fifty.has(agentId))).toBe(true);
  const next = new Set(drawn("1.3.0", 10));
  expect(ten.filter((agentId) => next.has(agentId)).length).toBeLessThan(200);
});
