import { day } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { gainBefore, gainOfSlower, gainOfWaiting } from "./days-gained.ts";
import type { Finding } from "./finding.ts";
import { floorBreach } from "./floor-breach.ts";
import { rankToday } from "./rank.ts";
import { isWorse } from "./worse-class.ts";

const TODAY = day("2026-04-15");

function found(key: string, of: Partial<Finding> = {}): Finding {
  return { kind: "promise-broken", key, amount: 100n, gain: 1, since: day("2026-04-10"), ...of };
}

const keys = (list: readonly Finding[]) => list.map(({ key }) => key);

const rank = (findings: Finding[], on: Partial<Parameters<typeof rankToday>[1]> = {}) => {
  const { doNow, alerts, more, snoozed } = rankToday(findings, {
    today: TODAY,
    isRed: false,
    snoozes: [],
    ...on,
  });
  return {
    doNow: keys(doNow),
    alerts: keys(alerts),
    more,
    snoozed: snoozed.map(({ finding }) => finding.key),
  };
};

test("three things are to be done, those with most rupees times days gained; the rest is told", () => {
  const findings = [
    found("small", { amount: 100n, gain: 30 }),
    found("much", { amount: 9_000n, gain: 1 }),
    found("long", { amount: 1_000n, gain: 20 }),
    found("some", { amount: 1_000n, gain: 4 }),
  ];
  expect(rank(findings)).toEqual({
    doNow: ["long", "much", "some"],
    alerts: ["small"],
    more: 0,
    snoozed: [],
  });
});

test("one kind does not hide the others, and fills what they leave", () => {
  const bills = [900n, 800n, 700n].map((amount) => found(`bill ${amount}`, { kind: "msme-due", amount }));
  const cheque = found("cheque", { kind: "cheque-returned", amount: 50n });
  expect(rank([...bills, cheque])).toMatchObject({
    doNow: ["bill 900", "bill 800", "cheque"],
    alerts: ["bill 700"],
  });
  expect(rank([...bills, cheque, found("promise", { amount: 10n })]).doNow).toEqual([
    "bill 900",
    "cheque",
    "promise",
  ]);
});

test("of equal ones the newest comes first, and what has no sum is told but is nothing to do", () => {
  const findings = [
    found("old", { since: day("2026-04-01") }),
    found("new", { since: day("2026-04-14") }),
    found("no sum", { amount: 0n }),
  ];
  expect(rank(findings)).toMatchObject({ doNow: ["new", "old"], alerts: ["no sum"] });
});

test("books that cannot be relied on come before any sum, and then nothing is foretold", () => {
  const findings = [
    found("promise", { amount: 10n ** 12n, gain: 30 }),
    found("floor", { kind: "cash-below-floor" }),
    found("worse", { kind: "class-worse" }),
    found("slower", { kind: "slower" }),
    found("differs", { kind: "tie-out-differs", amount: 0n }),
    found("stale", { kind: "sync-stale", amount: 0n }),
  ];
  expect(rank(findings, { isRed: true })).toMatchObject({
    doNow: ["stale", "differs", "promise"],
    alerts: [],
  });
  expect(rank(findings.slice(0, 4))).toMatchObject({
    doNow: ["promise", "floor", "slower"],
    alerts: ["worse"],
  });
});

test("what was put off comes back on its day, or when clearly more is at stake", () => {
  const snoozes = [{ key: "a", until: day("2026-04-16"), amount: 100n }];
  const of = (amount: bigint, today = TODAY) => rank([found("a", { amount })], { snoozes, today });
  expect(of(100n)).toMatchObject({ doNow: [], snoozed: ["a"] });
  expect(of(125n).snoozed).toEqual(["a"]);
  expect(of(126n)).toMatchObject({ doNow: ["a"], snoozed: [] });
  expect(of(100n, day("2026-04-16"))).toMatchObject({ doNow: ["a"], snoozed: [] });
});

test("no more than twenty alerts are told, with how many there are beyond", () => {
  const findings = Array.from({ length: 30 }, (_, at) => found(`f${at}`));
  const { doNow, alerts, more } = rank(findings);
  expect([doNow.length, alerts.length, more]).toEqual([3, 20, 7]);
  expect(rank(findings.toReversed())).toEqual(rank(findings));
});

test("days gained lie between one and thirty", () => {
  expect([-3, 0, 12.4, 400].map(gainOfWaiting)).toEqual([1, 1, 12, 30]);
  expect([-5, 0, 5, 29, 80].map(gainBefore)).toEqual([30, 30, 25, 1, 1]);
  expect([null, 0.2, 14].map(gainOfSlower)).toEqual([7, 1, 14]);
});

test("a class is worse than one before it, and nothing is known of the new", () => {
  expect(isWorse("on-time", "late")).toBe(true);
  expect(isWorse("late", "on-time")).toBe(false);
  expect(isWorse("late", "late")).toBe(false);
  expect(isWorse("new", "risky")).toBe(false);
  expect(isWorse("prompt", "new")).toBe(false);
});

test("the floor is broken in the first week that ends below it, by what is lacking at the worst", () => {
  const weeks = [500, 300, 100, 450].map((middle, at) => ({ from: 7 * at, middle }));
  expect(floorBreach(weeks, 400n)).toEqual({ from: 7, shortfall: 300n });
  expect(floorBreach(weeks, 100n)).toBeNull();
  expect(floorBreach([], 100n)).toBeNull();
});

test("that messages go out comes before any sum; what there is nothing to do about is only told", () => {
  const findings = [
    found("much", { amount: 9_000n, gain: 30 }),
    found("landed", { kind: "payment-landed", amount: 99_000n, gain: 0 }),
    found("stopped", { kind: "channel-stopped", amount: 0n }),
    found("shut", { kind: "wallet-empty", amount: 0n }),
  ];
  expect(rank(findings)).toMatchObject({ doNow: ["shut", "stopped", "much"], alerts: ["landed"] });
});
