import { expect, test } from "vitest";

import {
  keptSetting,
  LOCK_MINUTES,
  nextLock,
  NO_LOCK,
  readSetting,
  startLocked,
  type LockEvent,
  type LockSetting,
} from "./lock";

const MINUTE = 60_000;
const T = 1_700_000_000_000;

function after(setting: LockSetting, ...events: LockEvent[]) {
  const open = nextLock(startLocked(setting), { kind: "answered", isRight: true }, setting);
  return events.reduce((state, event) => nextLock(state, event, setting), open);
}

test("a cold start is locked where the lock is on, and opens by the right answer alone", () => {
  const setting: LockSetting = { isOn: true, afterMinutes: 15 };
  const start = startLocked(setting);
  expect(start.isLocked).toBe(true);
  const asking = nextLock(start, { kind: "asking" }, setting);
  expect(nextLock(asking, { kind: "answered", isRight: false }, setting)).toMatchObject({
    isLocked: true,
    isAsking: false,
  });
  expect(nextLock(asking, { kind: "answered", isRight: true }, setting)).toMatchObject({ isLocked: false });
  expect(startLocked(NO_LOCK).isLocked).toBe(false);
});

test.each(LOCK_MINUTES)("after %i minutes away it locks, and not a moment before", (afterMinutes) => {
  const setting: LockSetting = { isOn: true, afterMinutes };
  const away = { kind: "away", at: T } as const;
  expect(after(setting, away, { kind: "back", at: T + afterMinutes * MINUTE }).isLocked).toBe(true);
  if (afterMinutes > 0) {
    const soon = after(setting, away, { kind: "back", at: T + afterMinutes * MINUTE - 1 });
    expect(soon).toEqual({ isLocked: false, awaySince: null, isAsking: false });
  }
  expect(after({ isOn: false, afterMinutes }, away, { kind: "back", at: T + 99 * MINUTE }).isLocked).toBe(
    false,
  );
});

test("being away counts from when it began, however often the system says so", () => {
  const setting: LockSetting = { isOn: true, afterMinutes: 5 };
  const events: LockEvent[] = [
    { kind: "away", at: T },
    { kind: "away", at: T + 4 * MINUTE },
    { kind: "back", at: T + 5 * MINUTE },
  ];
  expect(after(setting, ...events).isLocked).toBe(true);
});

test("a clock that was put back opens nothing", () => {
  const setting: LockSetting = { isOn: true, afterMinutes: 15 };
  expect(after(setting, { kind: "away", at: T }, { kind: "back", at: T - 1 }).isLocked).toBe(true);
});

test("the system's own question is not being away, also where it puts the app behind", () => {
  const setting: LockSetting = { isOn: true, afterMinutes: 0 };
  const events: LockEvent[] = [
    { kind: "asking" },
    { kind: "away", at: T },
    { kind: "answered", isRight: true },
    { kind: "back", at: T + MINUTE },
  ];
  expect(after(setting, ...events).isLocked).toBe(false);
});

test("a wrong answer does not lock what is open, and being away does not open what is locked", () => {
  const setting: LockSetting = { isOn: true, afterMinutes: 15 };
  expect(after(setting, { kind: "asking" }, { kind: "answered", isRight: false }).isLocked).toBe(false);
  const locked = nextLock(startLocked(setting), { kind: "away", at: T }, setting);
  expect(nextLock(locked, { kind: "back", at: T + 1 }, setting).isLocked).toBe(true);
});

test("who signs out leaves no lock for whoever comes next", () => {
  const setting: LockSetting = { isOn: true, afterMinutes: 0 };
  expect(nextLock(startLocked(setting), { kind: "signed-out" }, setting).isLocked).toBe(false);
});

test("a setting is read as it was kept; one that is damaged is the strictest", () => {
  for (const afterMinutes of LOCK_MINUTES) {
    const setting: LockSetting = { isOn: true, afterMinutes };
    expect(readSetting(keptSetting(setting))).toEqual(setting);
  }
  expect(readSetting(keptSetting(NO_LOCK))).toEqual(NO_LOCK);
  expect(readSetting("on 3")).toEqual({ isOn: true, afterMinutes: 0 });
  expect(readSetting("off")).toEqual({ isOn: true, afterMinutes: 0 });
});
