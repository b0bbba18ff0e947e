import { expect, test } from "vitest";

import { createWatchers } from "./watchers.ts";

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test("many changes are told a few times, the first at once and the last always", async () => {
  const { changed, watch, close } = createWatchers(40);
  let value = 0;
  const seen: number[] = [];
  const end = watch(() => seen.push(value));
  for (value = 1; value <= 200; value++) {
    changed();
    if (value % 20 === 0) await rest(5);
  }
  value = 1_000;
  changed();
  await rest(150);
  expect(seen[0]).toBe(1);
  expect(seen.at(-1)).toBe(1_000);
  expect(seen.length).toBeLessThan(10);
  end();
  const before = seen.length;
  changed();
  await rest(60);
  expect(seen).toHaveLength(before);
  close();
});

test("two watchers are told both, and the same function twice is two", async () => {
  const { changed, watch, close } = createWatchers(10);
  let times = 0;
  const told = (): void => void times++;
  const ends = [watch(told), watch(told)];
  changed();
  expect(times).toBe(2);
  ends[0]?.();
  await rest(30);
  changed();
  expect(times).toBe(3);
  close();
});
