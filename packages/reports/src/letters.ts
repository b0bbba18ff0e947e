import type { Writable } from "node:stream";

import { Pages } from "./pdf-page.ts";
import { drawTable, paragraph, SIZE } from "./pdf-table.ts";
import type { Paper, Table } from "./report.ts";

/** A QR code with what is said beside it, the first line the heading. Rows of dark modules. */
export type Code = { readonly lines: readonly string[]; readonly modules: readonly (readonly boolean[])[] };

/** A letter to one party. Lines of an address are as many as are known. */
export type Letter = {
  readonly from: { readonly name: string; readonly lines: readonly string[] };
  readonly date: string;
  readonly to: { readonly name: string; readonly lines: readonly string[] };
  readonly subject: string;
  /** Paragraphs before and after the table. */
  readonly before: readonly string[];
  readonly table: Table;
  readonly after: readonly string[];
  /** How to pay, its first line the heading. */
  readonly pay: readonly string[];
  readonly codes: readonly Code[];
  readonly signature: readonly string[];
  readonly words: Paper["words"];
};

const TEXT = 10;
const GAP = 10;
const SIGN_SPACE = 42; // for a signature and a stamp
const CODE_POINTS = 92;

/** Writes letters as one document on A4, each from a page of its own on. */
export async function writeLetters(
  [first, ...others]: readonly [Letter, ...Letter[]],
  to: Writable,
): Promise<void> {
  const broken = new Promise<never>((_, reject) => void to.once("error", reject));
  const drawn = async (): Promise<void> => {
    const pages = new Pages(paperOf(first), to);
    await drawLetter(pages, first);
    for (const letter of others) {
      await pages.begin(paperOf(letter));
      await drawLetter(pages, letter);
    }
    await pages.end();
  };
  await Promise.race([broken, drawn()]);
}

function paperOf({ from, subject, words }: Letter): Paper {
  return { page: "portrait", words, head: { company: from.name, title: subject } };
}

async function drawLetter(pages: Pages, letter: Letter): Promise<void> {
  const { from, date, to, subject, before, table, after, pay, codes, signature, words } = letter;
  await paragraph(pages, from.name, { size: 14, bold: true });
  await drawLines(pages, from.lines, { size: SIZE });
  pages.y += 4;
  pages.line(pages.y);
  pages.y += GAP;
  await paragraph(pages, date, { size: TEXT });
  pages.y += GAP;
  await paragraph(pages, to.name, { size: TEXT, bold: true });
  await drawLines(pages, to.lines, { size: TEXT });
  pages.y += GAP;
  await paragraph(pages, subject, { size: TEXT + 1, bold: true });
  pages.y += 4;
  await drawParagraphs(pages, before);
  await drawTable(pages, table, words.total);
  pages.y += GAP;
  await drawParagraphs(pages, after);
  await drawHeaded(pages, pay);
  for (const code of codes) await drawCode(pages, code);
  await pages.room(SIGN_SPACE + signature.length * (TEXT + 6));
  pages.y += 4;
  const [yours, ...signed] = signature;
  if (yours !== undefined) await paragraph(pages, yours, { size: TEXT });
  pages.y += SIGN_SPACE;
  await drawLines(pages, signed, { size: TEXT });
}

async function drawParagraphs(pages: Pages, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await paragraph(pages, text, { size: TEXT });
    pages.y += 5;
  }
}

async function drawLines(pages: Pages, lines: readonly string[], look: { size: number }): Promise<void> {
  for (const line of lines) await paragraph(pages, line, look);
}

async function drawHeaded(pages: Pages, [heading, ...lines]: readonly string[]): Promise<void> {
  if (heading === undefined) return;
  await pages.room(40);
  await paragraph(pages, heading, { size: TEXT, bold: true });
  await drawLines(pages, lines, { size: TEXT });
  pages.y += GAP;
}

/** The code at the left, what is said of it beside it; both on one page. */
async function drawCode(pages: Pages, { lines, modules }: Code): Promise<void> {
  await pages.room(CODE_POINTS + GAP);
  const size = CODE_POINTS / Math.max(1, modules.length);
  pages.squares(modules, { x: pages.left, y: pages.y, size });
  const place = { x: pages.left + CODE_POINTS + 14, width: pages.width - CODE_POINTS - 14 };
  let y = pages.y + 4;
  for (const [at, line] of lines.entries()) {
    const look = { size: TEXT, bold: at === 0 };
    const measured = pages.measure(line, place.width, look);
    pages.text(line, { ...place, y }, look, measured);
    y += measured.height + 2;
  }
  pages.y += CODE_POINTS + GAP;
}
