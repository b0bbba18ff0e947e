import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Launched } from "../update/launched.ts";
import { makeCompany, makeNotingEngine, makeView } from "./test-desktop.ts";
import { linkUpdates, type Renewing } from "./update-link.ts";

let told: string[];
beforeEach(() => {
  told = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const launched: Launched = {
  launcher: "0.1.0",
  version: "0.1.0",
  isEmbedded: true,
  dataFolder: "/none",
  keys: [],
  notes: [],
  noteHealthy: () => undefined,
  noteEnd: () => undefined,
  restart(argv) {
    told.push(`restart ${argv?.join(" ")}`);
    return undefined as never;
  },
};

function link(changes: Partial<Renewing> = {}): ReturnType<typeof linkUpdates> {
  return linkUpdates({
    launched,
    mode: "window",
    argv: ["--data", "/none"],
    ending: {
      end(code, reason, last) {
        told.push(`end ${code}: ${reason}`);
        last?.();
      },
    },
    isWindowOpen: () => false,
    now: () => "2026-11-29T05:30:00.000Z",
    say: () => undefined,
    ...changes,
  });
}

test.each([
  ["window", ["--data", "/none"], "--data /none"],
  ["hidden", ["--hidden"], ""],
  ["headless", ["--headless"], "--headless"],
] as const)(
  "asked for by a person in mode %s, it starts anew with its window once the answer is out",
  async (mode, argv, again) => {
    const { forEngine } = link({ mode, argv });
    expect(await forEngine.restart()).toEqual({ ok: true, value: undefined });
    expect(told).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(told).toEqual(["end 0: it starts anew", `restart ${again}`]);
  },
);

test("the service only ends: its host starts it again", async () => {
  await link({ mode: "service" }).forEngine.restart();
  vi.advanceTimersByTime(300);
  expect(told).toEqual(["end 0: it starts anew"]);
});

test("from its source it is not started anew, and says so", async () => {
  const updates = link({ launched: undefined });
  updates.begin(makeNotingEngine(makeView({ companies: [makeCompany()] })));
  expect(await updates.forEngine.restart()).toMatchObject({ ok: false, error: { code: "update-not-here" } });
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([]);
  updates.close();
});
