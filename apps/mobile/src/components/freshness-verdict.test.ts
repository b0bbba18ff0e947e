import type { Freshness } from "@cfa/contract/reads";
import { describe, expect, it } from "vitest";

import { en } from "../locale/en";
import { freshnessParts, readShare, runningText, verdictOf } from "./freshness-verdict";

const NOW = Date.parse("2026-11-24T13:10:00Z");
const good: Freshness = {
  state: "fresh",
  readAt: "2026-11-24T13:00:00Z",
  dataTo: "2026-09-30",
  generation: 3,
  tieOut: { state: "equal", differences: 0, asOf: "2026-09-30", isOlder: false, months: [], message: null },
  running: null,
  isChanging: false,
  quarantined: 0,
  trouble: null,
  agent: { machine: "TALLY-PC", version: "1.0.0", seenAt: "2026-11-24T13:00:00Z" },
  tally: null,
  absent: 0,
  exceptions: [],
};
const told = (freshness: Freshness) => freshnessParts(freshness, { now: NOW, words: en }).join(" · ");

describe("the verdict on the books", () => {
  it("is green only when fresh and equal", () => {
    expect(verdictOf(good)).toEqual({ verdict: "good", cause: "fresh" });
    expect(told(good)).toBe("Tally data to 30-09-2026 · read 10 min ago · all balances tie");
  });

  it("is red when one balance differs, however fresh", () => {
    const differs: Freshness = { ...good, tieOut: { ...good.tieOut, state: "different", differences: 1 } };
    expect(verdictOf(differs).verdict).toBe("bad");
    expect(told(differs)).toContain("1 balance differs from Tally");
  });

  it("is red when too old, even when it ties", () => {
    const stale: Freshness = { ...good, state: "stale", readAt: "2026-11-20T13:00:00Z" };
    expect(verdictOf(stale).verdict).toBe("bad");
    expect(told(stale)).toContain("read 4 days ago, too old to rely on");
  });

  it("is amber when nothing was held against Tally, or something was set aside", () => {
    expect(verdictOf({ ...good, tieOut: { ...good.tieOut, state: "unknown" } }).verdict).toBe("warn");
    expect(verdictOf({ ...good, quarantined: 2 }).verdict).toBe("warn");
    expect(told({ ...good, quarantined: 2 })).toContain("2 entries set aside");
  });

  it("is amber while Tally cannot be read, and red once the books are too old", () => {
    const trouble = { code: "busy", message: "m", fix: "f", since: "2026-11-24T13:05:00Z", nextTryAt: null };
    expect(verdictOf({ ...good, trouble })).toEqual({ verdict: "warn", cause: "trouble" });
    expect(verdictOf({ ...good, trouble, state: "stale" })).toEqual({ verdict: "bad", cause: "stale" });
  });

  it("names the day of a verdict that the books have left behind", () => {
    expect(told({ ...good, tieOut: { ...good.tieOut, isOlder: true } })).toContain(
      "balances tied on 30-09-2026",
    );
  });

  it("is amber while something that Tally no longer shows waits for a person", () => {
    expect(verdictOf({ ...good, absent: 31 }).verdict).toBe("warn");
    expect(told({ ...good, absent: 31 })).toContain("31 entries to confirm");
  });

  it("does not pretend when Tally was never read", () => {
    const never: Freshness = { ...good, state: "never", readAt: null, dataTo: null, generation: 0 };
    expect(verdictOf(never).verdict).toBe("none");
    expect(told(never)).toBe("Tally has not been read yet");
  });
});

it("tells how far a sync is: of so many where they are known and hold, else so far", () => {
  const running = { state: "open", received: 1, records: 1_200, expected: 5_000 } as const;
  expect(runningText(running, en)).toBe("Reading Tally: 1,200 of about 5,000 records");
  expect(readShare(running)).toBe(0.24);
  expect(runningText({ ...running, records: 5_001 }, en)).toBe("Reading Tally: 5,001 records so far");
  expect(runningText({ ...running, expected: null }, en)).toBe("Reading Tally: 1,200 records so far");
  expect(readShare({ ...running, expected: null })).toBe(1);
  expect(readShare({ ...running, records: 0, expected: 0 })).toBe(1);
  expect(runningText({ ...running, state: "queued" }, en)).toBe(
    "1,200 records received, working out the books",
  );
});
