import { addDays, type LocalDate } from "@cfa/values/local-date";
import { min, sum, type Paise } from "@cfa/values/money";
import { share } from "@cfa/values/percent";

import { workingDay } from "./calendar.ts";
import type { Desk } from "./desk.ts";
import { onAccountShares } from "./on-account.ts";
import { gathers, type OpenBill, type TradingParty } from "./parties.ts";
import { dollarRate, foreignText, partyEntry } from "./party-lines.ts";
import { against, followsFifo, takePlanned, type Share } from "./shares.ts";
import { bankEntry, ensureInBank } from "./treasury.ts";
import type { Allocation, Entry } from "./tally-books.ts";

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

type Collecting = { party: TradingParty; shares: readonly Share[]; date: LocalDate };

function receive(desk: Desk, collecting: Collecting): void {
  const { party, date } = collecting;
  const { random } = party;
  const withheld = collecting.shares.map((one) => withhold(party, one));
  const stated = party.ledger.isBillWise && !gathers(party.habit, party.onAccount);
  const planned = withheld.map(({ bill, paid }) => ({ bill, amount: paid })).filter((one) => one.amount > 0n);
  const shares = stated ? planned : onAccountShares(desk, party, planned);
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
  if (gathers(desk.gathering("paid by journal"), 0.05 * random.next()))
    return { type: "Journal", entry: { ledger: desk.chart.drawings, amount } };
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
  for (const { bill } of shares) bill.hasCheque = true;
  // While the cheque is at the bank nobody pays its bills again.
  party.planned = party.planned.filter((planned) => !shares.some(({ bill }) => bill === planned.bill));
  desk.plan(workingDay(addDays(date, 3)), (at, today) => {
    ensureInBank(at, { amount, date: today });
    write(today, -1n);
    const again = workingDay(addDays(today, party.random.int(5, 20)));
    for (const { bill } of shares) {
      bill.hasCheque = false;
      party.planned.push({ bill, amount: null, date: again });
    }
    at.plan(again, (then, day) => collect(then, party, day));
  });
}

function roundUpRupee(amount: Paise): Paise {
  return ((amount + 99n) / 100n) * 100n;
}
