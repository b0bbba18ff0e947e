import type { Writable } from "node:stream";

import { cellText, isNumber, totalsRow } from "./cell-text.ts";
import { INK, openPages, type Pages } from "./pdf-page.ts";
import { boundedRows, type Column, type Prose, type Report, type Row, type Table } from "./report.ts";

/** Rows a document may have: about eight hundred pages. */
export const PDF_ROWS = 50_000;

const SIZE = 8;
const PAD = 3;
const GAP = 6; // between two columns

/**
 * Writes a report as a document on A4: head, blocks, a number on each page. The head of a table comes again on each of its pages.
 * Sums are text in lakh and crore, balances with Dr and Cr.
 */
export async function writePdf(report: Report, to: Writable, options: { rows?: number } = {}): Promise<void> {
  const broken = new Promise<never>((_, reject) => void to.once("error", reject));
  await Promise.race([broken, draw(report, to, options.rows ?? PDF_ROWS)]);
}

async function draw(report: Report, to: Writable, limit: number): Promise<void> {
  const pages = openPages(report, to);
  const bounded = boundedRows(limit);
  await drawHead(pages, report);
  for (const block of report.blocks) {
    pages.y += 10;
    if (block.kind === "prose") await drawProse(pages, block);
    else if (block.kind === "tear-off") await drawTearOff(pages, block.title);
    else await drawTable(pages, { ...block, rows: bounded(block.rows) }, report.words.total);
  }
  await pages.end();
}

async function drawHead(pages: Pages, { head }: Report): Promise<void> {
  await paragraph(pages, head.company, { size: 14, bold: true });
  await paragraph(pages, head.title, { size: 11, bold: true });
  for (const { label, value } of head.lines) await paragraph(pages, `${label}: ${value}`, { size: SIZE });
  pages.y += 4;
  pages.line(pages.y, { color: INK });
}

async function drawProse(pages: Pages, { paragraphs, strong }: Prose): Promise<void> {
  for (const text of paragraphs) {
    await paragraph(pages, text, { size: 9.5, bold: strong === true });
    pages.y += 5;
  }
}

async function drawTearOff(pages: Pages, title: string): Promise<void> {
  await pages.room(40);
  pages.y += 14;
  pages.line(pages.y, { color: INK, dash: 4 });
  pages.y += 8;
  await paragraph(pages, title, { size: 11, bold: true });
}

async function paragraph(pages: Pages, text: string, look: { size: number; bold?: boolean }): Promise<void> {
  const height = pages.height(text, pages.width, look);
  await pages.room(height);
  pages.text(text, { x: pages.left, y: pages.y, width: pages.width }, look);
  pages.y += height + 2;
}

type Slot = { readonly column: Column; readonly x: number; readonly width: number };

async function drawTable(pages: Pages, table: Table, totalWord: string): Promise<void> {
  const slots = slotsOf(pages, table.columns);
  const titles = table.columns.map((column) => column.title);
  const headHeight = rowHeight(pages, slots, titles, true);
  const drawTitles = (): void => {
    pages.fill(pages.y, headHeight);
    drawRow(pages, slots, titles, { height: headHeight, bold: true });
  };
  if (table.title !== null) {
    await pages.room(headHeight * 2 + 30);
    await paragraph(pages, table.title, { size: 10, bold: true });
  }
  await pages.room(headHeight * 2);
  drawTitles();
  let isEmpty = true;
  const put = async (row: Row, bold: boolean): Promise<void> => {
    const texts = table.columns.map((column, at) => cellText(row[at] ?? null, column));
    const height = rowHeight(pages, slots, texts, bold);
    if (await pages.room(height)) drawTitles();
    drawRow(pages, slots, texts, { height, bold });
  };
  for await (const row of table.rows) {
    isEmpty = false;
    await put(row, false);
  }
  if (isEmpty) await paragraph(pages, table.none, { size: SIZE });
  const totals = table.totals();
  if (totals === null) return;
  pages.line(pages.y, { color: INK });
  await put(totalsRow(totals, totalWord), true);
  pages.line(pages.y, { color: INK });
}

/** The page's width, shared by what is usual in each column. */
function slotsOf(pages: Pages, columns: readonly Column[]): Slot[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const free = pages.width - GAP * (columns.length - 1) - 2 * PAD;
  let x = pages.left + PAD;
  return columns.map((column) => {
    const slot = { column, x, width: (free * column.width) / whole };
    x += slot.width + GAP;
    return slot;
  });
}

function rowHeight(pages: Pages, slots: readonly Slot[], texts: readonly string[], bold: boolean): number {
  const heights = slots.map(({ width }, at) => pages.height(texts[at] ?? "", width, { size: SIZE, bold }));
  return Math.max(...heights) + 2 * PAD;
}

function drawRow(
  pages: Pages,
  slots: readonly Slot[],
  texts: readonly string[],
  { height, bold }: { height: number; bold: boolean },
): void {
  for (const [at, { column, x, width }] of slots.entries()) {
    const text = texts[at] ?? "";
    if (text === "") continue;
    const look = { size: SIZE, bold, right: isNumber(column) };
    pages.text(text, { x, y: pages.y + PAD, width }, look);
  }
  pages.y += height;
  pages.line(pages.y);
}
