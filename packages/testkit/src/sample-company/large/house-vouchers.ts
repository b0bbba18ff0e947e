import type { Paise } from "@cfa/values/money";

import type { Chart, LedgerKey } from "../chart.ts";
import { bankLine } from "../desk.ts";
import { invoiceEntries, pickGoods } from "../goods.ts";
import { roundTo, scaled } from "../parties.ts";
import { mixed, randomAt, type Random } from "../random.ts";
import type { Entry, Voucher } from "../tally-books.ts";
import type { Days } from "./days.ts";

/* What the large company books without a party: the counter, the till, and what comes back every month. */

/** One kind of it. The code follows those of the deals, so that one number says what a voucher is. */
type Kind = {
  readonly code: number;
  readonly type: string;
  /** Day of the month it is booked on; every working day when null, in a small company one a month. */
  readonly day: number | null;
  readonly write: (about: About) => Body;
};

type Body = Pick<Voucher, "entries" | "narration" | "isInvoice"> & Partial<Voucher>;
type About = { chart: Chart; turnover: Paise; day: number; days: Days; seed: number; random: Random };

const COUNTER = 10;

const KINDS: readonly Kind[] = [
  { code: COUNTER, type: "Sales", day: null, write: counterSale },
  { code: 11, type: "Contra", day: null, write: deposit },
  { code: 12, type: "Payroll", day: 28, write: wages },
  { code: 13, type: "Expense", day: 4, write: (about) => expense(about, "salaryPayable", 0.04) },
  { code: 14, type: "Expense", day: 5, write: (about) => expense(about, "rent", 0.009) },
  { code: 15, type: "Payment", day: 8, write: (about) => expense(about, "drawings", 0.015) },
  { code: 16, type: "Payment", day: 27, write: (about) => expense(about, "bankCharges", 0.0004) },
  { code: 17, type: "Journal", day: 26, write: depreciation },
  { code: 18, type: "GST Sales", day: 11, write: draft },
  { code: 19, type: "GST Sales", day: 13, write: cancelled },
  { code: 20, type: "Memorandum", day: 16, write: memorandum },
];

const BY_CODE: ReadonlyMap<number, Kind> = new Map(KINDS.map((kind) => [kind.code, kind]));

/** Tells what is booked in a month: day and kind of each. `isBusy` says whether the counter is open every day. */
export function eachHouseVoucher(
  month: number,
  options: { days: Days; isBusy: boolean },
  tell: (day: number, kind: number) => void,
): void {
  const { days, isBusy } = options;
  const first = days.firstOf(month);
  const last = first + days.lengthOf(month) - 1;
  for (const { code, day } of KINDS) {
    if (day !== null) tell(Math.min(last, days.working(first + day - 1)), code);
    else if (!isBusy) tell(days.working(first), code);
    else for (let at = first; at <= last; at++) if (days.working(at) === at) tell(at, code);
  }
}

/** The name of a house voucher's type. */
export function houseTypeOf(code: number): string {
  return BY_CODE.get(code)?.type ?? "";
}

/** What is written in a house voucher, but for its ids, day and type. */
export function houseBody(code: number, about: Omit<About, "random">): Body {
  const kind = BY_CODE.get(code);
  if (kind === undefined) throw new RangeError(`no voucher of kind ${code}`);
  return kind.write({ ...about, random: randomOf(about.seed, about.day, code) });
}

function randomOf(seed: number, day: number, code: number): Random {
  return randomAt(mixed(seed, 0, 3), mixed(day, code, 0));
}

function counterSale({ chart, turnover, random }: About): Body {
  const { total, entries } = counterGoods({ chart, turnover, random });
  const cash = { ledger: chart.cash, amount: -total, isParty: true };
  return { party: chart.cash, narration: "Counter sales", isInvoice: true, entries: [cash, ...entries] };
}

function counterGoods(about: Pick<About, "chart" | "turnover" | "random">): {
  total: Paise;
  entries: readonly Entry[];
} {
  const worth = scaled(about.turnover, 0.0004 + about.random.next() * 0.0004);
  const goods = pickGoods(about.random, { worth, buying: false });
  return invoiceEntries(about.chart, { goods, interstate: false, direction: 1n });
}

/** What the counter took that day, into the bank. */
function deposit({ chart, turnover, seed, day, days, random }: About): Body {
  const { total } = counterGoods({ chart, turnover, random: randomOf(seed, day, COUNTER) });
  const entries = [
    { ledger: chart.cash, amount: total, isParty: true },
    bankEntry(chart, -total, { random, day, days }),
  ];
  return { party: chart.cash, narration: "Cash deposited", isInvoice: false, entries };
}

function wages({ chart, turnover, random }: About): Body {
  const amount = roundTo(scaled(turnover, 0.04 * (0.95 + random.next() * 0.1)), 10);
  const entries = [
    { ledger: chart.salary, amount: -amount },
    { ledger: chart.salaryPayable, amount },
  ];
  return { narration: "Wages of the month", isInvoice: false, entries };
}

function expense(about: About, key: LedgerKey, part: number): Body {
  const { chart, turnover, random, day, days } = about;
  const amount = roundTo(scaled(turnover, part * (0.88 + random.next() * 0.24)), 10);
  const entries = [{ ledger: chart[key], amount: -amount }, bankEntry(chart, amount, { random, day, days })];
  return { party: chart.bank, narration: "By transfer", isInvoice: false, entries };
}

function depreciation({ chart, turnover, random }: About): Body {
  const amount = roundTo(scaled(turnover, 0.002 * (0.9 + random.next() * 0.2)), 10);
  const entries = [
    { ledger: chart.repairs, amount: -amount },
    { ledger: chart.vehicle, amount },
  ];
  return { narration: "Wear of the vans", isInvoice: false, entries };
}

function draft({ chart, turnover, random }: About): Body {
  const sale = counterGoods({ chart, turnover, random });
  const cash = { ledger: chart.cash, amount: -sale.total, isParty: true };
  return {
    number: "DRAFT",
    party: chart.cash,
    narration: "",
    isInvoice: true,
    isOptional: true,
    entries: [cash, ...sale.entries],
  };
}

function cancelled(): Body {
  return { narration: "Cancelled, wrong party", isInvoice: true, isCancelled: true, entries: [] };
}

function memorandum({ chart, turnover }: About): Body {
  const amount = roundTo(scaled(turnover, 0.0002), 100);
  const entries = [
    { ledger: chart.travelling, amount: -amount },
    { ledger: chart.cash, amount, isParty: true },
  ];
  return { narration: "Cash given to Raju, bill awaited", isInvoice: false, entries };
}

function bankEntry(chart: Chart, amount: Paise, at: { random: Random; day: number; days: Days }): Entry {
  return { ledger: chart.bank, amount, isParty: true, bank: bankLine(at.random, at.days.dateOf(at.day)) };
}
