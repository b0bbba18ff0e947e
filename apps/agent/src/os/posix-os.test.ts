import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { posixOs } from "./posix-os.ts";
import { onClockJump } from "./posix/posix-power.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "cfa-posix-"));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(home, { recursive: true });
});

test("data lies below the home folder, or where the desktop says", () => {
  expect(posixOs("linux", { HOME: "/home/asha" }).dataFolder).toBe("/home/asha/.local/share/cfa-agent");
  expect(posixOs("linux", { HOME: "/home/asha", XDG_DATA_HOME: "/data" }).dataFolder).toBe("/data/cfa-agent");
  expect(posixOs("macos", { HOME: "/Users/asha" }).dataFolder).toBe(
    "/Users/asha/Library/Application Support/CFA Agent",
  );
});

test("secrets are kept as they are, and that is said", () => {
  const { isProtected, protect, unprotect } = posixOs("linux", {}).protection({ isMachine: false });
  expect(isProtected).toBe(false);
  expect(unprotect(protect(Buffer.from("a secret")))).toEqual(Buffer.from("a secret"));
});

test("one agent per folder; it is free again once let go of, and after a kill", () => {
  const os = posixOs("linux", {});
  const data = join(home, "data");
  const release = os.claimInstance(data);
  expect(release).toBeDefined();
  expect(os.claimInstance(data)).toBeUndefined();
  expect(os.claimInstance(join(home, "another"))).toBeDefined();
  release?.();
  const again = os.claimInstance(data);
  expect(again).toBeDefined();
  writeFileSync(join(data, "agent.lock"), "999999999"); // of no living process
  expect(os.claimInstance(data)).toBeDefined();
});

test("the start at sign-in is a file of the desktop, written and removed", () => {
  const os = posixOs("linux", { HOME: home });
  expect(os.startsWithSystem()).toBe(false);
  os.setStartsWithSystem(true, '"/opt/CFA 100%/agent" --hidden');
  expect(os.startsWithSystem()).toBe(true);
  const file = readFileSync(join(home, ".config/autostart/cfa-agent.desktop"), "utf8");
  expect(file).toContain('\nExec="/opt/CFA 100%%/agent" --hidden\n');
  os.setStartsWithSystem(false, "");
  os.setStartsWithSystem(false, "");
  expect(os.startsWithSystem()).toBe(false);
  expect(posixOs("macos", { HOME: home }).startsWithSystem()).toBeNull();
});

test("a clock that ran on while nobody looked was a sleep; a slow look is none", () => {
  vi.useFakeTimers();
  let now = 0;
  const told: string[] = [];
  const end = onClockJump((what) => told.push(what), { now: () => now, lookMs: 30_000 });
  const look = (after: number): void => {
    now += after;
    vi.advanceTimersByTime(30_000);
  };
  look(30_000);
  look(85_000);
  expect(told).toEqual([]);
  look(8 * 3_600_000);
  expect(told).toEqual(["wake"]);
  look(30_000);
  end();
  look(3_600_000);
  expect(told).toEqual(["wake"]);
});
