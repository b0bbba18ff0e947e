import { day } from "@cfa/values/local-date";
import { afterAll, expect, test } from "vitest";

import type { Lesson } from "./lesson.ts";
import { openLearningThread } from "./run-thread.ts";

/* How a thread that learns can end. */

const LESSON: Lesson = {
  asOf: day("2026-04-15"),
  edges: [-5, 5, 30],
  seed: 1,
  training: null,
  withTrees: true,
  pieces: [],
  taken: [],
  parties: [],
  promises: [],
};
const LIMITS = { millis: 100_000, megabytes: 256 };

const thread = openLearningThread();
afterAll(() => thread.close());

const learn = (lesson: Lesson, signal = new AbortController().signal) =>
  thread.work(lesson, { limits: LIMITS, signal });

test("it tells what it learned", async () => {
  const learned = await learn(LESSON);
  expect(learned).toMatchObject({ ok: true, value: { insight: { asOf: "2026-04-15", bills: [] } } });
});

test("a fault is told by its places in the code, without the error's own words: they may be of the books", async () => {
  const failed = await learn({ ...LESSON, pieces: "Ravi Stores" } as unknown as Lesson);
  if (failed.ok) throw new Error("it learned what cannot be learned");
  const { failure, where } = failed.error;
  expect([failure, where[0]]).toEqual(["fault", "TypeError"]);
  expect(where[1]).toContain("lesson.ts");
  expect(where.slice(1).filter((line) => !line.startsWith("    at "))).toEqual([]);
});

test("stopped from outside, it neither learns nor fails", async () => {
  const stopping = new AbortController();
  const learning = learn(LESSON, stopping.signal);
  stopping.abort();
  await expect(learning).rejects.toThrow("learning was stopped");
});

test("what is on its way with other limits does not end what is being learned", async () => {
  const learning = learn(LESSON);
  thread.prepare({ ...LIMITS, megabytes: 128 });
  expect(await learning).toMatchObject({ ok: true });
});

test("after each of these the next lesson is learned", async () => {
  thread.prepare(LIMITS);
  for (let turn = 0; turn < 2; turn++) expect(await learn(LESSON)).toMatchObject({ ok: true });
  expect(
    await thread.work(LESSON, { limits: { ...LIMITS, millis: 0 }, signal: new AbortController().signal }),
  ).toMatchObject({
    ok: false,
    error: { failure: "too-long" },
  });
  expect((await learn({ ...LESSON, pieces: "Ravi Stores" } as unknown as Lesson)).ok).toBe(false);
  expect(await learn(LESSON)).toMatchObject({ ok: true });
  await thread.close();
  expect(await learn(LESSON)).toMatchObject({ ok: true });
});
