/* The code that people carry between an agent and the app (pairing.ts). */

/** Twenty letters that are not mistaken for others and spell no words. */
export const CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
export const CODE_LENGTH = 8;
/** What the QR of a code or token begins with, so that a scanner knows what it has before it. */
export const PAIRING_QR = "cfa-pair:";

const LETTER = `[${CODE_LETTERS}${CODE_LETTERS.toLowerCase()}]`;
/** A code as people may write it. */
export const TYPED_CODE = new RegExp(`^ *(${PAIRING_QR})?(${LETTER}[ -]?){${CODE_LENGTH}} *$`);

/** A code as it was typed or scanned, in its one form. */
export function tidyCode(text: string): string {
  const typed = text.trim();
  const bare = typed.startsWith(PAIRING_QR) ? typed.slice(PAIRING_QR.length) : typed;
  return bare.replaceAll(/[\s-]/g, "").toUpperCase();
}

/** A code as people read it: "BCDF-GHJK". */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

export const TYPED_CODE_LENGTH = 60;

/** A code that was typed or scanned, in its one form; undefined: it is none. */
export function pairingCodeOf(text: string): string | undefined {
  return text.length <= TYPED_CODE_LENGTH && TYPED_CODE.test(text) ? tidyCode(text) : undefined;
}
