import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";

import { WorkbookWriter, type Cell as SheetCell } from "@cj-tech-master/excelts";
import { toRupees } from "@cfa/values/money";

import { isNumber, paiseOf, totalsRow } from "./cell-text.ts";
import { looksLikeFormula } from "./formula-guard.ts";
import { boundedRows, type Block, type Cell, type Column, type Report, type Row } from "./report.ts";
import {
  COUNT_FORMAT,
  DAY_FORMAT,
  DAYS_FORMAT,
  moneyFormat,
  PERCENT_FORMAT,
  TEXT_FORMAT,
} from "./xlsx-formats.ts";

/** Rows a sheet of ours may have. A sheet ends at 1,048,576. */
export const XLSX_ROWS = 500_000;

const ROWS_AT_ONCE = 200;
const LONGEST_TEXT = 32_767; // of a cell, in any spreadsheet
const LANDSCAPE_COLUMNS = 6;

type Sheet = ReturnType<WorkbookWriter["addWorksheet"]>;
type Look = { readonly bold?: true; readonly size?: number; readonly line?: "top" | "bottom" };

/**
 * Writes a report as a spreadsheet of one sheet: the head, then its blocks below each other. Sums are numbers under a format that
 * groups lakh and crore, days are dates; balances are numbers with debit above zero. Text is text, never a formula.
 */
export async function writeXlsx(
  report: Report,
  to: Writable,
  options: { rows?: number } = {},
): Promise<void> {
  const ended = finished(to);
  ended.catch(() => undefined); // a broken sink is told by the commit below, or by the last line
  const workbook = new WorkbookWriter({ stream: to, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet("Report", {
    pageSetup: {
      orientation: report.page,
      paperSize: 9, // A4
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  });
  setWidths(sheet, report.blocks);
  writeHead(sheet, report);
  const bounded = boundedRows(options.rows ?? XLSX_ROWS);
  for (const block of report.blocks) {
    addLine(sheet, [null]);
    await writeBlock(sheet, block, { bounded, total: report.words.total });
  }
  sheet.commit();
  await workbook.commit();
  await ended;
}

function setWidths(sheet: Sheet, blocks: readonly Block[]): void {
  const widths: number[] = [];
  for (const block of blocks) {
    if (block.kind !== "table") continue;
    for (const [at, { width }] of block.columns.entries()) widths[at] = Math.max(widths[at] ?? 10, width + 2);
  }
  sheet.columns = (widths.length === 0 ? [LANDSCAPE_COLUMNS * 16] : widths).map((width) => ({ width }));
}

function writeHead(sheet: Sheet, { head }: Report): void {
  addLine(sheet, [head.company], { bold: true, size: 14 });
  addLine(sheet, [head.title], { bold: true, size: 12 });
  for (const { label, value } of head.lines) addLine(sheet, [label, value]);
}

async function writeBlock(
  sheet: Sheet,
  block: Block,
  options: { bounded: ReturnType<typeof boundedRows>; total: string },
): Promise<void> {
  if (block.kind === "tear-off") return addLine(sheet, [block.title], { bold: true, line: "top" });
  if (block.kind === "prose") {
    for (const paragraph of block.paragraphs) addLine(sheet, [paragraph], block.strong ? { bold: true } : {});
    return;
  }
  if (block.title !== null) addLine(sheet, [block.title], { bold: true, size: 12 });
  addLine(
    sheet,
    block.columns.map((column) => column.title),
    { bold: true, line: "bottom" },
    block.columns,
  );
  let written = 0;
  for await (const row of options.bounded(block.rows)) {
    addRow(sheet, row, block.columns);
    if (++written % ROWS_AT_ONCE === 0) await new Promise(setImmediate); // others are served, and the zip gets on
  }
  if (written === 0) addLine(sheet, [block.none]);
  const totals = block.totals();
  if (totals !== null) {
    addRow(sheet, totalsRow(totals, options.total), block.columns, { bold: true, line: "top" });
  }
}

function addLine(
  sheet: Sheet,
  texts: readonly (string | null)[],
  look: Look = {},
  columns: readonly Column[] = [],
): void {
  const row = sheet.addRow([]);
  for (const [at, text] of texts.entries()) {
    if (text === null) continue;
    const cell = row.getCell(at + 1);
    writeText(cell, text);
    const column = columns[at];
    if (column && isNumber(column)) cell.alignment = { horizontal: "right" };
    applyLook(cell, look);
  }
  row.commit();
}

function addRow(sheet: Sheet, values: Row, columns: readonly Column[], look: Look = {}): void {
  const row = sheet.addRow([]);
  for (const [at, column] of columns.entries()) {
    const value = values[at] ?? null;
    const cell = row.getCell(at + 1);
    if (value !== null) writeCell(cell, value, column);
    applyLook(cell, look);
  }
  row.commit();
}

function writeCell(cell: SheetCell, value: Cell, column: Column): void {
  if (typeof value === "string") {
    if (column.kind !== "day") return writeText(cell, value);
    cell.value = new Date(`${value}T00:00:00Z`);
    cell.numFmt = DAY_FORMAT;
  } else if (column.kind === "percent") {
    cell.value = Number(value) / 10_000;
    cell.numFmt = PERCENT_FORMAT;
  } else if (column.kind === "days") {
    cell.value = Number(value) / 10;
    cell.numFmt = DAYS_FORMAT;
  } else if (column.kind === "count") {
    cell.value = Number(value);
    cell.numFmt = COUNT_FORMAT;
  } else {
    const paise = paiseOf(value);
    cell.value = Number(toRupees(paise));
    cell.numFmt = moneyFormat(paise);
  }
}

/** A text cell is no formula; the format keeps it so when somebody edits it. */
function writeText(cell: SheetCell, text: string): void {
  cell.value = text.slice(0, LONGEST_TEXT);
  if (looksLikeFormula(text)) cell.numFmt = TEXT_FORMAT;
}

function applyLook(cell: SheetCell, { bold, size, line }: Look): void {
  if (bold) cell.font = { name: "Calibri", size: size ?? 11, bold };
  if (line) cell.border = { [line]: { style: "thin" } };
}
