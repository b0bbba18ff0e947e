import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import { workingDay } from "./calendar.ts";
import { settle } from "./collect.ts";
import { bankLine, type Desk, type Event } from "./desk.ts";
import { invoiceEntries, pickGoods } from "./goods.ts";
import { roundTo, scaled, type PlannedPayment, type TradingParty } from "./parties.ts";
import { partyEntry } from "./party-lines.ts";
import { against } from "./shares.ts";
import { bankEntry } from "./treasury.ts";
import type { Allocation } from "./tally-books.ts";

/** The kinds of voucher that must not move a balance, and a few that do so in unusual ways. */
const KINDS: readonly Event[] = [
  (desk, date) => draftSale(desk, date),
  (desk, date) => cancelledSale(desk, date),
  (desk, date) => memorandum(desk, date),
  (desk, date) => reversingJournal(desk, date),
  (desk, date) => order(desk, date, "Sales Order"),
  (desk, date) => order(desk, date, "Purchase Order"),
  (desk, date) => order(desk, date, "Delivery Note"),
  (desk, date) => optionalReceipt(desk, date),
  (desk, date) => suspense(desk, date),
];

/** Plans one of each kind over the first months, so that every size has them all, and more of them by size. */
export function planOddities(desk: Desk, month: Period & { readonly index: number }): void {
  const days = daysBetween(month.from, month.to);
  const anyDay = (): LocalDate => workingDay(addDays(month.from, desk.random.int(0, days)));
  const { index } = month;
  const kind = KINDS[index];
  if (kind !== undefined) desk.plan(anyDay(), kind);
  for (let i = desk.random.count(desk.profile.oddities); i > 0; i--)
    desk.plan(anyDay(), desk.random.pick(KINDS));
  if (index % 6 === 3) desk.plan(anyDay(), postDated);
}

/** On the last day: three cheques dated ahead of it, which count only when their day comes. */
export function writePostDated(desk: Desk): void {
  for (let i = 0; i < 3; i++) postDated(desk, desk.through);
}

/**
 * A customer sends the cheque for a bill before the day it means to pay it. Those of the last day name their bill; of
 * the others only the customer knows what they are for.
 */
function postDated(desk: Desk, entered: LocalDate): void {
  const sending = meantLater(desk, entered);
  if (sending === undefined) return;
  const { party, planned } = sending;
  const { bill, date } = planned;
  const stated = entered === desk.through;
  const amount = bill.open - bill.tdsAwaited;
  const shares = [{ bill, amount }];
  const bills: Allocation[] = stated ? against(shares, 1n) : [{ type: "On Account", name: "", amount }];
  const bank = { ...bankLine(desk.random, date), transactionType: "Cheque/DD", bankersDate: null };
  const voucher = desk.emit({
    date,
    type: "Receipt",
    party: party.ledger.masterId,
    narration: "Post-dated cheque received",
    isPostDated: true,
    entries: [
      { ledger: desk.chart.bank, amount: -amount, isParty: true, bank },
      partyEntry(party, amount, bills),
    ],
  });
  party.planned = party.planned.filter((one) => one !== planned);
  bill.hasCheque = true;
  if (stated) return;
  const paid = { party, shares, voucher: voucher.masterId, side: "customer", stated } as const;
  desk.plan(date, (at, today) => settle(at, { ...paid, date: today }));
}

/** A bill that a customer means to pay whole, on a day that is still some way off. */
function meantLater(
  desk: Desk,
  today: LocalDate,
): { party: TradingParty; planned: PlannedPayment } | undefined {
  const [from, to] = [addDays(today, 2), addDays(today, 90)];
  const all = desk.customers.flatMap((party) => {
    if (party.role === "foreign" || !party.ledger.isBillWise) return [];
    const once = party.planned.filter(
      ({ bill, date }) =>
        date > from &&
        date < to &&
        bill.open > bill.tdsAwaited &&
        party.planned.every((other) => other.bill !== bill || other.date === date),
    );
    return once.map((planned) => ({ party, planned }));
  });
  return all.length === 0 ? undefined : desk.random.pick(all);
}

function draftSale(desk: Desk, date: LocalDate): void {
  const party = someone(desk);
  const entries = saleEntries(desk, party, "DRAFT");
  desk.emit({
    date,
    type: "GST Sales",
    number: "DRAFT",
    party: party.ledger.masterId,
    isInvoice: true,
    isOptional: true,
    entries,
  });
}

function cancelledSale(desk: Desk, date: LocalDate): void {
  desk.emit({
    date,
    type: "GST Sales",
    isInvoice: true,
    isCancelled: true,
    narration: "Cancelled, wrong party",
    entries: [],
  });
}

function memorandum(desk: Desk, date: LocalDate): void {
  const amount = roundTo(scaled(desk.profile.turnover, 0.002), 100);
  const entries = [
    { ledger: desk.chart.travelling, amount: -amount },
    { ledger: desk.chart.cash, amount, isParty: true },
  ];
  desk.emit({ date, type: "Memorandum", narration: "Cash given to Raju, bill awaited", entries });
}

function reversingJournal(desk: Desk, date: LocalDate): void {
  const amount = roundTo(scaled(desk.profile.turnover, 0.01), 1_000);
  const entries = [
    { ledger: desk.chart.salary, amount: -amount },
    { ledger: desk.chart.salaryPayable, amount },
  ];
  desk.emit({ date, type: "Reversing Journal", narration: "Provision for the month's report", entries });
}

function order(desk: Desk, date: LocalDate, type: "Sales Order" | "Purchase Order" | "Delivery Note"): void {
  const buying = type === "Purchase Order";
  const party = buying ? desk.random.pick(desk.suppliers) : someone(desk);
  const goods = pickGoods(desk.random, { worth: party.typicalBill, buying });
  const direction = buying ? -1n : 1n;
  const { total, entries } = invoiceEntries(desk.chart, { goods, interstate: party.interstate, direction });
  const line = { ledger: party.ledger.masterId, amount: -direction * total, isParty: true };
  desk.emit({ date, type, party: party.ledger.masterId, isInvoice: true, entries: [line, ...entries] });
}

function optionalReceipt(desk: Desk, date: LocalDate): void {
  const party = someone(desk);
  const amount = roundTo(scaled(party.typicalBill, 0.5), 1_000);
  const bills: Allocation[] = [{ type: "On Account", name: "", amount }];
  const entries = [bankEntry(desk, { amount: -amount, date }), partyEntry(party, amount, bills)];
  desk.emit({
    date,
    type: "Receipt",
    party: party.ledger.masterId,
    narration: "To be confirmed",
    isOptional: true,
    entries,
  });
}

/** Money in the bank that nobody can name, booked to suspense and found a week later to be the owner's. */
function suspense(desk: Desk, date: LocalDate): void {
  const { chart } = desk;
  const amount = roundTo(scaled(desk.profile.turnover, 0.004), 100);
  desk.emit({
    date,
    type: "Receipt",
    party: chart.suspense,
    narration: "Unknown credit",
    entries: [bankEntry(desk, { amount: -amount, date }), { ledger: chart.suspense, amount }],
  });
  desk.plan(workingDay(addDays(date, 8)), (at, today) => {
    const entries = [
      { ledger: chart.suspense, amount: -amount },
      { ledger: chart.capital, amount },
    ];
    at.emit({ date: today, type: "Journal", narration: "Was the proprietor's own transfer", entries });
  });
}

function saleEntries(
  desk: Desk,
  party: TradingParty,
  number: string,
): ReturnType<typeof invoiceEntries>["entries"] {
  const goods = pickGoods(desk.random, { worth: party.typicalBill, buying: false });
  const { total, entries } = invoiceEntries(desk.chart, {
    goods,
    interstate: party.interstate,
    direction: 1n,
  });
  const bills: Allocation[] = [
    { type: "New Ref", name: number, amount: -total, creditDays: party.creditDays },
  ];
  return [partyEntry(party, -total, bills), ...entries];
}

/** A customer whose books are in rupees. */
function someone(desk: Desk): TradingParty {
  for (;;) {
    const party = desk.random.pick(desk.customers);
    if (party.role !== "foreign" && party.role !== "advance") return party;
  }
}
