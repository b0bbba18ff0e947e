const LONGEST = 2_000;
const DEVANAGARI_ZERO = 0x09_66;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
/** A per cent sign that follows no number is a word too: "what % of". */
const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,:/-](?=\p{N})\p{N}+)*|(?<!\p{N}\s?)%/gu;

/** A word of a question, in small letters and common digits. `at`, `end`: where it stands in the question as it was typed, cut to 2,000 characters. */
export type Word = { readonly text: string; readonly at: number; readonly end: number };

/**
 * The words of a question, in their order. Digits that hang together by a sign are one word ("4/5", "31-03-2026", "1,20,000"); other signs part words. Each stands where
 * it stood in the question, so that what is not understood can be shown as it was typed.
 */
export function wordsOf(question: string): Word[] {
  const text = question.slice(0, LONGEST).replaceAll(INVISIBLE, " ").replaceAll(/['’]/g, " ");
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    text: word === "%" ? "percent" : written(word),
    at: index,
    end: index + word.length,
  }));
}

const NUKTA = /\u093c/g;
const CHANDRABINDU = /\u0901/g;

/** A word as it is compared: composed, in small letters, with common digits; Devanagari without the dots that people leave out. */
export function written(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(NUKTA, "")
    .replaceAll(CHANDRABINDU, "\u0902")
    .replaceAll(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - DEVANAGARI_ZERO));
}
