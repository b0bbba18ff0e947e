import { day, type LocalDate } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { customer, line, paise } from "./test-party.ts";
import { addTotals, billAsOf, outstandingAsOf, overdueDaysOf, topOverdue } from "./outstanding.ts";
import { deriveParty } from "./settle.ts";

// Sold ₹1,000 on 5 April (due 5 May), paid ₹600 on 20 May; ₹150 on account on 25 May; sold ₹500 on 1 June (due 1 July).
const books = deriveParty(
  customer([
    line("2025-04-05 sales", 1000, { to: [["new-ref", "INV-1", 1000]] }),
    line("2025-05-20 receipt", -600, { to: [["agst-ref", "INV-1", -600]] }),
    line("2025-05-25 receipt", -150, { to: [["on-account", "", -150]] }),
    line("2025-06-01 sales", 500, { to: [["new-ref", "INV-2", 500]] }),
  ]),
);

function on(asOf: LocalDate) {
  const totals = outstandingAsOf(books, { side: "receivable", asOf });
  const { due, overdue, unapplied, outstanding } = totals;
  return [due, overdue, unapplied, outstanding].map((sum) => Number(sum / 100n));
}

test("outstanding is due + overdue − unapplied, on every day of the story", () => {
  expect(on(day("2025-04-04"))).toEqual([0, 0, 0, 0]);
  expect(on(day("2025-04-05"))).toEqual([1000, 0, 0, 1000]);
  expect(on(day("2025-05-05"))).toEqual([1000, 0, 0, 1000]); // due today is not overdue
  expect(on(day("2025-05-06"))).toEqual([0, 1000, 0, 1000]);
  expect(on(day("2025-05-19"))).toEqual([0, 1000, 0, 1000]);
  expect(on(day("2025-05-20"))).toEqual([0, 400, 0, 400]);
  expect(on(day("2025-05-25"))).toEqual([0, 400, 150, 250]);
  expect(on(day("2025-06-01"))).toEqual([500, 400, 150, 750]);
});

test("what is likely is told apart and takes nothing from what is open", () => {
  const bill = books.bills[0];
  expect(bill && billAsOf(bill, day("2025-05-24"))).toEqual({
    open: paise(400),
    likelySettled: 0n,
    tdsAwaited: 0n,
    overdueDays: 19,
  });
  expect(bill && billAsOf(bill, day("2025-05-25"))).toEqual({
    open: paise(400),
    likelySettled: paise(150),
    tdsAwaited: 0n,
    overdueDays: 20,
  });
});

test("a bill is unknown before its day", () => {
  expect(books.bills[1] && billAsOf(books.bills[1], day("2025-05-31"))).toBeNull();
});

test("a bill that is paid is not overdue", () => {
  const paid = deriveParty(
    customer([
      line("2025-04-05 sales", 10, { to: [["new-ref", "1", 10]] }),
      line("2025-04-06 receipt", -10, { to: [["agst-ref", "1", -10]] }),
    ]),
  ).bills[0];
  expect(paid && billAsOf(paid, day("2025-12-31"))).toEqual({
    open: 0n,
    likelySettled: 0n,
    tdsAwaited: 0n,
    overdueDays: 0,
  });
});

test("overdue begins on the day after the due date", () => {
  expect(overdueDaysOf(day("2025-05-05"), day("2025-05-04"))).toBe(0);
  expect(overdueDaysOf(day("2025-05-05"), day("2025-05-05"))).toBe(0);
  expect(overdueDaysOf(day("2025-05-05"), day("2025-05-06"))).toBe(1);
});

test("the other side is empty", () => {
  const totals = outstandingAsOf(books, { side: "payable", asOf: day("2025-06-01") });
  expect(totals).toEqual({
    outstanding: 0n,
    due: 0n,
    overdue: 0n,
    tdsAwaited: 0n,
    unapplied: 0n,
    bills: 0,
    oldestOverdueDays: 0,
  });
});

test("the whole is the sum of its parts, by the same definition", () => {
  const part = outstandingAsOf(books, { side: "receivable", asOf: day("2025-06-01") });
  const whole = addTotals([part, part]);
  expect(whole.outstanding).toBe(whole.due + whole.overdue - whole.unapplied);
  expect(whole).toMatchObject({ outstanding: paise(1500), bills: 4, oldestOverdueDays: 27 });
  expect(addTotals([]).outstanding).toBe(0n);
});

test("the top overdue are ranked by overdue less unapplied; who is covered is not among them", () => {
  const parties = [
    party("covered", 900, 900),
    party("second", 500, 100),
    party("first", 700, 0),
    party("nothing overdue", 0, -50),
    party("equal to second", 400, 0),
    party("fourth", 1, 0),
  ];
  expect(topOverdue(parties, 3).map((one) => one.name)).toEqual(["first", "second", "equal to second"]);
  expect(topOverdue(parties, 0)).toEqual([]);
});

function party(name: string, overdue: number, unapplied: number) {
  return { name, overdue: paise(overdue), unapplied: paise(unapplied) };
}
