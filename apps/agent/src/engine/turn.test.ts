import { expect, test } from "vitest";

import { afterFailure, afterSuccess, FIRST_TURN, isDue, isFullDue, waitsAfter, type Turn } from "./turn.ts";

const PACE = { pollMs: 300_000, syncMs: 3_600_000, random: () => 0.5 };
const START = Date.parse("2026-10-01T06:00:00Z");

/** Lets a company take its turns for a while; `answer` says how the n-th went. Answers when, in seconds, and which were full. */
function turnsFor(seconds: number, answer: (nth: number) => string): { at: number[]; full: number[] } {
  const at: number[] = [];
  const full: number[] = [];
  let turn: Turn = FIRST_TURN;
  let now = START;
  while (now < START + seconds * 1_000) {
    at.push((now - START) / 1_000);
    const isFull = isFullDue(turn, now, PACE);
    const code = answer(at.length);
    if (code === "ok" && isFull) full.push((now - START) / 1_000);
    const waits = waitsAfter(turn, PACE);
    turn =
      code === "ok"
        ? afterSuccess(turn, now, { isFull, pace: PACE })
        : afterFailure(turn, now, { code, waitMs: waits(code) });
    now = turn.dueAt;
  }
  return { at, full };
}

test("every five minutes while all is well, and in full every hour", () => {
  const { at, full } = turnsFor(7_300, () => "ok");
  expect(at.slice(0, 4)).toEqual([0, 300, 600, 900]);
  expect(full).toEqual([0, 3_600, 7_200]);
});

test("after a failure sooner, then less and less often; once it is well, at the usual pace", () => {
  const { at } = turnsFor(310, (nth) => (nth < 5 ? "busy" : "ok"));
  expect(at).toEqual([0, 0.5, 1.5, 3.5, 7.5, 307.5]);
});

test("a look that failed was no full one: the next is", () => {
  expect(turnsFor(400, (nth) => (nth === 1 ? "busy" : "ok")).full).toEqual([0.5]);
});

test("what only a person can end is looked at again at the usual pace", () => {
  for (const code of ["tally-closed", "company-closed", "key-unreadable", "agent-too-old"])
    expect(turnsFor(700, () => code).at).toEqual([0, 300, 600]);
});

test("no wait is longer than the usual pace, however often it failed", () => {
  const { at } = turnsFor(8_000, () => "error-answer");
  const gaps = at.slice(1).map((each, index) => each - at[index]!);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(300);
});

test("a clock that is put back by a day stops nobody", () => {
  const turn = afterSuccess(FIRST_TURN, START, { isFull: true, pace: PACE });
  const dayBefore = START - 86_400_000;
  expect(isDue(turn.dueAt, START + 1, PACE.pollMs)).toBe(false);
  expect(isDue(turn.dueAt, dayBefore, PACE.pollMs)).toBe(true);
  expect(isFullDue(turn, dayBefore, PACE)).toBe(true);
});
