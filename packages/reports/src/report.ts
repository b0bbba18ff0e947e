import type { Paise } from "@cfa/values/money";

/*
 * A report is a head and blocks below each other: tables of typed columns, and text. It knows nothing of its form: the same
 * report becomes a page on the screen, a sheet, a document or plain text.
 */

/**
 * What stands in a column. `money`: paise with their sign. `balance`: paise, debit positive, which people read as Dr and Cr.
 * `percent`: hundredths of a percent. `days`: tenths of a day.
 */
export type ColumnKind = "text" | "money" | "balance" | "day" | "count" | "percent" | "days";

export type Column = {
  readonly key: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** How many characters are usual: columns share a page's width by it. */
  readonly width: number;
};

/** One cell, of its column's kind (a day is "YYYY-MM-DD"); null is nothing. */
export type Cell = string | Paise | number | null;
export type Row = readonly Cell[];

export type Table = {
  readonly kind: "table";
  readonly title: string | null;
  readonly columns: readonly Column[];
  /** Read once, some at a time, so that many rows cost no memory. */
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
  /** Asked after the last row; null: this table has none. */
  readonly totals: () => Row | null;
  /** What stands there when there is no row. */
  readonly none: string;
};

/** Paragraphs, for letters and notes. */
export type Prose = {
  readonly kind: "prose";
  readonly paragraphs: readonly string[];
  readonly strong?: true;
};

/** The line along which the lower part is torn off. */
export type TearOff = { readonly kind: "tear-off"; readonly title: string };

export type Block = Table | Prose | TearOff;

export type ReportHead = {
  readonly company: string;
  readonly title: string;
  /** Party, period or as-of day, freshness, who made it when: each with its name. */
  readonly lines: readonly { readonly label: string; readonly value: string }[];
};

export type Report = {
  readonly head: ReportHead;
  readonly page: "portrait" | "landscape";
  readonly blocks: readonly Block[];
  /** The few words that a form adds of its own. */
  readonly words: { readonly page: (number: number) => string; readonly total: string };
};

/** What the pages of a document are like. */
export type Paper = Pick<Report, "page" | "words"> & { readonly head: Pick<ReportHead, "company" | "title"> };

/** More rows than a form can hold: the reader is told what to do instead. */
export class TooManyRows extends Error {
  override name = "TooManyRows";
  readonly limit: number;

  constructor(limit: number) {
    super(`more than ${limit} rows`);
    this.limit = limit;
  }
}

/** Counts the rows of a report's tables as they pass and stops at more than `limit`. */
export function boundedRows(limit: number): (rows: Table["rows"]) => AsyncIterable<Row> {
  let passed = 0;
  return async function* (rows) {
    for await (const row of rows) {
      if (++passed > limit) throw new TooManyRows(limit);
      yield row;
    }
  };
}
