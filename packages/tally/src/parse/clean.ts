/**
 * Stands where Tally wrote the character 0x04 (raw or as "&#4;"): in front of a reserved value such as
 * "Primary" or "Not Applicable". A private-use character, because XML cannot hold 0x04; the readers of
 * values look at it and take it out. The same character in the input itself is dropped.
 */
export const RESERVED_MARK = "\ue004";

// What may need a change: control characters, non-characters, and every "&" that does not begin one of XML's five names.
// One test per piece decides whether there is anything to do at all.
const SUSPECT = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&(?!(?:amp|lt|gt|quot|apos);)/; // oxlint-disable-line no-control-regex -- control characters are what this is about
const FIX_MARKED =
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:(\d{1,12})|[xX]([0-9a-fA-F]{1,11}));|&(?!(?:amp|lt|gt|quot|apos);)/g; // oxlint-disable-line no-control-regex -- see above
/** The same where our own mark is in the input, which Tally never writes: it goes too. */
const FIX = new RegExp(`\ue004|${FIX_MARKED.source}`, "g");

/** The longest reference there is ("&#x0000010FFFF;" and some room); what is longer is none, whole or in pieces. */
const LONGEST_REFERENCE = 16;

/** Text to text that an XML 1.0 parser accepts, piece by piece. */
export type Cleaner = { write(text: string): string; end(): string };

/**
 * Cleans Tally's text for the parser (A1): drops illegal characters and references to them, marks reserved
 * values, and escapes a "&" that begins nothing. "&#13;&#10;" in addresses is legitimate and stays.
 * Only a reference cut by the end of a piece is held back, so memory is constant.
 */
export function createCleaner(): Cleaner {
  let held = "";
  return {
    write(text) {
      const all = held === "" ? text : held + text;
      const cut = cutBeforeReference(all);
      held = cut === all.length ? "" : all.slice(cut);
      return clean(cut === all.length ? all : all.slice(0, cut));
    },
    end() {
      const rest = clean(held);
      held = "";
      return rest;
    },
  };
}

function cutBeforeReference(text: string): number {
  const at = text.lastIndexOf("&");
  if (at === -1 || text.length - at >= LONGEST_REFERENCE) return text.length;
  return text.includes(";", at) ? text.length : at;
}

function clean(text: string): string {
  if (text.includes(RESERVED_MARK)) return text.replace(FIX, replacement);
  // Nearly all there is to mend is this one reference, and a plain replacement is much faster than a pattern.
  const marked = text.replaceAll("&#4;", RESERVED_MARK);
  return SUSPECT.test(marked) ? marked.replace(FIX_MARKED, replacement) : marked;
}

function replacement(match: string, decimal: string | undefined, hex: string | undefined): string {
  const number = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : -1;
  if (number === -1) {
    if (match === "&") return "&amp;";
    return match === "\x04" ? RESERVED_MARK : "";
  }
  if (number === 4) return RESERVED_MARK;
  return isXmlCharacter(number) ? match : "";
}

/** XML 1.0's own definition of a character, without our mark. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  if (code === 0xe004) return false;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
