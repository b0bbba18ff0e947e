import { expect, test } from "vitest";
import { fail, ok } from "@cfa/values/result";

import { runLoop } from "./run-loop.ts";

/** Runs the loop for a while of make-believe time; answers when each company was synced, in seconds, and what was said. */
async function loopFor(
  seconds: number,
  answer: (guid: string, turn: number) => string,
): Promise<{ synced: Record<string, number[]>; said: string[]; nextTries: string[] }> {
  let now = Date.parse("2026-10-01T06:00:00Z");
  const start = now;
  const end = start + seconds * 1_000;
  const synced: Record<string, number[]> = { A: [], B: [] };
  const said: string[] = [];
  const nextTries: string[] = [];
  await runLoop({
    companies: ["A", "B"],
    sync: async (guid, nextTryAt) => {
      const turns = (synced[guid] ??= []);
      turns.push((now - start) / 1_000);
      const code = answer(guid, turns.length);
      if (code === "ok") return ok({ kind: "unchanged" });
      nextTries.push(nextTryAt(code));
      return fail({ code, message: `${code}!`, fix: "Do something.", side: "tally" });
    },
    pollMs: 300_000,
    waiting: {
      random: () => 0.5,
      sleep: async (ms) => {
        now += ms;
      },
    },
    now: () => new Date(now).toISOString(),
    say: (line) => said.push(line),
    isEnding: () => now >= end,
  });
  return { synced, said, nextTries };
}

test("looks at every company every five minutes while all is well", async () => {
  const { synced, said } = await loopFor(900, () => "ok");
  expect(synced).toEqual({ A: [0, 300, 600], B: [0, 300, 600] });
  expect(said).toEqual([]);
});

test("after a failure sooner, then less and less often; the other company is not held up", async () => {
  const { synced, said, nextTries } = await loopFor(310, (guid, turn) =>
    guid === "B" && turn < 5 ? "busy" : "ok",
  );
  expect(synced["A"]).toEqual([0, 300]);
  expect(synced["B"]).toEqual([0, 0.5, 1.5, 3.5, 7.5, 307.5]);
  expect(said).toEqual(["busy! Do something. [busy]", "All is well again."]);
  expect(nextTries[0]).toBe("2026-10-01T06:00:00.500Z");
});

test("a closed Tally is said once and looked at again at the usual pace", async () => {
  const { synced, said } = await loopFor(900, (guid) => (guid === "A" ? "tally-closed" : "ok"));
  expect(synced["A"]).toEqual([0, 300, 600]);
  expect(said).toEqual(["tally-closed! Do something. [tally-closed]"]);
});

test("waits no longer than the usual pace, however often it failed", async () => {
  const { synced } = await loopFor(4_000, (guid) => (guid === "A" ? "error-answer" : "ok"));
  const gaps = synced["A"]!.slice(1).map((at, index) => at - synced["A"]![index]!);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(300);
});
