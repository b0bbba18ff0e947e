import type { LocalDate } from "@cfa/values/local-date";
import { monthOf } from "@cfa/values/period";

import { closingBalances } from "./balances.ts";
import { pendingBills } from "./stated-bills.ts";
import { guidOf, type Books, type Voucher } from "./tally-books.ts";
import type { AlterIdRange, DateCount, MonthCount, TallySource } from "./tally-source.ts";

/** A company whose vouchers are in memory, as a Tally answers about it. */
export function sourceOf(books: Books & { readonly through?: LocalDate }): TallySource {
  const { vouchers, ...head } = books;
  const lastVoucherDate = vouchers.reduce(
    (latest, { date }) => (date > latest ? date : latest),
    books.booksFrom,
  );
  return {
    ...head,
    through: books.through ?? lastVoucherDate,
    lastVoucherDate,
    voucherCount: () => vouchers.length,
    vouchersBetween: (from, to, alterIds) => vouchersBetween(vouchers, { from, to }, alterIds),
    voucherByGuid: (guid) => vouchers.find(({ masterId }) => guidOf(books, masterId) === guid) ?? null,
    countsByDate: () => countByDate(vouchers),
    countsByMonth: () => countByMonth(vouchers),
    balancesOn: (date) => closingBalances(books, date),
    pendingBillsOn: (side, date) => pendingBills(books, side, date),
  };
}

function* vouchersBetween(
  vouchers: readonly Voucher[],
  period: { from: LocalDate; to: LocalDate },
  alterIds: AlterIdRange = {},
): Generator<Voucher> {
  const { after = 0, through = Infinity } = alterIds;
  for (const voucher of vouchers) {
    const { date, alterId } = voucher;
    if (date >= period.from && date <= period.to && alterId > after && alterId <= through) yield voucher;
  }
}

/** Counts vouchers by the day they carry, in order of date. */
function countByDate(vouchers: Iterable<Voucher>): DateCount[] {
  const counts = new Map<LocalDate, number>();
  for (const { date } of vouchers) counts.set(date, (counts.get(date) ?? 0) + 1);
  return [...counts].map(([date, count]) => ({ date, count })).toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** Counts vouchers by month and type, in order of both. */
function countByMonth(vouchers: Iterable<Voucher>): MonthCount[] {
  const counter = makeMonthCounter();
  for (const voucher of vouchers) counter.add(voucher);
  return counter.counts();
}

type Line = { -readonly [K in keyof MonthCount]: MonthCount[K] };

/** Counts vouchers by month and type as they come by. */
export function makeMonthCounter(): { add(voucher: Voucher): void; counts(): MonthCount[] } {
  const lines = new Map<string, Line>();
  return {
    add: (voucher) => {
      const { date, type } = voucher;
      const key = `${date.slice(0, 7)} ${type}`;
      const line = lines.get(key) ?? noneYet(date, type);
      lines.set(key, line);
      line.count++;
      if (voucher.isCancelled) line.cancelled++;
      else if (voucher.isOptional) line.optional++;
      else for (const { amount } of voucher.entries) if (amount < 0n) line.debits -= amount;
    },
    counts: () => [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => ({ ...line })),
  };
}

function noneYet(date: LocalDate, type: string): Line {
  return { month: monthOf(date).from, type, count: 0, cancelled: 0, optional: 0, debits: 0n };
}
