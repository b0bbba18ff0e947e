import { Writable } from "node:stream";

import { expect, test } from "vitest";

import { watchOn } from "./watch.ts";

/** A reader who takes one piece when told to. */
function slowReader() {
  const taken: string[] = [];
  let goOn: (() => void) | undefined;
  const out = new Writable({
    highWaterMark: 1,
    write(piece: Buffer, _, done) {
      taken.push(piece.toString());
      goOn = done;
    },
  });
  const take = async (): Promise<void> => {
    const done = goOn;
    goOn = undefined;
    done?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { out, taken, take };
}

test("a reader who is behind gets the newest alone, and nothing is kept for them", async () => {
  const { out, taken, take } = slowReader();
  const watch = watchOn(out);
  for (let step = 1; step <= 10_000; step++) watch.tell(`{"step":${step}}`);
  expect(out.writableLength).toBeLessThan(100);
  await take();
  expect(taken).toEqual(['data: {"step":1}\n\n', 'data: {"step":10000}\n\n']);
});

test("the same is not told twice", async () => {
  const { out, taken, take } = slowReader();
  const watch = watchOn(out);
  watch.tell("one");
  await take();
  watch.tell("one");
  await take();
  expect(taken).toEqual(["data: one\n\n"]);
});

test("a beat shows who keeps up that the line is alive; who takes nothing for some beats is let go", async () => {
  const { out, taken, take } = slowReader();
  const watch = watchOn(out);
  watch.beat();
  await take();
  expect(taken).toEqual([": alive\n\n"]);
  watch.tell("one");
  for (let beat = 0; beat < 3; beat++) watch.beat();
  expect(out.destroyed).toBe(false);
  watch.beat();
  expect(out.destroyed).toBe(true);
});

test("a watch ends behind what was told, or at once for who does not take it", async () => {
  const kept = slowReader();
  watchOn(kept.out).end();
  expect([kept.out.writableEnded, kept.out.destroyed]).toEqual([true, false]);
  const behind = slowReader();
  const watch = watchOn(behind.out);
  watch.tell("one");
  watch.end();
  expect(behind.out.destroyed).toBe(true);
});
