import type { LearnedBill, PartyPayment } from "@cfa/contract/insights";
import { expect, test } from "vitest";

import { en } from "../../locale/en";
import { hi } from "../../locale/hi";
import { confidenceText, driftText, historyText, reasonText, riskLevel } from "./payment-text";

const REASON = { settled: 40, last: 12, late: 9, from: 15, to: 30, turn: null, overdue: 0 };
const why = (reason: Partial<PartyPayment["reason"]>, learnedClass: PartyPayment["learnedClass"] = "late") =>
  reasonText({ reason: { ...REASON, ...reason }, learnedClass }, en);

const sureOf = (confidence: number) => confidenceText({ learnedClass: "late", confidence }, en);
const paid = (delay: number): LearnedBill => ({
  billId: `bil_${delay}`,
  name: "A",
  date: "2026-01-01",
  dueDate: "2026-02-01",
  amount: "100",
  paid: "2026-02-05",
  delay,
  isInferred: false,
});

test("why a party is late: how many of its last bills, by how much, and which way it turns", () => {
  expect(why({ turn: 6, overdue: 2 })).toBe(
    "9 of the last 12 bills were paid late. Most were paid 15–30 days after the due date. The last three took 6 days longer still. 2 open bills are overdue.",
  );
  expect(why({ turn: -6, overdue: 1 })).toContain(
    "The last three were 6 days faster. 1 open bill is overdue.",
  );
  expect(why({ turn: 2 })).not.toContain("last three");
  expect(why({ late: 1, last: 2 })).toContain("1 of the last 2 bills was paid late.");
  expect(reasonText({ reason: { ...REASON, turn: 6 }, learnedClass: "late" }, hi)).toBe(
    "पिछले 12 बिलों में से 9 का भुगतान देर से हुआ। ज़्यादातर देय तारीख़ के 15–30 दिन बाद चुके। आख़िरी तीन 6 दिन और देर से।",
  );
});

test("why a party is not late, or all late", () => {
  expect(why({ late: 0, from: -4, to: 3 }, "on-time")).toBe(
    "None of the last 12 bills was paid late. Most were paid between 4 days before and 3 days after the due date.",
  );
  expect(why({ late: 12 })).toContain("All of the last 12 bills were paid late.");
});

test("of a party with few bills that is said", () => {
  expect(why({ settled: 0, last: 0, late: 0 }, "new")).toBe(
    "No bill was paid yet. Few data: too few bills were paid to put it into a class.",
  );
  expect(why({ settled: 1, last: 1, late: 1, from: 9, to: 9 }, "new")).toBe(
    "The last bill was paid late. Most were paid 9 days after the due date. Few data: too few bills were paid to put it into a class.",
  );
});

test("how sure a class is, in words; of a new party nothing is sure", () => {
  expect([0.95, 0.8, 0.6, 0.4].map(sureOf)).toEqual([
    "almost certain (95 %)",
    "quite sure (80 %)",
    "fairly sure (60 %)",
    "not sure: close to another class (40 %)",
  ]);
  expect(confidenceText({ learnedClass: "new", confidence: 0 }, en)).toBeNull();
});

test("a drift has its day, its size and both delays", () => {
  expect(driftText({ drift: { since: "2026-08-12", before: 12, after: 21 } }, en)).toEqual({
    title: "Since 12-08-2026 slower by 9 days",
    about: "until then 12 days after the due date, now 21 days after the due date",
    isSlower: true,
  });
  expect(driftText({ drift: { since: "2026-08-12", before: 12, after: -1 } }, en)).toMatchObject({
    title: "Since 12-08-2026 faster by 13 days",
    isSlower: false,
  });
  expect(driftText({ drift: null }, en)).toBeNull();
});

test("a risk has a word", () => {
  expect([0, 1, 24, 25, 50, 75, 100].map(riskLevel)).toEqual([
    "none",
    "low",
    "low",
    "medium",
    "high",
    "grave",
    "grave",
  ]);
});

test("the picture of paid bills is told in words", () => {
  expect(historyText([paid(-3), paid(9), paid(4)], en)).toBe(
    "2 of these 3 bills were paid after their due date. In the middle 4 days after the due date. The latest on 05-02-2026, 4 days after the due date.",
  );
});
