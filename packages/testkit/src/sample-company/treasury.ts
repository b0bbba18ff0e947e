import type { LocalDate } from "@cfa/values/local-date";
import { min, type Paise } from "@cfa/values/money";

import { bankLine, type Desk } from "./desk.ts";
import { roundTo } from "./parties.ts";
import type { Entry } from "./tally-books.ts";

/*
 * Keeps the money plausible: the current account never below zero, the cash credit never beyond its limit, the till
 * never empty. What cannot be paid waits; what must be paid is borrowed for.
 */

/** What the bank lends against stock and debtors: a month's turnover, in whole lakhs. */
export function overdraftLimit(desk: Desk): Paise {
  return roundTo(desk.profile.turnover, 1_00_000);
}

/** Money there is in an account (negative when overdrawn). */
export function money(desk: Desk, account: "bank" | "overdraft" | "cash" | "fixedDeposit"): Paise {
  return -desk.balance(desk.chart[account]);
}

/** The account that can bear a payment today, or null. */
export function accountFor(desk: Desk, amount: Paise): number | null {
  if (money(desk, "bank") - amount >= desk.profile.turnover / 50n) return desk.chart.bank;
  if (money(desk, "overdraft") - amount >= -overdraftLimit(desk)) return desk.chart.overdraft;
  return null;
}

/** The account that bears a payment that cannot wait; the family lends what is missing. */
export function accountForUrgent(desk: Desk, payment: { amount: Paise; date: LocalDate }): number {
  const account = accountFor(desk, payment.amount);
  if (account !== null) return account;
  borrow(desk, payment);
  return desk.chart.bank;
}

/** Sees to it that the current account holds a sum that will be taken from it today. */
export function ensureInBank(desk: Desk, payment: { amount: Paise; date: LocalDate }): void {
  if (money(desk, "bank") < payment.amount) borrow(desk, payment);
}

function borrow(desk: Desk, payment: { amount: Paise; date: LocalDate }): void {
  const loan = roundTo(payment.amount + desk.profile.turnover / 5n, 10_000);
  const entries = [
    bankEntry(desk, { amount: -loan, date: payment.date }),
    { ledger: desk.chart.familyLoan, amount: loan },
  ];
  desk.emit({
    date: payment.date,
    type: "Receipt",
    party: desk.chart.familyLoan,
    narration: "Loan received",
    entries,
  });
}

/** A line of the current account (or another one) with its instrument. */
export function bankEntry(desk: Desk, line: { amount: Paise; date: LocalDate; account?: number }): Entry {
  const bank = bankLine(desk.random, line.date);
  return { ledger: line.account ?? desk.chart.bank, amount: line.amount, isParty: true, bank };
}

function lakhs(amount: Paise): Paise {
  return roundTo(amount - 5_000_00n, 10_000);
}

/** The owner's look at the accounts. */
export function balanceMoney(desk: Desk, date: LocalDate): void {
  const { turnover } = desk.profile;
  const bank = money(desk, "bank");
  const overdrawn = -money(desk, "overdraft");
  if (overdrawn < -turnover / 50n) contra(desk, { from: "overdraft", to: "bank", amount: -overdrawn, date });
  if (bank > turnover / 2n && overdrawn > turnover / 10n) {
    contra(desk, {
      from: "bank",
      to: "overdraft",
      amount: lakhs(min(overdrawn, bank - turnover / 3n)),
      date,
    });
  } else if (bank > turnover && overdrawn < turnover / 5n)
    surplus(desk, lakhs(bank - (turnover * 7n) / 10n), date);
  else if (bank < turnover / 12n) shortage(desk, lakhs(turnover / 5n), date);
  if (overdrawn > (turnover * 3n) / 5n) closeDeposit(desk, lakhs(overdrawn / 2n), date);
  const cash = money(desk, "cash");
  if (cash > turnover / 20n)
    contra(desk, { from: "cash", to: "bank", amount: lakhs(cash - turnover / 60n), date });
  if (cash < turnover / 120n) {
    const amount = roundTo(turnover / 60n, 1_000);
    if (accountFor(desk, amount) === desk.chart.bank)
      contra(desk, { from: "bank", to: "cash", amount, date });
  }
}

function surplus(desk: Desk, amount: Paise, date: LocalDate): void {
  const owed = desk.balance(desk.chart.familyLoan);
  if (owed > 0n) {
    const paid = min(owed, amount);
    const entries = [
      { ledger: desk.chart.familyLoan, amount: -paid },
      bankEntry(desk, { amount: paid, date }),
    ];
    desk.emit({ date, type: "Payment", party: desk.chart.bank, narration: "Loan returned", entries });
    return;
  }
  const entries = [{ ledger: desk.chart.fixedDeposit, amount: -amount }, bankEntry(desk, { amount, date })];
  desk.emit({
    date,
    type: "Payment",
    party: desk.chart.bank,
    narration: "Fixed deposit made for 91 days",
    entries,
  });
}

function shortage(desk: Desk, amount: Paise, date: LocalDate): void {
  if (money(desk, "overdraft") - amount >= (-overdraftLimit(desk) * 9n) / 10n) {
    contra(desk, { from: "overdraft", to: "bank", amount, date });
    return;
  }
  closeDeposit(desk, amount, date);
}

function closeDeposit(desk: Desk, amount: Paise, date: LocalDate): void {
  const deposit = min(money(desk, "fixedDeposit"), amount);
  if (deposit <= 0n) return;
  const interest = deposit / 80n;
  const entries = [
    bankEntry(desk, { amount: -(deposit + interest), date }),
    { ledger: desk.chart.fixedDeposit, amount: deposit },
    { ledger: desk.chart.interestIncome, amount: interest },
  ];
  desk.emit({
    date,
    type: "Receipt",
    party: desk.chart.fixedDeposit,
    narration: "Fixed deposit closed",
    entries,
  });
}

type Account = "bank" | "overdraft" | "cash";

function contra(desk: Desk, move: { from: Account; to: Account; amount: Paise; date: LocalDate }): void {
  const { amount, date } = move;
  if (amount <= 0n) return;
  const line = (account: Account, sum: Paise): Entry =>
    account === "cash"
      ? { ledger: desk.chart.cash, amount: sum, isParty: true }
      : bankEntry(desk, { amount: sum, date, account: desk.chart[account] });
  const entries = [line(move.from, amount), line(move.to, -amount)];
  desk.emit({ date, type: "Contra", party: desk.chart[move.from], narration: "", entries });
}
