const FORMULA = /^[=+\-@\t\r\n]/;
const PLAIN_NUMBER = /^[-+]?[\d,]*\.?\d+$/;

/** Whether a spreadsheet would take a text for a formula, or run what stands behind its first character. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text);
}

/** The text with a quote in front where a spreadsheet would run it: what plain text can do about it. */
export function guardedText(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text;
}
