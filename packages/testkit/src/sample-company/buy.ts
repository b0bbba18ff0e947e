import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { min, sum } from "@cfa/values/money";
import { financialYearLabel, type Period } from "@cfa/values/period";

import { paymentDay, salesSeason, workingDay } from "./calendar.ts";
import { settle } from "./collect.ts";
import type { Desk } from "./desk.ts";
import { invoiceEntries, pickGoods, type InvoiceSum } from "./goods.ts";
import { dealsThisMonth, gathers, roundTo, scaled, type OpenBill, type TradingParty } from "./parties.ts";
import { partyEntry } from "./party-lines.ts";
import { openBill } from "./sell.ts";
import { against, takePlanned } from "./shares.ts";
import { accountFor, bankEntry } from "./treasury.ts";
import type { Allocation } from "./tally-books.ts";

/** Plans a month's purchases; also those from a customer who supplies us too. */
export function planPurchases(desk: Desk, month: Period): void {
  const season = salesSeason(addDays(month.from, 14));
  const days = daysBetween(month.from, month.to);
  for (const party of desk.suppliers) {
    for (let i = dealsThisMonth(party, season); i > 0; i--) {
      planPurchase(desk, party, workingDay(addDays(month.from, party.random.int(0, days))));
    }
  }
  for (const party of desk.customers) {
    if (party.role !== "both-sides" || !gathers(party.habit, 0.7 * party.random.next())) continue;
    desk.plan(workingDay(addDays(month.from, party.random.int(0, days))), (at, today) =>
      buyFromCustomer(at, party, today),
    );
  }
}

/** Some bills reach the accountant late: dated the day of the goods, entered days after. */
function planPurchase(desk: Desk, party: TradingParty, date: LocalDate): void {
  const entered = party.random.chance(0.15) ? workingDay(addDays(date, party.random.int(2, 9))) : date;
  desk.plan(entered, (at) => buy(at, party, date));
}

function buy(desk: Desk, party: TradingParty, date: LocalDate): void {
  const { random } = party;
  const invoice = invoiceOf(desk, party, 0.55 + random.next() * 0.9);
  const bill = writePurchase(desk, { party, invoice, date });
  party.bills.push(bill);
  planToPay(desk, party, { bill, last: drawLastDay(party, bill) });
  const returns = desk.profile.smallOffice ? 0.15 : 0.04;
  if (gathers(desk.gathering("debit notes"), 2 * returns * random.next()))
    desk.plan(workingDay(addDays(date, random.int(4, 12))), (at, today) =>
      returnGoods(at, { party, bill, date: today }),
    );
}

/** The day on which we mean to have paid a supplier's bill. */
export function drawLastDay({ meanDelay, sd, random }: TradingParty, bill: OpenBill): LocalDate {
  const wished = addDays(bill.due, Math.round(meanDelay + sd * random.normal()));
  return paymentDay(wished <= bill.date ? addDays(bill.date, 1) : wished, (share) => random.chance(share));
}

/** Plans our payment of a supplier's bill, now and then in two parts. */
export function planToPay(
  desk: Desk,
  party: TradingParty,
  payment: { bill: OpenBill; last: LocalDate },
): void {
  const { bill, last } = payment;
  if (bill.amount > 25_000_00n && party.random.chance(party.partPayments)) {
    const early = workingDay(addDays(last, -party.random.int(5, 12)));
    if (early > bill.date && early < last) {
      party.planned.push({ bill, amount: roundTo(bill.amount / 2n, 5_000), date: early });
      desk.plan(early, (at, today) => pay(at, party, today));
    }
  }
  party.planned.push({ bill, amount: null, date: last });
  desk.plan(last, (at, today) => pay(at, party, today));
}

/** Pays a supplier what is planned, if an account can bear it; else it waits some days. */
export function pay(desk: Desk, party: TradingParty, date: LocalDate): void {
  const shares = takePlanned(party, addDays(date, 3));
  const total = sum(shares.map((one) => one.amount));
  if (total === 0n) return;
  const account = accountFor(desk, total);
  if (account === null) {
    const later = workingDay(addDays(date, party.random.int(3, 6)));
    for (const { bill, amount } of shares)
      party.planned.push({ bill, amount: amount === bill.open ? null : amount, date: later });
    desk.plan(later, (at, today) => pay(at, party, today));
    return;
  }
  const stated = party.ledger.isBillWise && !party.random.chance(party.onAccount);
  const discount = stated && party.random.chance(0.04) ? total % 50_000n : 0n;
  const bills: Allocation[] = stated
    ? against(shares, -1n)
    : [{ type: "On Account", name: "", amount: -total }];
  const entries = [
    partyEntry(party, -total, bills),
    bankEntry(desk, { amount: total - discount, date, account }),
  ];
  if (discount > 0n) entries.push({ ledger: desk.chart.discountReceived, amount: discount });
  const voucher = desk.emit({ date, type: "Payment", party: party.ledger.masterId, entries });
  desk.truth.outflow.supplier += total - discount;
  settle(desk, { party, shares, voucher: voucher.masterId, date, side: "supplier", stated });
  if (stated || !party.ledger.isBillWise) return;
  for (const { bill, amount } of shares)
    party.unadjusted.push({ bill, amount: -amount, date, voucher: voucher.masterId });
}

function invoiceOf(desk: Desk, party: TradingParty, factor: number): InvoiceSum {
  const goods = pickGoods(party.random, { worth: scaled(party.typicalBill, factor), buying: true });
  return invoiceEntries(desk.chart, { goods, interstate: party.interstate, direction: -1n });
}

/** The purchase voucher. Some suppliers number from 1 every April, so that a bill name comes again a year later. */
function writePurchase(
  desk: Desk,
  given: { party: TradingParty; invoice: InvoiceSum; date: LocalDate },
): OpenBill {
  const { party, invoice, date } = given;
  const { total, taxable } = invoice;
  const year = financialYearLabel(date);
  const plainNumbers = party.ledger.masterId % 3 === 0;
  const name = plainNumbers
    ? String(countIn(party, year))
    : `${party.ledger.name.charAt(0)}${year.slice(2)}/${countIn(party, year)}`;
  const bills: Allocation[] = [
    { type: "New Ref", name, amount: total, creditDays: party.creditDays, billDate: date },
  ];
  desk.emit({
    date,
    type: "GST Purchase",
    reference: name,
    referenceDate: date,
    party: party.ledger.masterId,
    isInvoice: true,
    dueText: `${party.creditDays} Days`,
    entries: [partyEntry(party, total, bills), ...invoice.entries],
  });
  return openBill(party, { name, date, amount: total, taxable });
}

const counts = new WeakMap<TradingParty, Map<string, number>>();

function countIn(party: TradingParty, year: string): number {
  const byYear = counts.get(party) ?? new Map<string, number>();
  counts.set(party, byYear);
  const next = (byYear.get(year) ?? 0) + 1;
  byYear.set(year, next);
  return next;
}

function returnGoods(desk: Desk, given: { party: TradingParty; bill: OpenBill; date: LocalDate }): void {
  const { party, bill, date } = given;
  const goods = pickGoods(party.random, { worth: scaled(bill.taxable, 0.06), buying: true });
  const { total, entries } = invoiceEntries(desk.chart, {
    goods,
    interstate: party.interstate,
    direction: -1n,
  });
  if (total * 3n > bill.open) {
    desk.gathering("debit notes").gathered++;
    return;
  }
  bill.open -= total;
  const bills: Allocation[] = [{ type: "Agst Ref", name: bill.name, amount: -total, billDate: bill.date }];
  const turned = entries.map((entry) => ({ ...entry, amount: -entry.amount }));
  const narration = "Goods returned, damaged in transit";
  const lines = [partyEntry(party, -total, bills), ...turned];
  const note = desk.emit({
    date,
    type: "Debit Note",
    reference: bill.name,
    party: party.ledger.masterId,
    narration,
    isInvoice: true,
    entries: lines,
  });
  desk.truth.notes.push({
    voucher: note.masterId,
    party: party.ledger.masterId,
    bill: bill.name,
    amount: total,
  });
}

/** A purchase on a customer's own ledger; after a while it is set off against what the customer owes. */
function buyFromCustomer(desk: Desk, party: TradingParty, date: LocalDate): void {
  const invoice = invoiceOf(desk, party, 0.25);
  const theirs = writePurchase(desk, { party, invoice, date });
  const later = workingDay(addDays(date, party.random.int(15, 40)));
  const setOff = (at: Desk, today: LocalDate): void => {
    const ours = party.bills.find((bill) => bill.open - bill.tdsAwaited > 0n && bill.date <= today);
    const amount = ours === undefined ? 0n : min(ours.open - ours.tdsAwaited, theirs.open);
    if (ours === undefined || amount === 0n) {
      at.plan(workingDay(addDays(today, 10)), setOff);
      return;
    }
    theirs.open -= amount;
    const shares = [{ bill: ours, amount }];
    const bills: Allocation[] = [
      { type: "Agst Ref", name: theirs.name, amount: -amount, billDate: theirs.date },
    ];
    const entries = [partyEntry(party, -amount, bills), partyEntry(party, amount, against(shares, 1n))];
    const narration = "Set off against supply";
    const voucher = at.emit({
      date: today,
      type: "Journal",
      party: party.ledger.masterId,
      narration,
      entries,
    });
    settle(at, { party, shares, voucher: voucher.masterId, date: today, side: "customer", stated: true });
    if (theirs.open > 0n) at.plan(workingDay(addDays(today, 10)), setOff);
  };
  desk.plan(later, setOff);
}
