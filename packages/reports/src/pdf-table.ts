import { cellText, isNumber, totalsRow } from "./cell-text.ts";
import { INK, type Measured, type Pages } from "./pdf-page.ts";
import type { Column, Row, Table } from "./report.ts";

/** Of the letters in a table, and of what is small. */
export const SIZE = 8;
const PAD = 3;
const GAP = 6; // between two columns

/** Draws a text over the page's width, and goes on below it. */
export async function paragraph(
  pages: Pages,
  text: string,
  look: { size: number; bold?: boolean },
): Promise<void> {
  const measured = pages.measure(text, pages.width, look);
  await pages.room(measured.height);
  pages.text(text, { x: pages.left, y: pages.y, width: pages.width }, look, measured);
  pages.y += measured.height + 2;
}

type Slot = { readonly column: Column; readonly x: number; readonly width: number };
/** A row as it will stand: its texts, each measured for its column, and the height that all need. */
type Line = { readonly cells: readonly { text: string; measured: Measured }[]; readonly height: number };

/** Draws a table with its titles on each page, and its totals. */
export async function drawTable(pages: Pages, table: Table, totalWord: string): Promise<void> {
  const slots = slotsOf(pages, table.columns);
  const titles = lineOf(
    pages,
    slots,
    table.columns.map((column) => column.title),
    true,
  );
  const drawTitles = (): void => {
    pages.shade(pages.y, titles.height);
    drawLine(pages, slots, titles, true);
  };
  if (table.title !== null) {
    await pages.room(titles.height * 2 + 30);
    await paragraph(pages, table.title, { size: 10, bold: true });
  }
  await pages.room(titles.height * 2);
  drawTitles();
  let isEmpty = true;
  const put = async (row: Row, bold: boolean): Promise<void> => {
    const texts = table.columns.map((column, at) => cellText(row[at] ?? null, column));
    const line = lineOf(pages, slots, texts, bold);
    if (await pages.room(line.height)) drawTitles();
    drawLine(pages, slots, line, bold);
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

function lineOf(pages: Pages, slots: readonly Slot[], texts: readonly string[], bold: boolean): Line {
  const cells = slots.map(({ width }, at) => {
    const text = texts[at] ?? "";
    return { text, measured: pages.measure(text, width, { size: SIZE, bold }) };
  });
  return { cells, height: Math.max(...cells.map(({ measured }) => measured.height)) + 2 * PAD };
}

function drawLine(pages: Pages, slots: readonly Slot[], line: Line, bold: boolean): void {
  for (const [at, { column, x, width }] of slots.entries()) {
    const cell = line.cells[at];
    if (cell === undefined || cell.text === "") continue;
    const look = { size: SIZE, bold, right: isNumber(column) };
    pages.text(cell.text, { x, y: pages.y + PAD, width }, look, cell.measured);
  }
  pages.y += line.height;
  pages.line(pages.y);
}
