import { addDays, daysInMonth, partsOf, type LocalDate } from "@cfa/values/local-date";
import { min, sum, type Paise } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import { dayOfMonth, workingDay } from "./calendar.ts";
import type { LedgerKey } from "./chart.ts";
import type { Desk } from "./desk.ts";
import { roundTo } from "./parties.ts";
import { accountForUrgent, bankEntry, money, overdraftLimit } from "./treasury.ts";
import type { Entry } from "./tally-books.ts";
import type { StatutoryTruth } from "./truth.ts";

const QUARTER = 3; // months

/** Plans what the law and the bank ask for in a month. The sums follow from the books, so they scatter freely. */
export function planStatutory(desk: Desk, month: Period): void {
  const { random } = desk;
  const { year, month: number } = partsOf(month.from);
  const end = dayOfMonth(month.from, daysInMonth(year, number));
  desk.plan(workingDay(dayOfMonth(month.from, random.int(17, 21))), payGst);
  const quarter = number % QUARTER === 0;
  if (quarter || !desk.profile.smallOffice) planDeposits(desk, month);
  if (quarter) {
    desk.plan(workingDay(dayOfMonth(month.from, 15)), payAdvanceTax);
    desk.plan(workingDay(dayOfMonth(month.from, 28)), (at, date) =>
      payLiability(at, { key: "professionalTax", date, narration: "Professional tax" }),
    );
  }
  desk.plan(addDays(end, -1), setOffGst);
}

/** The truth of what the state wants. */
export function statutoryTruth({ chart, profile }: Desk): StatutoryTruth[] {
  const monthly = profile.smallOffice ? QUARTER : 1;
  return [
    { ledger: chart.gstPayable, everyMonths: 1 },
    { ledger: chart.tdsPayable, everyMonths: monthly },
    { ledger: chart.pfPayable, everyMonths: monthly },
    { ledger: chart.professionalTax, everyMonths: QUARTER },
    { ledger: chart.advanceTax, everyMonths: QUARTER },
  ];
}

/** Deposits of what was withheld, and the bank's charges: every month, or every quarter in a small office. */
function planDeposits(desk: Desk, month: Period): void {
  const { random } = desk;
  desk.plan(workingDay(dayOfMonth(month.from, random.int(5, 8))), (at, date) =>
    payLiability(at, { key: "tdsPayable", date, narration: "TDS deposited" }),
  );
  desk.plan(workingDay(dayOfMonth(month.from, random.int(12, 16))), (at, date) =>
    payLiability(at, { key: "pfPayable", date, narration: "PF deposited" }),
  );
  desk.plan(dayOfMonth(month.from, 31), chargeBank);
}

/** At the month's end input tax is set off against output tax; what is left is due in the next month. */
function setOffGst(desk: Desk, date: LocalDate): void {
  const { chart } = desk;
  const entries: Entry[] = [];
  for (const tax of ["Igst", "Cgst", "Sgst"] as const) {
    const used = min(desk.balance(chart[`output${tax}`]), -desk.balance(chart[`input${tax}`]));
    if (used > 0n)
      entries.push(
        { ledger: chart[`output${tax}`], amount: -used },
        { ledger: chart[`input${tax}`], amount: used },
      );
  }
  // What is left of the input tax between states may pay the other two.
  const spare = (ledger: number): Paise =>
    desk.balance(ledger) +
    sum(entries.filter((entry) => entry.ledger === ledger).map((entry) => entry.amount));
  for (const tax of ["Cgst", "Sgst"] as const) {
    const used = min(spare(chart[`output${tax}`]), -spare(chart.inputIgst));
    if (used > 0n)
      entries.push(
        { ledger: chart[`output${tax}`], amount: -used },
        { ledger: chart.inputIgst, amount: used },
      );
  }
  for (const tax of ["Igst", "Cgst", "Sgst"] as const) {
    const left = spare(chart[`output${tax}`]);
    if (left > 0n)
      entries.push(
        { ledger: chart[`output${tax}`], amount: -left },
        { ledger: chart.gstPayable, amount: left },
      );
  }
  if (entries.length > 0)
    desk.emit({ date, type: "Journal", narration: "GST set-off for the month", entries });
}

function payGst(desk: Desk, date: LocalDate): void {
  payLiability(desk, { key: "gstPayable", date, narration: "GST deposited, GSTR-3B" });
}

function payLiability(desk: Desk, payment: { key: LedgerKey; date: LocalDate; narration: string }): void {
  const { key, date, narration } = payment;
  const owed = desk.balance(desk.chart[key]);
  if (owed <= 0n) return;
  payOut(desk, { ledger: desk.chart[key], amount: owed, date, narration });
}

function payAdvanceTax(desk: Desk, date: LocalDate): void {
  const amount = roundTo((desk.profile.turnover * 4n) / 100n, 1_000);
  payOut(desk, { ledger: desk.chart.advanceTax, amount, date, narration: "Advance tax instalment" });
}

function payOut(
  desk: Desk,
  payment: { ledger: number; amount: Paise; date: LocalDate; narration: string },
): void {
  const { ledger, amount, date, narration } = payment;
  const account = accountForUrgent(desk, { amount, date });
  const entries = [{ ledger, amount: -amount }, bankEntry(desk, { amount, date, account })];
  desk.emit({ date, type: "Payment", party: account, narration, entries });
  desk.truth.outflow.statutory += amount;
}

/** Bank charges, and interest on what is overdrawn. */
function chargeBank(desk: Desk, date: LocalDate): void {
  const { chart, random } = desk;
  const charges = BigInt(random.int(4, 30) * 5_900) / 10n;
  const overdrawn = -money(desk, "overdraft");
  const bank = { account: chart.bank, amount: charges, date };
  const chargeLines = [{ ledger: chart.bankCharges, amount: -charges }, bankEntry(desk, bank)];
  if (money(desk, "bank") > charges)
    desk.emit({ date, type: "Payment", party: chart.bank, narration: "Bank charges", entries: chargeLines });
  const interest = overdrawn > 0n ? (overdrawn * 95n) / 12_000n : 0n;
  if (interest < 100_00n || overdrawn + interest > overdraftLimit(desk)) return;
  const entries = [
    { ledger: chart.overdraftInterest, amount: -interest },
    bankEntry(desk, { account: chart.overdraft, amount: interest, date }),
  ];
  desk.emit({ date, type: "Payment", party: chart.overdraft, narration: "Interest on cash credit", entries });
}
