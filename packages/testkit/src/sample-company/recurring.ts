import { addDays, addMonths, daysInMonth, partsOf, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import { share } from "@cfa/values/percent";
import type { Period } from "@cfa/values/period";

import { dayOfMonth, workingDay } from "./calendar.ts";
import type { Chart, LedgerKey } from "./chart.ts";
import type { Desk } from "./desk.ts";
import { gathers, roundTo, scaled } from "./parties.ts";
import { accountForUrgent, bankEntry } from "./treasury.ts";
import type { Entry } from "./tally-books.ts";
import type { RecurringTruth } from "./truth.ts";

/** A sum that comes back by the calendar. `share` is of a month's turnover. */
type Item = {
  readonly name: string;
  readonly ledgers: readonly LedgerKey[];
  readonly day: number;
  readonly everyMonths: number;
  readonly share: number;
  /** Wages and loan instalments may move but are never missed. */
  readonly mayMiss: boolean;
  /** Not in a small office. */
  readonly onlyLarge?: boolean;
  /** The debits of a payment that comes to `amount` before tax withheld. */
  readonly entries: (chart: Chart, amount: Paise) => Entry[];
};

const ITEMS: readonly Item[] = [
  {
    name: "Godown rent",
    ledgers: ["rent"],
    day: 5,
    everyMonths: 1,
    share: 0.009,
    mayMiss: true,
    entries: (chart, amount) => [
      { ledger: chart.rent, amount: -amount },
      { ledger: chart.tdsPayable, amount: rupees(share(amount, 1_000)) },
    ],
  },
  {
    name: "Salaries",
    ledgers: ["salaryPayable"],
    day: 4,
    everyMonths: 1,
    share: 0.04,
    mayMiss: false,
    entries: plain("salaryPayable"),
  },
  {
    name: "Term loan instalment",
    ledgers: ["termLoan", "loanInterest"],
    day: 10,
    everyMonths: 1,
    share: 0.01,
    mayMiss: false,
    entries: (chart, amount) => {
      const interest = rupees(share(amount, 3_600));
      return [
        { ledger: chart.termLoan, amount: interest - amount },
        { ledger: chart.loanInterest, amount: -interest },
      ];
    },
  },
  {
    name: "Electricity",
    ledgers: ["electricity"],
    day: 14,
    everyMonths: 1,
    share: 0.003,
    mayMiss: true,
    entries: plain("electricity"),
  },
  {
    name: "Owner's drawings",
    ledgers: ["drawings"],
    day: 8,
    everyMonths: 1,
    share: 0.015,
    mayMiss: true,
    entries: plain("drawings"),
  },
  {
    name: "Telephone and internet",
    ledgers: ["telephone"],
    day: 18,
    everyMonths: 1,
    share: 0.0007,
    mayMiss: true,
    onlyLarge: true,
    entries: plain("telephone"),
  },
  {
    name: "Security service",
    ledgers: ["security"],
    day: 7,
    everyMonths: 1,
    share: 0.002,
    mayMiss: true,
    onlyLarge: true,
    entries: plain("security"),
  },
  {
    name: "Accounting fees",
    ledgers: ["accountant"],
    day: 20,
    everyMonths: 3,
    share: 0.005,
    mayMiss: true,
    entries: (chart, amount) => [
      { ledger: chart.accountant, amount: -amount },
      { ledger: chart.tdsPayable, amount: rupees(share(amount, 1_000)) },
    ],
  },
  {
    name: "Insurance premium",
    ledgers: ["insurance"],
    day: 25,
    everyMonths: 6,
    share: 0.012,
    mayMiss: true,
    entries: plain("insurance"),
  },
];

/** Plans what of the recurring items falls into a month, with its scatter: ± 4 days, ± 14 %, some moved by a week or two, some missed. */
export function planRecurring(desk: Desk, month: Period): void {
  for (const item of ITEMS) {
    if (partsOf(month.from).month % item.everyMonths !== 0) continue;
    if (item.onlyLarge === true && desk.profile.smallOffice) continue;
    const { random } = desk;
    const expected = dayOfMonth(month.from, item.day);
    const amount = roundTo(scaled(typicalOf(desk, item), 0.86 + random.next() * 0.28), 10);
    const isOdd = gathers(desk.gathering(item.name), 0.26 * (0.5 + random.next()));
    if (isOdd && item.mayMiss && random.chance(0.35)) {
      note(desk, item, { expected, paid: null, amount, voucher: null, became: "missed" });
      continue;
    }
    const shift = isOdd ? random.int(6, 14) : random.int(-4, 4);
    const date = workingDay(addDays(expected, shift));
    if (item.name === "Salaries") planPayroll(desk, { pays: date, amount });
    desk.plan(date, (at, today) => {
      const voucher = payItem(at, { item, amount, date: today });
      note(at, item, { expected, paid: today, amount, voucher, became: isOdd ? "moved" : "as expected" });
    });
  }
}

/** The truth of the recurring items. */
export function recurringTruth(desk: Desk): RecurringTruth[] {
  const items = ITEMS.filter((item) => item.onlyLarge !== true || !desk.profile.smallOffice);
  return items.map((item) => ({
    name: item.name,
    ledgers: item.ledgers.map((key) => desk.chart[key]),
    direction: "out",
    dayOfMonth: item.day,
    everyMonths: item.everyMonths,
    typicalAmount: typicalOf(desk, item),
    occurrences: (desk.truth.occurrences.get(item.name) ?? []).filter((one) => one.expected <= desk.through),
  }));
}

function payItem(desk: Desk, payment: { item: Item; amount: Paise; date: LocalDate }): number {
  const { item, amount, date } = payment;
  const entries = item.entries(desk.chart, amount);
  const net = -entries.reduce((total, entry) => total + entry.amount, 0n);
  const account = accountForUrgent(desk, { amount: net, date });
  entries.push(bankEntry(desk, { amount: net, date, account }));
  desk.truth.outflow.recurring += net;
  const type = item.name.startsWith("Owner") ? "Payment" : "Expense";
  return desk.emit({ date, type, party: account, narration: `${item.name} paid`, entries }).masterId;
}

/** Wages are made up on the day before they are paid, by a Payroll voucher. */
function planPayroll(desk: Desk, wages: { pays: LocalDate; amount: Paise }): void {
  const lastMonth = addMonths(wages.pays, -1);
  const { year, month } = partsOf(lastMonth);
  const end = dayOfMonth(lastMonth, daysInMonth(year, month));
  const made = end < desk.booksFrom ? addDays(wages.pays, -1) : end;
  const on = made < desk.booksFrom ? desk.booksFrom : made;
  desk.plan(on, (at, today) => {
    const { chart } = at;
    const fund = rupees(share(wages.amount, 1_364));
    const entries: Entry[] = [
      { ledger: chart.salary, amount: -(wages.amount + fund + 20_000n) },
      { ledger: chart.pfEmployer, amount: -fund },
      { ledger: chart.pfPayable, amount: fund * 2n },
      { ledger: chart.professionalTax, amount: 20_000n },
      { ledger: chart.salaryPayable, amount: wages.amount },
    ];
    at.emit({ date: today, type: "Payroll", narration: "Wages of the month", entries });
  });
}

function note(desk: Desk, item: Item, occurrence: RecurringTruth["occurrences"][number]): void {
  const list = desk.truth.occurrences.get(item.name);
  if (list === undefined) desk.truth.occurrences.set(item.name, [occurrence]);
  else list.push(occurrence);
}

function typicalOf(desk: Desk, item: Item): Paise {
  return roundTo(scaled(desk.profile.turnover, item.share), 100);
}

function plain(key: LedgerKey): Item["entries"] {
  return (chart, amount) => [{ ledger: chart[key], amount: -amount }];
}

function rupees(amount: Paise): Paise {
  return (amount / 100n) * 100n;
}
