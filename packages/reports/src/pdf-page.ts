import { once } from "node:events";
import type { Writable } from "node:stream";

// oxlint-disable-next-line import/no-named-as-default -- its types describe the default export alone
import PDFDocument from "pdfkit";

import { BOLD, forgetWords, isShaped, REGULAR } from "./pdf-fonts.ts";
import type { Paper } from "./report.ts";

const MARGIN = 34;
const FOOT = 22;
const FOOT_LETTERS = 90;
const GREY = "#5b6472";
const SHADE = "#eef1f5";
const FAINT = "#c9ced6";
export const INK = "#14181f";

export type Look = { readonly size: number; readonly bold?: boolean; readonly right?: boolean };
type Place = { readonly x: number; readonly y: number; readonly width: number };

/** How a text stands in a width: on one line of so much, or wrapped. */
export type Measured = { readonly height: number; readonly oneLine: number | null };

/** A document on A4, page by page: where the next line begins, and the furniture that each page has. */
export class Pages {
  readonly left = MARGIN;
  readonly width: number;
  /** Where the next line begins. */
  y = MARGIN;
  private readonly document: InstanceType<typeof PDFDocument>;
  private paper: Paper;
  private readonly to: Writable;
  private page = 1;

  constructor(paper: Paper, to: Writable) {
    this.paper = paper;
    this.to = to;
    this.document = new PDFDocument({
      size: "A4",
      layout: paper.page,
      margin: 0, // the library breaks pages at its margins by itself; ours are kept here
      font: REGULAR,
      lang: "en-IN",
      info: { Title: paper.head.title, Author: paper.head.company, Creator: "CFA" },
    });
    this.document.pipe(to);
    this.width = this.document.page.width - 2 * MARGIN;
  }

  /** Begins a new page when less than `height` is left of this one. Answers whether it did. */
  async room(height: number): Promise<boolean> {
    if (this.y + height <= this.document.page.height - MARGIN - FOOT) return false;
    await this.turn();
    return true;
  }

  /** Begins another paper in the same document, on a page of its own. */
  async begin(paper: Paper): Promise<void> {
    await this.turn();
    this.paper = paper;
    this.page = 1;
  }

  private async turn(): Promise<void> {
    this.foot();
    for (const face of [BOLD, REGULAR]) forgetWords(this.document.font(face));
    if (this.to.writableNeedDrain) await once(this.to, "drain");
    else await new Promise(setImmediate); // others are served between two pages
    this.document.addPage();
    this.page++;
    this.y = MARGIN;
  }

  measure(text: string, width: number, look: Look): Measured {
    this.set(look);
    const oneLine = this.document.widthOfString(text);
    if (oneLine <= width) return { height: this.document.currentLineHeight(true), oneLine };
    return { height: this.document.heightOfString(text, { width }), oneLine: null };
  }

  /** Draws text at a place as it was measured for it. */
  text(text: string, place: Place, look: Look, measured = this.measure(text, place.width, look)): void {
    this.set(look);
    const { oneLine } = measured;
    const shaped = isShaped(text);
    // Read aloud, searched or copied, shaped text is what was written and not the order of its glyphs.
    if (shaped) this.document.markContent("Span", { actual: text });
    if (oneLine === null) {
      this.document.text(text, place.x, place.y, {
        width: place.width,
        align: look.right ? "right" : "left",
      });
    } else {
      const x = look.right ? place.x + place.width - oneLine : place.x;
      this.document.text(text, x, place.y, { lineBreak: false });
    }
    if (shaped) this.document.endMarkedContent();
  }

  line(y: number, { color = FAINT, dash }: { color?: string; dash?: number } = {}): void {
    const { document } = this;
    document.lineWidth(0.5).strokeColor(color);
    if (dash === undefined) document.undash();
    else document.dash(dash, {});
    document
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + this.width, y)
      .stroke();
  }

  /** Draws dark squares of a grid, row by row, each `size` points wide: a QR code. */
  squares(
    rows: readonly (readonly boolean[])[],
    { x, y, size }: { x: number; y: number; size: number },
  ): void {
    for (const [down, row] of rows.entries()) {
      for (const [across, isDark] of row.entries()) {
        if (isDark) this.document.rect(x + across * size, y + down * size, size, size);
      }
    }
    this.document.fill("#000000").fillColor(INK);
  }

  shade(y: number, height: number): void {
    this.document.rect(MARGIN, y, this.width, height).fill(SHADE);
    this.document.fillColor(INK);
  }

  async end(): Promise<void> {
    this.foot();
    this.document.end();
    if (!this.to.writableFinished) await once(this.to, "finish");
  }

  private set({ size, bold }: Look): void {
    this.document.font(bold ? BOLD : REGULAR).fontSize(size);
  }

  private foot(): void {
    const { head, words } = this.paper;
    const half = { y: this.document.page.height - MARGIN - 9, width: this.width / 2 };
    this.document.fillColor(GREY);
    const title = `${head.company} · ${head.title}`.slice(0, FOOT_LETTERS);
    this.text(title, { ...half, x: MARGIN }, { size: 7 });
    this.text(words.page(this.page), { ...half, x: MARGIN + half.width }, { size: 7, right: true });
    this.document.fillColor(INK);
  }
}
