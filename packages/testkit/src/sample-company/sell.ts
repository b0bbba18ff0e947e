import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { min, type Paise } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import { paymentDay, salesSeason, workingDay } from "./calendar.ts";
import { collect } from "./collect.ts";
import type { Desk } from "./desk.ts";
import { invoiceEntries, pickGoods } from "./goods.ts";
import {
  dealsThisMonth,
  gathers,
  meanDelayOn,
  roundTo,
  scaled,
  type OpenBill,
  type PlannedPayment,
  type TradingParty,
} from "./parties.ts";
import { dollarRate, foreignText, partyEntry } from "./party-lines.ts";
import { bankEntry } from "./treasury.ts";
import type { Allocation } from "./tally-books.ts";

/** Plans a month's sales: to each customer by its rate and the season, and over the counter. */
export function planSales(desk: Desk, month: Period): void {
  const season = salesSeason(addDays(month.from, 14));
  const days = daysBetween(month.from, month.to);
  for (const party of desk.customers) {
    for (let i = dealsThisMonth(party, season); i > 0; i--) {
      const date = workingDay(addDays(month.from, party.random.int(0, days)));
      if (party.role === "advance" && (party.billsSoFar === 0 || gathers(party.habit, 0.8))) {
        desk.plan(date, (at, today) => takeAdvance(at, party, today));
        desk.plan(workingDay(addDays(date, party.random.int(4, 9))), (at, today) => sell(at, party, today));
      } else desk.plan(date, (at, today) => sell(at, party, today));
    }
  }
  for (let i = desk.random.count(desk.profile.counterSales * season); i > 0; i--) {
    desk.plan(workingDay(addDays(month.from, desk.random.int(0, days))), sellOverTheCounter);
  }
}

/** One invoice to a customer, its bill, and the customer's plan to pay it. */
export function sell(desk: Desk, party: TradingParty, date: LocalDate): void {
  if (party.role === "foreign") {
    sellAbroad(desk, party, date);
    return;
  }
  const { random } = party;
  const goods = pickGoods(random, { worth: scaled(party.typicalBill, 0.5 + random.next()), buying: false });
  const invoice = invoiceEntries(desk.chart, { goods, interstate: party.interstate, direction: 1n });
  const number = desk.takeNumber("GST Sales", date);
  const advance = party.role === "advance" ? party.credits.shift() : undefined;
  const used = advance === undefined ? 0n : min(advance.amount, invoice.total);
  const bill = openBill(party, { name: number, date, amount: invoice.total - used, taxable: goods.taxable });
  const bills: Allocation[] = [];
  if (advance !== undefined) bills.push({ type: "Agst Ref", name: advance.name, amount: -used });
  if (bill.amount > 0n) {
    bills.push({
      type: "New Ref",
      name: number,
      amount: -bill.amount,
      creditDays: party.creditDays,
      billDate: date,
    });
  }
  desk.emit({
    date,
    type: "GST Sales",
    number,
    reference: random.chance(0.3) ? `PO-${random.int(100, 9_999)}` : "",
    party: party.ledger.masterId,
    isInvoice: true,
    dueText: `${party.creditDays} Days`,
    entries: [partyEntry(party, -invoice.total, bills), ...invoice.entries],
  });
  if (bill.amount <= 0n) return;
  planPayment(desk, party, bill);
  if (gathers(desk.gathering("credit notes"), 0.1 * random.next())) {
    desk.plan(workingDay(addDays(date, random.int(3, 14))), (at, today) =>
      giveCredit(at, { party, bill, date: today }),
    );
  }
}

/** A bill that will be paid as its customer pays, and what is planned of it. */
export function planPayment(desk: Desk, party: TradingParty, bill: OpenBill): void {
  party.bills.push(bill);
  for (const payment of drawPayments(desk, party, bill)) planToCollect(desk, party, payment);
}

/** Plans that a customer pays. */
export function planToCollect(desk: Desk, party: TradingParty, payment: PlannedPayment): void {
  party.planned.push(payment);
  desk.plan(payment.date, (at, today) => collect(at, party, today));
}

/**
 * How a customer pays a bill: its own mean delay with much scatter, bent by Diwali, Sundays and the year's end. None: it disputes it and never
 * pays. What is left of it is paid last.
 */
export function drawPayments(desk: Desk, party: TradingParty, bill: OpenBill): PlannedPayment[] {
  const { random } = party;
  const payments: PlannedPayment[] = [];
  if (random.chance(party.disputes)) return payments;
  const monthsIn = daysBetween(desk.booksFrom, bill.date) / 30;
  const delay = Math.round(meanDelayOn(party, { date: bill.due, monthsIn }) + party.sd * random.normal());
  const wished = addDays(bill.due, delay);
  const earliest = addDays(bill.date, 1) < desk.booksFrom ? desk.booksFrom : addDays(bill.date, 1);
  const last = paymentDay(wished < earliest ? earliest : wished, (share) => random.chance(share));
  const later = last < earliest ? earliest : last;
  if (bill.foreign === undefined && bill.amount > 15_000_00n && random.chance(party.partPayments)) {
    for (let parts = random.int(1, 2), i = parts; i > 0; i--) {
      const early = workingDay(addDays(later, -random.int(4, 9) * i));
      const amount = roundTo(
        scaled(bill.amount, (0.35 + random.next() * 0.3) / parts),
        random.pick([1_000, 5_000]),
      );
      if (early > earliest && early < later && amount > 0n) payments.push({ bill, amount, date: early });
    }
  }
  return [...payments, { bill, amount: null, date: later }];
}

/** A bill of a party that is about to be written. */
export function openBill(
  party: TradingParty,
  given: { name: string; date: LocalDate; amount: Paise; taxable: Paise; foreign?: OpenBill["foreign"] },
): OpenBill {
  party.billsSoFar++;
  const { foreign, ...bill } = given;
  return {
    ...bill,
    due: addDays(given.date, party.creditDays),
    open: given.amount,
    tdsAwaited: 0n,
    hasWaited: false,
    hasCheque: false,
    ...(foreign === undefined ? {} : { foreign }),
  };
}

function sellAbroad(desk: Desk, party: TradingParty, date: LocalDate): void {
  const rate = dollarRate(desk, date);
  const dollars = Math.max(
    100,
    Math.round((Number(party.typicalBill) * (0.6 + party.random.next())) / rate / 10) * 10,
  );
  const base = BigInt(dollars) * BigInt(rate);
  const number = desk.takeNumber("Export Sales", date);
  const bill = openBill(party, {
    name: number,
    date,
    amount: base,
    taxable: base,
    foreign: { dollars, rate },
  });
  const foreign = foreignText(dollars, { rate, base: -base });
  const bills: Allocation[] = [
    { type: "New Ref", name: number, amount: -base, creditDays: party.creditDays, billDate: date, foreign },
  ];
  const entries = [
    { ...partyEntry(party, -base, bills), foreign },
    { ledger: desk.chart.exportSales, amount: base, foreign: foreignText(dollars, { rate, base }) },
  ];
  const dueText = `${party.creditDays} Days`;
  desk.emit({
    date,
    type: "Export Sales",
    number,
    party: party.ledger.masterId,
    isInvoice: true,
    dueText,
    entries,
  });
  planPayment(desk, party, bill);
}

function sellOverTheCounter(desk: Desk, date: LocalDate): void {
  const { turnover, counterSales } = desk.profile;
  const worth = min(
    scaled(turnover, (0.01 + desk.random.next() * 0.01) / Math.max(1, counterSales)),
    1_50_000_00n,
  );
  const goods = pickGoods(desk.random, { worth, buying: false });
  const { total, entries } = invoiceEntries(desk.chart, { goods, interstate: false, direction: 1n });
  const cash = { ledger: desk.chart.cash, amount: -total, isParty: true };
  desk.emit({ date, type: "Sales", party: desk.chart.cash, isInvoice: true, entries: [cash, ...entries] });
}

function takeAdvance(desk: Desk, party: TradingParty, date: LocalDate): void {
  const amount = roundTo(scaled(party.typicalBill, 0.3), 1_000);
  if (amount <= 0n || party.credits.length > 0) return;
  const number = desk.takeNumber("Bank Receipt", date);
  const name = `ADV-${number}-${date.slice(2, 4)}`;
  party.credits.push({ name, amount });
  const bills: Allocation[] = [{ type: "Advance", name, amount }];
  const entries = [bankEntry(desk, { amount: -amount, date }), partyEntry(party, amount, bills)];
  const narration = "Advance against order";
  desk.emit({ date, type: "Bank Receipt", number, party: party.ledger.masterId, narration, entries });
}

function giveCredit(desk: Desk, given: { party: TradingParty; bill: OpenBill; date: LocalDate }): void {
  const { party, bill, date } = given;
  const { random } = party;
  const goods = pickGoods(random, {
    worth: scaled(bill.taxable, 0.04 + random.next() * 0.08),
    buying: false,
  });
  const invoice = invoiceEntries(desk.chart, { goods, interstate: party.interstate, direction: 1n });
  const { total } = invoice;
  if (total * 3n > bill.open) {
    desk.gathering("credit notes").gathered++;
    return;
  }
  const number = desk.takeNumber("Credit Note", date);
  const ownReference = party.ledger.isBillWise && random.chance(0.3);
  if (ownReference) party.credits.push({ name: number, amount: total });
  else bill.open -= total;
  const bills: Allocation[] = [
    ownReference
      ? { type: "New Ref", name: number, amount: total, billDate: date }
      : { type: "Agst Ref", name: bill.name, amount: total, billDate: bill.date },
  ];
  const note = desk.emit({
    date,
    type: "Credit Note",
    number,
    reference: bill.name,
    party: party.ledger.masterId,
    narration: random.pick(["Goods returned", "Rate difference", "Short supply"]),
    isInvoice: true,
    entries: [
      partyEntry(party, total, bills),
      ...invoice.entries.map((entry) => ({ ...entry, amount: -entry.amount })),
    ],
  });
  if (ownReference) return;
  desk.truth.notes.push({
    voucher: note.masterId,
    party: party.ledger.masterId,
    bill: bill.name,
    amount: total,
  });
}
