import { addDays, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { partsOf } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import { dayOfMonth, workingDay } from "./calendar.ts";
import type { Desk } from "./desk.ts";
import type { OpenBill, TradingParty } from "./parties.ts";
import { partyEntry } from "./party-lines.ts";
import { against, type Share } from "./shares.ts";

/** Plans the accountant's quarterly tidying: on-account money adjusted against bills, tax certificates booked. */
export function planAdjustments(desk: Desk, month: Period): void {
  if (partsOf(month.from).month % 3 !== 1) return;
  for (const party of [...desk.customers, ...desk.suppliers]) {
    const day = workingDay(dayOfMonth(month.from, party.random.int(5, 14)));
    const upTo = addDays(month.from, -1);
    if (party.random.chance(0.85))
      desk.plan(day, (at, today) => adjustOnAccount(at, { party, upTo, date: today }));
    if (party.tds === "short") desk.plan(day, (at, today) => bookCertificate(at, party, today));
  }
}

/**
 * One journal with the party on both sides: the on-account money taken back, the bills it truly paid stated. Nothing
 * changes in the ledger's balance.
 */
function adjustOnAccount(
  desk: Desk,
  adjusting: { party: TradingParty; upTo: LocalDate; date: LocalDate },
): void {
  const { party, upTo, date } = adjusting;
  const bills = new Map<OpenBill, bigint>();
  for (const { bill, amount, date: received } of party.unadjusted) {
    if (received <= upTo) bills.set(bill, (bills.get(bill) ?? 0n) + amount);
  }
  party.unadjusted = party.unadjusted.filter((one) => one.date > upTo);
  const shares: Share[] = [...bills].map(([bill, amount]) => ({ bill, amount }));
  const total = sum(shares.map((one) => one.amount));
  if (total === 0n) return;
  const entries = [
    partyEntry(party, -total, [{ type: "On Account", name: "", amount: -total }]),
    partyEntry(party, total, against(shares, 1n)),
  ];
  const narration = "On account amounts adjusted against bills";
  desk.emit({ date, type: "Bill Adjustment", party: party.ledger.masterId, narration, entries });
}

/** The tax that was withheld from bills otherwise paid, booked when the quarter's certificate has come. */
function bookCertificate(desk: Desk, party: TradingParty, date: LocalDate): void {
  const waiting = party.bills.filter((bill) => bill.tdsAwaited > 0n && bill.open === bill.tdsAwaited);
  const shares = waiting.map((bill) => ({ bill, amount: bill.tdsAwaited }));
  const total = sum(shares.map((one) => one.amount));
  if (total === 0n) return;
  for (const bill of waiting) {
    bill.open = 0n;
    bill.tdsAwaited = 0n;
  }
  party.bills = party.bills.filter((bill) => bill.open > 0n);
  const entries = [
    { ledger: desk.chart.tdsReceivable, amount: -total },
    partyEntry(party, total, against(shares, 1n)),
  ];
  const { masterId: voucher } = desk.emit({
    date,
    type: "Journal",
    party: party.ledger.masterId,
    narration: "TDS as per Form 16A",
    entries,
  });
  for (const { bill, amount } of shares)
    desk.truth.notes.push({ voucher, party: party.ledger.masterId, bill: bill.name, amount });
}
