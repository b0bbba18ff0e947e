import { once } from "node:events";
import type { Writable } from "node:stream";

import PDFDocument from "pdfkit";

import { BOLD, forgetWords, isShaped, REGULAR } from "./pdf-fonts.ts";
import type { Report } from "./report.ts";

const MARGIN = 34;
const FOOT = 22;
const GREY = "#5b6472";
export const INK = "#14181f";
export const FAINT = "#c9ced6";

type Place = { readonly x: number; readonly y: number; readonly width: number };
type Look = {
  readonly bold?: boolean;
  readonly size: number;
  readonly right?: boolean;
  readonly color?: string;
};

/** A document page by page: where the next line begins, and the furniture that each page has. */
export type Pages = {
  readonly left: number;
  readonly width: number;
  /** Where the next line begins. */
  y: number;
  /** Ends the page when less than `height` is left of it. Answers whether it did. */
  room(height: number): Promise<boolean>;
  /** Draws text at a place; what is longer than its width is wrapped. */
  text(text: string, place: Place, look: Look): void;
  height(text: string, width: number, look: Look): number;
  line(y: number, options?: { color?: string; dash?: number }): void;
  fill(y: number, height: number): void;
  end(): Promise<void>;
};

/** Opens a document on A4 whose pages go to `to` as they fill up. */
export function openPages(report: Report, to: Writable): Pages {
  const { head } = report;
  const document = new PDFDocument({
    size: "A4",
    layout: report.page,
    margin: 0, // the library breaks pages at its margins by itself; ours are kept here
    font: REGULAR,
    lang: "en-IN",
    info: { Title: head.title, Author: head.company, Creator: "CFA" },
  });
  document.pipe(to);
  const bottom = document.page.height - MARGIN - FOOT;
  const width = document.page.width - 2 * MARGIN;
  let page = 1;

  const set = (look: Look): void => {
    document
      .font(look.bold ? BOLD : REGULAR)
      .fontSize(look.size)
      .fillColor(look.color ?? INK);
  };
  const text: Pages["text"] = (words, place, look) => {
    set(look);
    const fits = document.widthOfString(words) <= place.width;
    const options = fits
      ? { lineBreak: false, ...(look.right ? { width: place.width, align: "right" as const } : {}) }
      : { width: place.width, align: look.right ? ("right" as const) : ("left" as const) };
    const shaped = isShaped(words);
    // Read aloud, searched or copied, shaped text is what was written and not the order of its glyphs.
    if (shaped) document.markContent("Span", { actual: words });
    const x = fits && look.right ? place.x + place.width - document.widthOfString(words) : place.x;
    document.text(words, x, place.y, fits ? { lineBreak: false } : options);
    if (shaped) document.endMarkedContent();
  };
  const foot = (): void => {
    const y = document.page.height - MARGIN - 9;
    const half = { y, width: width / 2 };
    text(`${head.company} · ${head.title}`.slice(0, 90), { ...half, x: MARGIN }, { size: 7, color: GREY });
    const right = { size: 7, color: GREY, right: true };
    text(report.words.page(page), { ...half, x: MARGIN + width / 2 }, right);
  };
  const pages: Pages = {
    left: MARGIN,
    width,
    y: MARGIN,
    text,
    height(words, within, look) {
      set(look);
      if (document.widthOfString(words) <= within) return document.currentLineHeight(true);
      return document.heightOfString(words, { width: within });
    },
    async room(height) {
      if (pages.y + height <= bottom) return false;
      foot();
      for (const face of [BOLD, REGULAR]) forgetWords(document.font(face));
      if (to.writableNeedDrain) await once(to, "drain");
      else await new Promise(setImmediate); // others are served between two pages
      document.addPage();
      page++;
      pages.y = MARGIN;
      return true;
    },
    line(y, { color = FAINT, dash } = {}) {
      document.lineWidth(0.5).strokeColor(color);
      if (dash === undefined) document.undash();
      else document.dash(dash);
      document
        .moveTo(MARGIN, y)
        .lineTo(MARGIN + width, y)
        .stroke();
    },
    fill(y, height) {
      document.rect(MARGIN, y, width, height).fill("#eef1f5");
    },
    async end() {
      foot();
      document.end();
      if (!to.writableFinished) await once(to, "finish");
    },
  };
  return pages;
}
