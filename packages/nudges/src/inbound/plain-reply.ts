const LONGEST = 2_000;
const DEVANAGARI_ZERO = 0x09_66;

/** A reply in small letters and common digits, with its signs. */
export function writtenReply(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, "")
    .replaceAll(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - DEVANAGARI_ZERO));
}

/** Its words alone, with one blank before, between and after them, so that a phrase is found as whole words. */
export function wordsOf(text: string): string {
  const words = writtenReply(text)
    .replaceAll(/['’]/g, "")
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
  return ` ${words} `;
}

/** Whether one of some phrases stands in the words. */
export function has(words: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => words.includes(wordsOfPhrase(phrase)));
}

/** Whether the words are one of some phrases and nothing else. */
export function isOneOf(words: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => words === wordsOfPhrase(phrase));
}

/** The lists' own phrases, whose words are looked for again and again. */
const known = new Map<string, string>();

function wordsOfPhrase(phrase: string): string {
  const words = known.get(phrase) ?? wordsOf(phrase);
  known.set(phrase, words);
  return words;
}
