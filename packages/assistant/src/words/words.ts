const LONGEST = 2_000;
const DEVANAGARI_ZERO = 0x09_66;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const DASH = /^\s?[-\u2013\u2014]\s?$/;
/** A per cent sign that follows no number is a word too: "what % of"; and so is "per cent". */
const WORD = /per\s+cent(?!\p{L})|[\p{L}\p{M}\p{N}]+(?:[.,:/-](?=\p{N})\p{N}+)*|(?<!\p{N}\s?)%/giu;
const PER_CENT = /^(?:%|per\s+cent)$/iu;

/** What it is asked for says nothing of what is asked: "…, CA needs it", "for the bank's stock statement". */
const PURPOSE =
  /\bso (?:that )?(?:i|we) (?:can )?(?:see|know|plan|check|tell|compare|understand)\b[^?]*$|[,;.-]\s*(?:\p{L}+\s+){0,3}(?:needs?|wants?|asked for|requires?|is asking for) (?:it|this|that|them)\b[^?]*$|,\s*(?:he|she|they|party|customer|supplier|banker|auditor) (?:wants?|needs?|is asking|has asked|asked)\b[^?]*$|\bfor (?:the |my |our |their )?(?:\p{L}+ )?(?:bank s? ?stock statement|stock statement|bank loan|loan application|audit|auditors?|meeting|review|(?:balance )?confirmation|gst filing|return filing|tax filing|itr)(?: (?:letter|purposes?|work|meeting|tomorrow|today|pls|please))*[\s,.?!]*(?:pls|please)?[\s.?!]*$/iu;
/** "Monday to Sunday" beside a week that is named, and "1st of" before a month that something is since: they say no more. */
const WEEK = /week|haft|हफ|सप्ताह/iu;
const ITS_DAYS =
  /(?:\bmon(?:day)?|\bsomva+r|सोमवार) ?(?:to|se|से|-) ?(?:sun(?:day)?|ra?viva+r|रविवार)(?: tak| तक)?(?: of(?: the)?)?/giu;
const ITS_FIRST =
  /(?<=\b(?:from|since) (?:the )?)(?:1st|first)(?: day)? of(?= (?:this|last|the) (?:month|year|week|quarter))/giu;
/** "For the balance sheet I need …". */
const PURPOSE_FIRST =
  /^for (?:the |my |our |a )?(?:balance sheet|audit|bank|loan|meeting|review|itr|gst filing|return filing|board|ca|auditor|insurance|tender),? (?=(?:i|we) (?:need|want|require))/iu;

/** Of money spent the last words are what it was spent for: "spent for audit". */
const SPENT = /\b(?:spen[dt]|paid|pay|payments?|expenses?|cost|kharch\p{L}*)\b/iu;
const LEAST_BEFORE = 15;

/** As long as before, so that everything else stands where it stood. */
function blanked(part: string): string {
  return " ".repeat(part.length);
}

/** A question without what it is asked for. */
function withoutPurpose(typed: string): string {
  const said = typed.replace(PURPOSE_FIRST, blanked).replaceAll(ITS_FIRST, blanked);
  const text = WEEK.test(said) ? said.replaceAll(ITS_DAYS, blanked) : said;
  const found = PURPOSE.exec(text);
  if (found === null || found.index < LEAST_BEFORE || SPENT.test(text.slice(0, found.index))) return text;
  return text.slice(0, found.index);
}

/** A word of a question, in small letters and common digits. `at`, `end`: where it stands in the question as it was typed, cut to 2,000 characters. */
export type Word = {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  /** A dash binds it to the word before: "Apr-Jun". */
  readonly isDashed: boolean;
};

/**
 * The words of a question, in their order. Digits that hang together by a sign are one word ("4/5", "31-03-2026", "1,20,000"); other signs part words. Each stands where
 * it stood in the question, so that what is not understood can be shown as it was typed.
 */
export function wordsOf(question: string): Word[] {
  const typed = question.slice(0, LONGEST).replaceAll(INVISIBLE, " ").replaceAll(/['’]/g, " ");
  const text = withoutPurpose(typed);
  const found = [...text.matchAll(WORD)];
  return found.map(({ 0: word, index }, at) => ({
    text: PER_CENT.test(word) ? "percent" : written(word),
    at: index,
    end: index + word.length,
    isDashed: at > 0 && DASH.test(text.slice(endOf(found[at - 1]), index)),
  }));
}

function endOf(found: RegExpExecArray | undefined): number {
  return found === undefined ? 0 : found.index + found[0].length;
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
