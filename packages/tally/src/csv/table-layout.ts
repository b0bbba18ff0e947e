import { createHash } from "node:crypto";

import type { TableField, TableKind } from "@cfa/contract/uploads";
import { addDays, type LocalDate } from "@cfa/values/local-date";

import { createDecoder } from "../parse/decode.ts";
import type { FileSource } from "../upload/file-source.ts";
import { columnsByHeadings, kindByWords, plainWord } from "./column-words.ts";
import { looksLikeAmount } from "./csv-amount.ts";
import {
  looksLikeDay,
  noteOrder,
  orderOf,
  readCsvDay,
  type DateOrder,
  type OrderEvidence,
} from "./csv-day.ts";
import { delimiterOf, readCsvRows, type CsvRow } from "./csv-rows.ts";

/** What a first look at a whole table tells, before anybody has said what it is. */
export type TableLayout = {
  readonly delimiter: string;
  /** The line with the headings; 0 where there is none. */
  readonly headerLine: number;
  readonly headings: readonly string[];
  /** The same for every file of this layout. */
  readonly signature: string;
  readonly samples: readonly (readonly string[])[];
  readonly guess: { readonly kind: TableKind | null; readonly columns: Partial<Record<TableField, number>> };
  /** What stands above the headings: the company, its address, the report's name, the period. */
  readonly titles: readonly string[];
  readonly rows: number;
  /** The order of days in each column, by the whole column. */
  dateOrderOf(column: number | undefined): DateOrder | "any" | null;
  /** The day a list of open bills was true, as far as the file tells. */
  asOf(columns: Partial<Record<TableField, number>>, order: DateOrder): LocalDate | null;
};

const HEADER_WITHIN = 60;
const KEPT_ROWS = 2_000;
const SAMPLES = 4;
const HEAD_BYTES = 65_536;

/** Reads a table once from beginning to end and tells its layout. Throws CsvFault. */
export async function readLayout(source: FileSource): Promise<TableLayout> {
  const delimiter = delimiterOf(await headOf(source));
  const kept: CsvRow[] = [];
  const orders: OrderEvidence[] = [];
  let rows = 0;
  for await (const row of readCsvRows(source.read(), delimiter)) {
    rows += 1;
    if (kept.length < KEPT_ROWS) kept.push(row);
    for (const [column, cell] of row.cells.entries()) {
      noteOrder((orders[column] ??= { dayFirst: 0, monthFirst: 0, either: 0 }), cell);
    }
  }
  const at = headerAt(kept);
  const header = at === -1 ? undefined : kept[at];
  const body = kept.slice(at + 1);
  const width = Math.max(header?.cells.length ?? 0, ...body.slice(0, 200).map((row) => row.cells.length));
  const headings = Array.from({ length: width }, (_, column) => header?.cells[column] ?? "");
  const titles = kept.slice(0, Math.max(at, 0)).map((row) => row.cells.filter(Boolean).join(" "));
  const columns = header === undefined ? columnsByContent(body, width) : columnsByHeadings(headings);
  return {
    delimiter,
    headerLine: header?.line ?? 0,
    headings,
    signature: signatureOf(headings, width),
    samples: headings.map((_, column) => samplesOf(body, column)),
    guess: { kind: guessKind({ titles, name: source.name, columns, headings }), columns },
    titles,
    rows,
    dateOrderOf: (column) => (column === undefined ? "any" : orderOf(orders[column] ?? NO_EVIDENCE)),
    asOf: (mapped, order) => asOfByOverdue(body, mapped, order) ?? asOfInTitles(titles),
  };
}

const NO_EVIDENCE: OrderEvidence = { dayFirst: 0, monthFirst: 0, either: 0 };

async function headOf(source: FileSource): Promise<string> {
  const decoder = createDecoder();
  let text = "";
  for await (const piece of source.read({ from: 0, to: HEAD_BYTES })) {
    text += decoder.write(piece);
    if (text.length >= HEAD_BYTES) break;
  }
  return text;
}

/** The row with the most headings that mean something; two at least, and no sum among them. */
function headerAt(rows: readonly CsvRow[]): number {
  let best = { at: -1, score: 1 };
  for (const [at, row] of rows.slice(0, HEADER_WITHIN).entries()) {
    if (row.cells.some((cell) => looksLikeAmount(cell) && /[.,]\d/.test(cell))) continue;
    const score = Object.keys(columnsByHeadings(row.cells)).length;
    if (score > best.score) best = { at, score };
  }
  return best.at;
}

/** Without headings: the first column of days, the last of sums, the one with the longest words. */
function columnsByContent(rows: readonly CsvRow[], width: number): Partial<Record<TableField, number>> {
  const share = (column: number, test: (cell: string) => boolean): number => {
    const cells = rows.map((row) => row.cells[column] ?? "").filter(Boolean);
    return cells.length === 0 ? 0 : cells.filter(test).length / rows.length;
  };
  const all = Array.from({ length: width }, (_, column) => column);
  const date = all.find((column) => share(column, looksLikeDay) > 0.6);
  const amount = all.findLast((column) => column !== date && share(column, looksLikeAmount) > 0.6);
  const words = all
    .filter((column) => column !== date && column !== amount)
    .map((column) => ({ column, length: share(column, (cell) => /\p{L}{3}/u.test(cell)) }))
    .toSorted((a, b) => b.length - a.length)[0];
  return {
    ...(date === undefined ? {} : { date }),
    ...(amount === undefined ? {} : { amount }),
    ...(words === undefined || words.length === 0 ? {} : { party: words.column }),
  };
}

function samplesOf(rows: readonly CsvRow[], column: number): string[] {
  const cells = rows.map((row) => row.cells[column] ?? "").filter(Boolean);
  return [...new Set(cells)].slice(0, SAMPLES);
}

function guessKind(seen: {
  titles: readonly string[];
  name: string;
  columns: Partial<Record<TableField, number>>;
  headings: readonly string[];
}): TableKind | null {
  const byTitle = seen.titles.map(kindByWords).find((kind) => kind !== null);
  const byName = kindByWords(seen.name.replaceAll(/([a-z])([A-Z])/g, "$1 $2"));
  const told = byTitle ?? byName ?? kindByWords(seen.headings.join(" "));
  const isList = seen.columns.overdue !== undefined || /pending|outstanding/i.test(seen.headings.join(" "));
  if (!isList || told === "receivable" || told === "payable") return told;
  if (told === "sales") return "receivable";
  return told === "purchases" ? "payable" : null;
}

function signatureOf(headings: readonly string[], width: number): string {
  const words = headings.some(Boolean) ? headings.map(plainWord).join("|") : `no headings, ${width} columns`;
  return createHash("sha256").update(words).digest("hex").slice(0, 32);
}

/** Due date and days overdue of one bill give the day of the list; the day most bills give is taken. */
function asOfByOverdue(
  rows: readonly CsvRow[],
  columns: Partial<Record<TableField, number>>,
  order: DateOrder,
): LocalDate | null {
  const { due, overdue } = columns;
  if (due === undefined || overdue === undefined) return null;
  const found = new Map<LocalDate, number>();
  for (const row of rows) {
    const days = /^\d{1,5}$/.exec(row.cells[overdue] ?? "")?.[0];
    const date = readCsvDay(row.cells[due] ?? "", order);
    if (days === undefined || days === "0" || !date.ok) continue;
    const asOf = addDays(date.value, Number(days));
    found.set(asOf, (found.get(asOf) ?? 0) + 1);
  }
  return [...found].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

const DAY_IN_TEXT = /\d{1,2}[-/. ](?:[A-Za-z]{3,9}|\d{1,2})[-/. ,]+\d{2,4}/g;

/** "1-Apr-2025 to 31-Mar-2026", "as on 31-03-2026": the last day named above the headings. */
function asOfInTitles(titles: readonly string[]): LocalDate | null {
  const days = titles.flatMap((title) =>
    [...title.matchAll(DAY_IN_TEXT)].flatMap(([text]) => {
      const read = readCsvDay(text, "day-first");
      return read.ok ? [read.value] : [];
    }),
  );
  return days.at(-1) ?? null;
}
