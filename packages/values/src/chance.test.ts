import { expect, test } from "vitest";

import { fillUniforms, normalOf, uniforms } from "./chance.ts";

test("the same seeds give the same numbers, today and on every machine", () => {
  const next = uniforms(1, 2, 3);
  expect([next(), next(), next()].map((each) => each * 2 ** 32)).toEqual([3987121759, 92551270, 1122162139]);
});

test("each of the three seeds matters", () => {
  const first = uniforms(1, 2, 3)();
  for (const other of [uniforms(2, 2, 3), uniforms(1, 3, 3), uniforms(1, 2, 4)])
    expect(other()).not.toBe(first);
});

test("many numbers at once are the ones drawn one by one", () => {
  const next = uniforms(1, -2, 0x85ebca6b);
  const all = new Float64Array(50);
  fillUniforms(all, { seedA: 1, seedB: -2, seedC: 0x85ebca6b });
  expect([...all]).toEqual(Array.from(all, () => next()));
});

test("ten thousand numbers are spread evenly, and their sums as a normal distribution", () => {
  const next = uniforms(1, 2, 3);
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let draw = 0; draw < 10_000; draw++) {
    const tenth = Math.floor(next() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(100);
  const normals = Array.from({ length: 10_000 }, () => normalOf(next));
  const mean = normals.reduce((sum, each) => sum + each, 0) / normals.length;
  const variance = normals.reduce((sum, each) => sum + (each - mean) ** 2, 0) / normals.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.05);
});
