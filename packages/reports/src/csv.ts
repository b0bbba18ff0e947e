import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { stringify } from "csv-stringify";
import { toRupees } from "@cfa/values/money";

import { paiseOf, totalsRow } from "./cell-text.ts";
import { guardedText } from "./formula-guard.ts";
import { boundedRows, type Block, type Cell, type Column, type Report, type Row } from "./report.ts";

/** Rows a table as text may have. */
export const CSV_ROWS = 1_000_000;

/**
 * Writes a report as comma-separated text: UTF-8 with a mark, lines ended as spreadsheets do. Sums are plain rupees with a point
 * (debit positive where there is Dr and Cr), days are YYYY-MM-DD, percents plain numbers: other programs read them.
 */
export async function writeCsv(report: Report, to: Writable, options: { rows?: number } = {}): Promise<void> {
  const lines = Readable.from(linesOf(report, options.rows ?? CSV_ROWS));
  await pipeline(lines, stringify({ bom: true, record_delimiter: "windows" }), to);
}

async function* linesOf(report: Report, limit: number): AsyncGenerator<string[]> {
  const { head } = report;
  const bounded = boundedRows(limit);
  yield [guardedText(head.company)];
  yield [guardedText(head.title)];
  for (const { label, value } of head.lines) yield [guardedText(label), guardedText(value)];
  for (const block of report.blocks) {
    yield [""];
    yield* blockLines(block, { bounded, total: report.words.total });
  }
}

async function* blockLines(
  block: Block,
  options: { bounded: ReturnType<typeof boundedRows>; total: string },
): AsyncGenerator<string[]> {
  if (block.kind === "prose") {
    for (const paragraph of block.paragraphs) yield [guardedText(paragraph)];
    return;
  }
  if (block.kind === "tear-off") {
    yield [guardedText(block.title)];
    return;
  }
  if (block.title !== null) yield [guardedText(block.title)];
  yield block.columns.map((column) => guardedText(column.title));
  let isEmpty = true;
  for await (const row of options.bounded(block.rows)) {
    isEmpty = false;
    yield csvRow(row, block.columns);
  }
  if (isEmpty) yield [guardedText(block.none)];
  const totals = block.totals();
  if (totals !== null) yield csvRow(totalsRow(totals, options.total), block.columns);
}

function csvRow(row: Row, columns: readonly Column[]): string[] {
  return columns.map((column, at) => csvCell(row[at] ?? null, column));
}

function csvCell(cell: Cell, column: Column): string {
  if (cell === null) return "";
  if (typeof cell === "string") return guardedText(cell);
  if (column.kind === "percent") return (Number(cell) / 100).toFixed(2);
  if (column.kind === "days") return (Number(cell) / 10).toFixed(1);
  return column.kind === "count" ? String(cell) : toRupees(paiseOf(cell));
}
