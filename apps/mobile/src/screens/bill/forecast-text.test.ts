import { ForecastReason, type BillPayment } from "@cfa/contract/insights";
import type { Bill } from "@cfa/contract/reads";
import { expect, test } from "vitest";

import { en } from "../../locale/en";
import { hi } from "../../locale/hi";
import { likelyText, missingText, rangeText, reasonTexts } from "./forecast-text";

const REASONS: ForecastReason[] = [
  { kind: "party-delay", settled: 5, days: 10 },
  { kind: "company-delay", days: -2 },
  { kind: "open-longer", days: 12 },
  { kind: "paid-lately", days: 3 },
  { kind: "slower", days: 9 },
  { kind: "faster", days: 1 },
  { kind: "weekday", weekday: 4 },
  { kind: "month-part", part: 6 },
  { kind: "promised", day: "2026-12-12" },
  { kind: "disputed", amount: "50000" },
  { kind: "tds-awaited", amount: "120000" },
  { kind: "few-data", settled: 2 },
];

test("every kind of reason has its words", () => {
  expect(reasonTexts(REASONS, en)).toEqual([
    "Bills of this party are usually paid 10 days after the due date (5 bills so far)",
    "Bills of all parties are usually paid 2 days before the due date",
    "Open 12 days longer than is usual for this party",
    "A bill of this party was paid 3 days ago",
    "Lately slower by 9 days",
    "Lately faster by 1 day",
    "Mostly paid on a Friday",
    "Mostly paid on the last two days of the month",
    "Promised by 12-12-2026",
    "₹500.00 of it is disputed",
    "₹1,200.00 of it is tax that is awaited",
    "Few data: only 2 bills of this party were paid",
  ]);
  const kinds = ForecastReason.options.map(({ shape }) => shape.kind.value);
  expect(new Set(REASONS.map(({ kind }) => kind))).toEqual(new Set(kinds));
  for (const text of reasonTexts(REASONS, hi)) expect(text).toMatch(/[\u0900-\u097F]/u);
});

test("nothing paid yet, and paid today, are said as such", () => {
  expect(
    reasonTexts(
      [
        { kind: "few-data", settled: 0 },
        { kind: "paid-lately", days: 0 },
      ],
      en,
    ),
  ).toEqual(["Few data: no bill of this party was paid yet", "A bill of this party was paid today"]);
});

test("the likely day and the range; the year stands where it could be another", () => {
  const one = { expected: "2026-12-12", from: "2026-12-05", to: "2026-12-28" };
  expect([likelyText(one, en), rangeText(one, en)]).toEqual(["Likely 12-12-2026", "between 05-12 and 28-12"]);
  expect(rangeText({ ...one, to: "2027-01-04" }, en)).toBe("between 05-12 and 04-01");
  expect(rangeText({ ...one, to: "2027-12-04" }, en)).toBe("between 05-12-2026 and 04-12-2027");
  expect(rangeText({ ...one, to: null }, en)).toBe("from 05-12-2026 on, maybe much later");
  expect(rangeText({ expected: null, from: null, to: null }, en)).toBeNull();
  expect(likelyText({ expected: null }, en)).toBe("No day can be named: it may take more than a year");
});

test("why there is no forecast is told as closely as the bill tells", () => {
  const bill: Bill = {
    billId: "bil_a",
    side: "receivable",
    name: "A",
    date: "2026-04-01",
    dueDate: "2026-05-01",
    dueSource: "ledger",
    basis: "stated",
    isOpening: false,
    amount: "100",
    settled: "0",
    open: "100",
    likelySettled: "0",
    tdsAwaited: "0",
    overdueDays: 0,
  };
  const learned = { asOf: "2026-04-15", learnedAt: "2026-04-15T06:00:00Z", isBehind: false };
  const why = (missing: BillPayment["missing"], of: Partial<Bill> = {}) =>
    missingText({ missing, learned }, { ...bill, ...of }, en);
  const { missing, unforecast } = en.payments.forecast;
  expect(why(null)).toBeNull();
  expect(why("settled")).toBe(missing.settled);
  expect(why("not-learned")).toBe(missing["not-learned"]);
  expect(why("not-forecast", { tdsAwaited: "100" })).toBe(unforecast.tds);
  expect(why("not-forecast", { likelySettled: "100" })).toBe(unforecast.likely);
  expect(why("not-forecast", { disputed: "100" })).toBe(unforecast.disputed);
  expect(why("not-forecast", { date: "2026-04-16" })).toBe(unforecast.newer);
  expect(why("not-forecast")).toBe(missing["not-forecast"]);
});
