import { createRequire } from "node:module";

import type PDFDocument from "pdfkit";

/*
 * Noto Sans Devanagari has Latin and Devanagari in one face, so a line needs no switching, and it shapes both. Only the glyphs that
 * are used go into the file.
 */

const FAMILY = "@expo-google-fonts/noto-sans-devanagari";
const { resolve } = createRequire(import.meta.url);

export const REGULAR = resolve(`${FAMILY}/400Regular/NotoSansDevanagari_400Regular.ttf`);
export const BOLD = resolve(`${FAMILY}/700Bold/NotoSansDevanagari_700Bold.ttf`);

/** What the library keeps of each word it has laid out, for as long as the document lives. */
type LaidOut = { _font?: { layoutCache?: object } };

/**
 * Lets go of the words that were laid out in the face in use. Numbers and names of a long table hardly come again: kept for good they
 * would be most of the memory. The library offers no way to bound it.
 */
export function forgetWords(document: typeof PDFDocument.prototype): void {
  // oxlint-disable-next-line no-underscore-dangle -- the library's own name
  const font = (document as unknown as LaidOut)._font;
  if (font?.layoutCache) font.layoutCache = Object.create(null) as object;
}

const DEVANAGARI = /\p{Script=Devanagari}/u;

/** Whether a text's glyphs stand in another order or number than its letters. */
export function isShaped(text: string): boolean {
  return DEVANAGARI.test(text);
}
