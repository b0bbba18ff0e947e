import { addDays, type LocalDate } from "@cfa/values/local-date";
import { min, sum, type Paise } from "@cfa/values/money";
import { share } from "@cfa/values/percent";

import { workingDay } from "./calendar.ts";
import type { Desk } from "./desk.ts";
import type { OpenBill, TradingParty } from "./parties.ts";
import { dollarRate, foreignText, partyEntry } from "./party-lines.ts";
import { bankEntry, ensureInBank } from "./treasury.ts";
import type { Allocation, Entry } from "./tally-books.ts";

/** So much of one payment goes to one bill. */
export type Share = { readonly bill: OpenBill; readonly amount: Paise };

/** Takes the money a customer has planned to send by this day (and, of an orderly one, within the next days). */
export function collect(desk: Desk, party: TradingParty, date: LocalDate): void {
  const shares = takePlanned(party, party.onAccount < 0.3 ? addDays(date, 4) : date);
  const [first] = shares;
  if (first === undefined) return;
  if (first.bill.foreign !== undefined)
    for (const one of shares) collectFromAbroad(desk, { party, share: one, date });
  else if (mayBounce(desk, party, date)) bounce(desk, { party, shares, date });
  else receive(desk, { party, shares, date });
}

/** The parts of a party's plan due by a day, each no more than its bill still owes. Takes them off the plan, not off the bills. */
export function takePlanned(party: TradingParty, upTo: LocalDate): Share[] {
  const due = party.planned.filter((planned) => planned.date <= upTo);
  if (due.length === 0) return [];
  party.planned = party.planned.filter((planned) => planned.date > upTo);
  const shares = new Map<OpenBill, Paise>();
  for (const { bill, amount } of due) {
    const before = shares.get(bill) ?? 0n;
    const left = bill.open - bill.tdsAwaited - before;
    const paid = amount === null ? left : min(amount, left);
    if (paid > 0n) shares.set(bill, before + paid);
  }
  return [...shares].map(([bill, amount]) => ({ bill, amount }));
}

/** Whether a sum spread over the oldest open bills would go just to these shares. */
export function followsFifo(party: TradingParty, shares: readonly Share[]): boolean {
  let left = sum(shares.map((one) => one.amount));
  const wanted = new Map(shares.map((one) => [one.bill, one.amount]));
  const oldestFirst = party.bills.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const bill of oldestFirst) {
    if (left === 0n) break;
    const taken = min(bill.open, left);
    if (taken > 0n && wanted.get(bill) !== taken) return false;
    left -= taken;
  }
  return true;
}

/** Writes down that shares were truly paid, and takes them off the bills. */
export function settle(
  desk: Desk,
  paid: {
    party: TradingParty;
    shares: readonly Share[];
    voucher: number;
    date: LocalDate;
    side: "customer" | "supplier";
    stated: boolean;
  },
): void {
  const { party, shares, voucher, date, side, stated } = paid;
  const fifo = followsFifo(party, shares);
  for (const { bill, amount } of shares) {
    bill.open -= amount;
    desk.truth.payments.push({
      voucher,
      party: party.ledger.masterId,
      side,
      date,
      bill: bill.name,
      billDate: bill.date,
      due: bill.due,
      amount,
      stated,
      settled: bill.open <= bill.tdsAwaited,
    });
  }
  party.bills = party.bills.filter((bill) => bill.open > 0n);
  const amount = sum(shares.map((one) => one.amount));
  desk.truth.receipts.push({
    voucher,
    party: party.ledger.masterId,
    side,
    date,
    amount,
    onAccount: !stated,
    followsFifo: fifo,
  });
}

/** Allocations against the bills of some shares; `sign` 1 credits the party, −1 debits it. */
export function against(shares: readonly Share[], sign: 1n | -1n): Allocation[] {
  return shares.map(({ bill, amount }) => ({
    type: "Agst Ref" as const,
    name: bill.name,
    amount: sign * amount,
    billDate: bill.date,
  }));
}

type Collecting = { party: TradingParty; shares: readonly Share[]; date: LocalDate };

function receive(desk: Desk, collecting: Collecting): void {
  const { party, date } = collecting;
  const { random } = party;
  const withheld = collecting.shares.map((one) => withhold(party, one));
  const stated = party.ledger.isBillWise && !random.chance(party.onAccount);
  const planned = withheld.map(({ bill, paid }) => ({ bill, amount: paid })).filter((one) => one.amount > 0n);
  const shares = stated ? planned : payAnother(desk, { ...collecting, shares: planned });
  const total = sum(shares.map((one) => one.amount));
  if (total === 0n) return;
  const tds = sum(withheld.map((one) => one.shown));
  const credit = stated && party.role !== "advance" ? takeCredit(party, total - tds) : undefined;
  const discount =
    stated && tds === 0n && credit === undefined && random.chance(0.03) ? total % 100_000n : 0n;
  const received = total - tds - discount - (credit?.amount ?? 0n);
  if (received <= 0n) return;
  const bills: Allocation[] = stated
    ? against(shares, 1n)
    : [{ type: "On Account", name: "", amount: total }];
  if (credit !== undefined) bills.push({ type: "Agst Ref", name: credit.name, amount: -credit.amount });
  const { type, entry } = moneyIn(desk, { party, received, date });
  const entries = [entry];
  if (tds > 0n) entries.push({ ledger: desk.chart.tdsReceivable, amount: -tds });
  if (discount > 0n) entries.push({ ledger: desk.chart.discountAllowed, amount: -discount });
  entries.push(partyEntry(party, received + tds + discount, bills));
  const voucher = desk.emit({
    date,
    type,
    party: party.ledger.masterId,
    narration: narrationOf(party),
    entries,
  });
  settle(desk, { party, shares, voucher: voucher.masterId, date, side: "customer", stated });
  if (stated || !party.ledger.isBillWise) return;
  for (const { bill, amount } of shares)
    party.unadjusted.push({ bill, amount, date, voucher: voucher.masterId });
}

/**
 * Who pays without naming a bill does not go by the list: often the money is meant for a newer bill, and the older
 * one waits until that one's day.
 */
function payAnother(desk: Desk, collecting: Collecting): readonly Share[] {
  const { party, shares } = collecting;
  const [only] = shares;
  if (only === undefined || shares.length > 1 || !party.random.chance(0.75)) return shares;
  const fits = (bill: OpenBill): boolean => bill !== only.bill && bill.open - bill.tdsAwaited >= only.amount;
  const other = party.planned.find(
    (planned) => planned.amount === null && planned.bill.date > only.bill.date && fits(planned.bill),
  );
  if (other === undefined || only.bill.tdsAwaited > 0n) return shares;
  party.planned.push({ bill: only.bill, amount: null, date: other.date });
  return [{ bill: other.bill, amount: only.amount }];
}

/** Tax the customer keeps back when it pays a bill in full: shown in the receipt, or left open on the bill until its certificate. */
function withhold(party: TradingParty, one: Share): { bill: OpenBill; paid: Paise; shown: Paise } {
  const { bill, amount } = one;
  if (party.tds === "none" || amount < bill.open) return { bill, paid: amount, shown: 0n };
  const tax = min(roundUpRupee(share(bill.taxable, party.tds === "short" ? 200 : 10)), amount);
  if (party.tds === "in-receipt") return { bill, paid: amount, shown: tax };
  bill.tdsAwaited = tax;
  return { bill, paid: amount - tax, shown: 0n };
}

function takeCredit(party: TradingParty, upTo: Paise): { name: string; amount: Paise } | undefined {
  const index = party.credits.findIndex((credit) => credit.amount < upTo);
  return index < 0 ? undefined : party.credits.splice(index, 1)[0];
}

function moneyIn(
  desk: Desk,
  given: { party: TradingParty; received: Paise; date: LocalDate },
): { type: string; entry: Entry } {
  const { party, received, date } = given;
  const amount = -received;
  const { random } = party;
  // The owner took the money himself: the payment is a journal.
  if (random.chance(0.025)) return { type: "Journal", entry: { ledger: desk.chart.drawings, amount } };
  if (received < 25_000_00n && random.chance(0.3)) {
    return { type: "Receipt", entry: { ledger: desk.chart.cash, amount, isParty: true } };
  }
  const account = random.chance(0.12) ? desk.chart.overdraft : desk.chart.bank;
  return {
    type: random.chance(0.8) ? "Bank Receipt" : "Receipt",
    entry: bankEntry(desk, { amount, date, account }),
  };
}

function narrationOf(party: TradingParty): string {
  const { random } = party;
  return random.pick([
    "",
    "",
    "Being amount received",
    `Ch. no. ${random.int(100_000, 999_999)}`,
    `UTR ${random.int(10_000_000, 99_999_999)}\r\nby NEFT`,
  ]);
}

function collectFromAbroad(desk: Desk, given: { party: TradingParty; share: Share; date: LocalDate }): void {
  const { party, share: one, date } = given;
  const { bill } = one;
  if (bill.foreign === undefined) return;
  const { dollars } = bill.foreign;
  const rate = dollarRate(desk, date);
  const base = BigInt(dollars) * BigInt(rate);
  const foreign = foreignText(dollars, { rate, base });
  const bills: Allocation[] = [
    { type: "Agst Ref", name: bill.name, amount: base, billDate: bill.date, foreign },
  ];
  const entries = [
    { ...bankEntry(desk, { amount: -base, date }), foreign: foreignText(dollars, { rate, base: -base }) },
    { ...partyEntry(party, base, bills), foreign },
  ];
  const receipt = desk.emit({
    date,
    type: "Bank Receipt",
    party: party.ledger.masterId,
    narration: "Inward remittance",
    entries,
  });
  const difference = one.amount - base;
  if (difference !== 0n) {
    const adjusted: Allocation[] = [
      { type: "Agst Ref", name: bill.name, amount: difference, billDate: bill.date },
    ];
    const lines = [
      partyEntry(party, difference, adjusted),
      { ledger: desk.chart.forexDifference, amount: -difference },
    ];
    desk.emit({
      date,
      type: "Journal",
      party: party.ledger.masterId,
      narration: "Exchange difference",
      entries: lines,
    });
  }
  settle(desk, { party, shares: [one], voucher: receipt.masterId, date, side: "customer", stated: true });
}

/** Late payers' cheques come back now and then, when there is time left to see it happen. */
function mayBounce(desk: Desk, party: TradingParty, date: LocalDate): boolean {
  return (
    party.meanDelay > 15 &&
    party.ledger.isBillWise &&
    addDays(date, 12) < desk.through &&
    party.random.chance(0.03)
  );
}

/** A cheque that is booked against its bills and comes back: nothing was truly paid, and it is tried again. */
function bounce(desk: Desk, collecting: Collecting): void {
  const { party, shares, date } = collecting;
  const amount = sum(shares.map((one) => one.amount));
  if (amount === 0n) return;
  const write = (on: LocalDate, side: 1n | -1n): void => {
    const entries = [
      partyEntry(party, side * amount, against(shares, side)),
      bankEntry(desk, { amount: -side * amount, date: on }),
    ];
    const narration = side === 1n ? "Cheque deposited" : "Cheque returned unpaid";
    desk.emit({
      date: on,
      type: side === 1n ? "Bank Receipt" : "Payment",
      party: party.ledger.masterId,
      narration,
      entries,
    });
  };
  write(date, 1n);
  desk.plan(workingDay(addDays(date, 3)), (at, today) => {
    ensureInBank(at, { amount, date: today });
    write(today, -1n);
    const again = workingDay(addDays(today, party.random.int(5, 20)));
    for (const one of shares) party.planned.push({ bill: one.bill, amount: null, date: again });
    at.plan(again, (then, day) => collect(then, party, day));
  });
}

function roundUpRupee(amount: Paise): Paise {
  return ((amount + 99n) / 100n) * 100n;
}
