const FORMULA = /^[=+\-@\t\r\n]/;
const PLAIN_NUMBER = /^[-+]?[\d,]*\.?\d+$/;

/** Tells every spreadsheet that the text is UTF-8. */
export const BYTE_ORDER_MARK = "\u{FEFF}";

/**
 * One line of a table as text. A cell that a spreadsheet would run as a formula gets a quote in front; a number stays one,
 * so that sums below zero survive.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const harmless = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
