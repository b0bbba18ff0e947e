import { rankOf } from "./intake/by-kind.ts";
import type { PartyLine } from "./party-books.ts";

/**
 * Lines in the one order in which they are settled, whatever order they came in: by day; on a day goods before money
 * and journals last; then by voucher number as people count ("9" before "10"), reference, GUID (its end counts up as
 * vouchers are entered) and line.
 */
export function inOrder(lines: readonly PartyLine[]): PartyLine[] {
  return lines
    .map((line) => ({ line, key: keyOf(line) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.line.lineNo - b.line.lineNo))
    .map(({ line }) => line);
}

function keyOf(line: PartyLine): string {
  const rank = String.fromCodePoint(65 + rankOf(line.kind));
  return [line.date, rank, counted(line.number), counted(line.reference), line.voucherGuid].join("\u0000");
}

function counted(text: string): string {
  return text.replaceAll(/\d+/g, (digits) => digits.padStart(12, "0"));
}
