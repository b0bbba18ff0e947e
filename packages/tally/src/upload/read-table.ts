import type { LedgerRecord, VoucherRecord } from "@cfa/contract/records";
import type { Mapping } from "@cfa/contract/uploads";
import type { LocalDate } from "@cfa/values/local-date";
import { fail, ok, type Result } from "@cfa/values/result";

import { readCsvRows, type CsvRow } from "../csv/csv-rows.ts";
import { listRecords, type ListedBill } from "../csv/list-records.ts";
import { createRegisterRecords, type RegisterKind } from "../csv/register-records.ts";
import { createRowReader, type ReadRow, type TableLine } from "../csv/table-cells.ts";
import type { TableLayout } from "../csv/table-layout.ts";
import type { FileSource } from "./file-source.ts";
import { refusal, type FileRefusal } from "./refusal.ts";

/** A row that was not taken, as it stands in the file. */
export type RefusedTableRow = {
  readonly line: number;
  readonly reason: string;
  readonly cells: readonly string[];
};

/** Where the records of a table go; awaited, so that a reader may write them down as it goes. */
export type TableSink = {
  ledger(record: LedgerRecord): void | Promise<void>;
  voucher(record: VoucherRecord): void | Promise<void>;
  refused(row: RefusedTableRow): void | Promise<void>;
};

/** What a table held. Sums are positive: debits of its vouchers, or what a list adds up to on its side. */
export type TableRead = {
  readonly lines: number;
  readonly refused: number;
  readonly parties: readonly string[];
  readonly sum: bigint;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate } | null;
  readonly first: readonly (readonly string[])[];
};

export type TableRules = {
  readonly layout: TableLayout;
  readonly mapping: Mapping;
  /** A register's rows up to this day are already in the list of open bills of it. */
  readonly coveredTo?: LocalDate | null;
};

const FIRST_ROWS = 5;
/** So many on the wrong side, and nine times as many as on the right one, are another convention and no returns. */
const MANY = 3;

/**
 * Reads a table by its mapping: a list of open bills becomes parties with their bills, a register becomes vouchers. What
 * cannot be read is told with its line and reason and the rest goes on. Throws CsvFault.
 */
export async function readTable(
  source: FileSource,
  rules: TableRules,
  sink: TableSink,
): Promise<Result<TableRead, FileRefusal>> {
  const { kind } = rules.mapping;
  const isList = kind === "receivable" || kind === "payable";
  const sides = await countSides(source, rules);
  const wrong = isList ? wrongMarks(kind) : new Set<TableLine["mark"]>(["minus", minority(sides)]);
  const wrongs = isList ? total(sides, wrong) : sides.minus;
  const rights = sides.all - wrongs;
  if (wrongs >= MANY && wrongs > rights * 9) return fail(refusal("inverted"));
  const read = isList
    ? await takeList(source, { ...rules, wrong }, sink)
    : await takeRegister(source, { ...rules, wrong, kind }, sink);
  return read.lines === 0 ? fail(refusal("no-rows")) : ok(read);
}

type Sides = Record<TableLine["mark"], number> & { all: number };
type Marked = TableRules & { readonly wrong: ReadonlySet<TableLine["mark"]> };

/** What is owed to us is a debit, what we owe a credit. */
function wrongMarks(side: "receivable" | "payable"): Set<TableLine["mark"]> {
  return new Set(["minus", side === "receivable" ? "credit" : "debit"]);
}

/** A register shows its parties on one side; the other one is for what comes back. */
function minority(sides: Sides): TableLine["mark"] {
  return sides.debit >= sides.credit ? "credit" : "debit";
}

function total(sides: Sides, marks: ReadonlySet<TableLine["mark"]>): number {
  return [...marks].reduce((sum, mark) => sum + sides[mark], 0);
}

async function countSides(source: FileSource, rules: TableRules): Promise<Sides> {
  const sides: Sides = { debit: 0, credit: 0, minus: 0, plain: 0, all: 0 };
  for await (const { read } of rowsOf(source, rules)) {
    if (read.is !== "line") continue;
    sides[read.line.mark] += 1;
    sides.all += 1;
  }
  return sides;
}

async function* rowsOf(
  source: FileSource,
  { layout, mapping }: TableRules,
): AsyncGenerator<{ row: CsvRow; read: ReadRow }> {
  const read = createRowReader(mapping);
  for await (const row of readCsvRows(source.read(), layout.delimiter)) {
    if (row.line > layout.headerLine) yield { row, read: read(row) };
  }
}

async function takeList(source: FileSource, rules: Marked, sink: TableSink): Promise<TableRead> {
  const side = rules.mapping.kind === "payable" ? "payable" : "receivable";
  const tally = createTally();
  const bills: ListedBill[] = [];
  for await (const { row, read } of rowsOf(source, rules)) {
    if (read.is === "refused") await tally.refuse(row, read.reason, sink);
    if (read.is !== "line") continue;
    const { line } = read;
    const paise = rules.wrong.has(line.mark) ? -line.paise : line.paise;
    tally.take(row, { line, paise });
    bills.push({ party: line.party, name: line.number, date: line.date, due: line.due, paise });
  }
  for (const record of listRecords(side, bills)) await sink.ledger(record);
  return tally.read();
}

async function takeRegister(
  source: FileSource,
  rules: Marked & { kind: RegisterKind },
  sink: TableSink,
): Promise<TableRead> {
  const tally = createTally();
  const recordOf = createRegisterRecords(rules.kind);
  const coveredTo = rules.coveredTo ?? null;
  for await (const { row, read } of rowsOf(source, rules)) {
    if (read.is === "refused") await tally.refuse(row, read.reason, sink);
    if (read.is !== "line") continue;
    const { line } = read;
    if (coveredTo !== null && line.date <= coveredTo) {
      await tally.refuse(row, `The list of open bills of ${coveredTo} already holds this day.`, sink);
      continue;
    }
    tally.take(row, { line, paise: line.paise });
    await sink.voucher(recordOf(line, rules.wrong.has(line.mark)));
  }
  return tally.read();
}

/** Adds up what is taken and what is not. */
function createTally() {
  const parties = new Map<string, string>();
  const first: string[][] = [];
  let lines = 0;
  let refused = 0;
  let sum = 0n;
  let period: { from: LocalDate; to: LocalDate } | null = null;
  return {
    take(row: CsvRow, { line, paise }: { line: TableLine; paise: bigint }): void {
      lines += 1;
      sum += paise;
      parties.set(line.party.toLowerCase(), line.party);
      if (first.length < FIRST_ROWS) first.push([...row.cells]);
      const { date } = line;
      if (period === null) period = { from: date, to: date };
      else
        period = { from: date < period.from ? date : period.from, to: date > period.to ? date : period.to };
    },
    async refuse(row: CsvRow, reason: string, sink: TableSink): Promise<void> {
      refused += 1;
      await sink.refused({ line: row.line, reason, cells: row.cells });
    },
    read: (): TableRead => ({ lines, refused, parties: [...parties.values()], sum, period, first }),
  };
}
