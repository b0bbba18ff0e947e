import type { VoucherTotal } from "@cfa/contract/sync";
import type { LocalDate } from "@cfa/values/local-date";
import { fail, ok, type Result } from "@cfa/values/result";

import { readAmount } from "../parse/amount.ts";
import { readDay } from "../parse/day.ts";
import { readCount, readText } from "../parse/words.ts";
import { AMOUNT, COUNT, DAY, MONTH, TYPE, YEAR } from "../request/counts.ts";

export type DayCount = { readonly date: LocalDate; readonly count: number };

type Texts = ReadonlyMap<string, string>;
type RowReader<T> = { row(texts: Texts): void; result(): Result<T, string> };

/** Reads counts by day, in order of day. A row without a day and a count means that this Tally cannot count so. */
export function createDayCountReader(): RowReader<DayCount[]> {
  return rowsAs(
    (texts) => {
      const date = readDay(column(texts, DAY));
      return date.ok ? ok({ date: date.value, count: countIn(texts) }) : date;
    },
    (rows) => rows.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  );
}

/** Reads count and sum by month and type. */
export function createTypeTotalReader(): RowReader<VoucherTotal[]> {
  return rowsAs(
    (texts) => {
      const year = readCount(column(texts, YEAR));
      const month = readCount(column(texts, MONTH));
      const type = readText(column(texts, TYPE));
      if (year === undefined || year < 1900 || month === undefined || month < 1 || month > 12)
        return fail("a total without its month");
      if (type === undefined) return fail("a total without its voucher type");
      const amount = readAmount(readText(column(texts, AMOUNT)) ?? "");
      if (!amount.ok) return amount;
      const name = `${year}-${String(month).padStart(2, "0")}`;
      return ok({ month: name, type, count: countIn(texts), amount: amount.value.paise });
    },
    (rows) => rows,
  );
}

/** Adds up the counts of all rows. */
export function createPartCountReader(): RowReader<number> {
  return rowsAs(
    (texts) => ok(countIn(texts)),
    (counts) => counts.reduce((total, count) => total + count, 0),
  );
}

function rowsAs<Row, T>(
  read: (texts: Texts) => Result<Row, string>,
  finish: (rows: Row[]) => T,
): RowReader<T> {
  const rows: Row[] = [];
  let problem: string | undefined;
  return {
    row(texts) {
      const row = readCount(column(texts, COUNT)) === undefined ? fail("a row without a count") : read(texts);
      if (row.ok) rows.push(row.value);
      else problem ??= row.error;
    },
    result: () => (problem === undefined ? ok(finish(rows)) : fail(problem)),
  };
}

function column(texts: Texts, name: string): string {
  return texts.get(name.toUpperCase()) ?? "";
}

function countIn(texts: Texts): number {
  return readCount(column(texts, COUNT)) ?? 0;
}
