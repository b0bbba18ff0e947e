import { addDays, daysBetween, partsOf, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import { daysFromDiwali, workingDay } from "./calendar.ts";
import type { LedgerKey } from "./chart.ts";
import type { Desk } from "./desk.ts";
import { roundTo, scaled } from "./parties.ts";
import { accountForUrgent, balanceMoney, bankEntry, money } from "./treasury.ts";

/** What is spent now and then. `size` is the usual sum against the average one-off. */
const KINDS: readonly { ledger: LedgerKey; size: number; words: string }[] = [
  { ledger: "freight", size: 0.7, words: "Lorry freight" },
  { ledger: "freight", size: 0.9, words: "Transport to site" },
  { ledger: "repairs", size: 0.8, words: "Repair of shutter" },
  { ledger: "travelling", size: 0.5, words: "Tour expenses" },
  { ledger: "stationery", size: 0.2, words: "Bill books printed" },
  { ledger: "legalFees", size: 1.2, words: "Fees of advocate" },
  { ledger: "donation", size: 0.4, words: "Donation" },
  { ledger: "computers", size: 2.2, words: "Computer bought" },
  { ledger: "furniture", size: 2, words: "Racks for godown" },
  { ledger: "vehicle", size: 1.5, words: "Van body work" },
];

/** Plans a month's one-off spending, and the owner's look at the accounts, weekly or in a small office monthly. */
export function planOneOffs(desk: Desk, month: Period): void {
  const days = daysBetween(month.from, month.to);
  const planned = desk.gathering("one-offs");
  planned.gathered += desk.profile.oneOffs * (0.6 + desk.random.next() * 0.8);
  for (; planned.gathered >= 1; planned.gathered--) {
    desk.plan(workingDay(addDays(month.from, desk.random.int(0, days))), spend);
  }
  for (let date = month.from; date <= month.to; date = addDays(date, 1)) {
    if (daysFromDiwali(date) === -4) desk.plan(workingDay(date), buyGifts);
    const { day } = partsOf(date);
    if (desk.profile.smallOffice ? day === 2 : day % 6 === 2) desk.plan(workingDay(date), balanceMoney);
  }
}

function spend(desk: Desk, date: LocalDate): void {
  const { random, chart, profile } = desk;
  const kind = random.pick(KINDS);
  const usual = 0.048 / profile.oneOffs;
  const amount = roundTo(
    scaled(profile.turnover, usual * kind.size * (0.5 + random.next())),
    random.pick([10, 100, 500]),
  );
  if (amount === 0n) return;
  payOneOff(desk, { ledger: chart[kind.ledger], amount, date, narration: kind.words });
}

function buyGifts(desk: Desk, date: LocalDate): void {
  const amount = roundTo(scaled(desk.profile.turnover, 0.02), 500);
  payOneOff(desk, { ledger: desk.chart.festival, amount, date, narration: "Diwali gifts and sweets" });
}

/** Small sums from the till (the law allows ten thousand rupees a day in cash), others by bank. */
function payOneOff(
  desk: Desk,
  payment: { ledger: number; amount: bigint; date: LocalDate; narration: string },
): void {
  const { ledger, amount, date, narration } = payment;
  const inCash = amount <= 10_000_00n && money(desk, "cash") > amount * 2n;
  const account = inCash ? desk.chart.cash : accountForUrgent(desk, { amount, date });
  const line = inCash
    ? { ledger: account, amount, isParty: true }
    : bankEntry(desk, { amount, date, account });
  const type = desk.random.chance(0.5) ? "Expense" : "Payment";
  desk.emit({ date, type, party: account, narration, entries: [{ ledger, amount: -amount }, line] });
  desk.truth.outflow.oneOff += amount;
}
