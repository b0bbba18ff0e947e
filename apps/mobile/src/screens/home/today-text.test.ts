import { ALERT_KINDS } from "@cfa/contract/alert-kinds";
import type { TodayItem } from "@cfa/contract/today";
import { expect, test } from "vitest";

import { en } from "../../locale/en";
import { hi } from "../../locale/hi";
import { aboutText, whyText } from "./today-text";

function item(of: Partial<TodayItem>): TodayItem {
  return {
    kind: "promise-broken",
    key: "k",
    amount: "5000000",
    gain: 4,
    day: "2026-04-11",
    days: 4,
    party: { partyId: "p", name: "Ram & Sons" },
    bill: null,
    correctionId: null,
    nudgeId: null,
    change: null,
    way: null,
    tally: null,
    action: "party",
    phone: null,
    ...of,
  };
}

test("each kind says why it stands there, in both languages", () => {
  for (const kind of ALERT_KINDS) {
    const one = item({ kind, change: { before: "prompt", now: "late" }, tally: "educational" });
    expect([kind, whyText(one, en)]).toEqual([kind, expect.stringMatching(/[a-z]/)]);
    expect([kind, whyText(one, hi)]).toEqual([kind, expect.stringMatching(/[\u0900-\u097F]/)]);
  }
});

test("the last day of the law is ahead, today or past", () => {
  const texts = [5, 0, -1].map((days) => whyText(item({ kind: "msme-due", days }), en));
  expect(texts).toEqual([
    "5 days left by law, until 11-04-2026",
    "11-04-2026 is the last day the law allows",
    "1 day past the last day; interest runs",
  ]);
});

test("sums and days are written as people in India do", () => {
  expect(whyText(item({ kind: "cash-below-floor" }), en)).toBe(
    "In the week from 11-04-2026 ₹50,000 will probably be lacking.",
  );
  expect(whyText(item({}), en)).toBe("Promised for 11-04-2026, 4 days ago, and not paid");
});

test("what it is about is the party, with the bill where there is one", () => {
  expect(aboutText(item({ bill: { billId: "b", name: "INV-1" } }), en)).toBe("Ram & Sons · INV-1");
  expect(aboutText(item({ party: null }), en)).toBe("");
});

test("of messages it is the way, in the reader's words", () => {
  expect(aboutText(item({ party: null, way: "sms" }), en)).toBe("SMS");
  expect(aboutText(item({ party: null, way: "sms" }), hi)).toBe("एसएमएस");
});
