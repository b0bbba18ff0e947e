import type { Writable } from "node:stream";

import { INK, Pages } from "./pdf-page.ts";
import { drawTable, paragraph, SIZE } from "./pdf-table.ts";
import { boundedRows, type Prose, type Report } from "./report.ts";

/** Rows a document may have: about eight hundred pages. */
export const PDF_ROWS = 50_000;

/**
 * Writes a report as a document on A4: head, blocks, a number on each page. The head of a table comes again on each of its pages.
 * Sums are text in lakh and crore, balances with Dr and Cr.
 */
export async function writePdf(report: Report, to: Writable, options: { rows?: number } = {}): Promise<void> {
  const broken = new Promise<never>((_, reject) => void to.once("error", reject));
  await Promise.race([broken, draw(report, to, options.rows ?? PDF_ROWS)]);
}

async function draw(report: Report, to: Writable, limit: number): Promise<void> {
  const pages = new Pages(report, to);
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
