import { expect, test } from "vitest";

import { chanceBelow, isWorthSaying } from "./chance-below.ts";

test("the chance of going below a limit is the share of paths that do", () => {
  expect(chanceBelow([-500, -100, 0, 300], -200)).toBe(0.25);
  expect(chanceBelow([], -200)).toBe(0);
});

test("chances are worth saying once twenty were, and told better than how often it happens", () => {
  const said = Array.from({ length: 20 }, (_, at) => ({
    chance: at % 4 === 0 ? 0.8 : 0.1,
    came: at % 4 === 0,
  }));
  expect(isWorthSaying(said)).toBe(true);
  expect(isWorthSaying(said.slice(0, 19))).toBe(false);
  expect(isWorthSaying(said.map(({ came }) => ({ chance: 0.25, came })))).toBe(false);
  expect(isWorthSaying(said.map(({ came }) => ({ chance: 0.2, came: !came })))).toBe(false);
});
