import { fail, ok, type Result } from "@cfa/values/result";

import { readAmount } from "../parse/amount.ts";

/** A sum in a table: its size in paise, and the side where the cell names one. */
export type CsvAmount = { readonly paise: bigint; readonly side: "debit" | "credit" | null };

const SIDE = /\s*\b(dr|cr|debit|credit)\b\.?\s*$/i;

/**
 * Reads a sum as people's tables have it: "1,23,456.00", "₹ 500", "500 Dr", "(1,234.50)" and "1,234.50-" for less than
 * nothing. Empty and a lone dash are null. Fails on anything else.
 */
export function readCsvAmount(cell: string): Result<CsvAmount | null, string> {
  let text = cell.trim();
  if (text === "" || /^[-–—]$/.test(text)) return ok(null);
  const side = SIDE.exec(text)?.[1]?.toLowerCase();
  text = text.replace(SIDE, "");
  const isNegative = /^\(.*\)$/.test(text) || /\d\s*-$/.test(text);
  text = text
    .replace(/^\((.*)\)$/, "$1")
    .replace(/(\d)\s*-$/, "$1")
    .replace(/^[-–—](?=\s*[\d₹.])/, "-");
  if (text.startsWith(".")) text = `0${text}`;
  if (/[@=]/.test(text)) return fail(`not an amount: "${cell.slice(0, 80)}"`);
  const read = readAmount(text);
  if (!read.ok) return fail(`not an amount: "${cell.slice(0, 80)}"`);
  const size = BigInt(read.value.paise);
  return ok({
    paise: isNegative ? -size : size,
    side: side === undefined ? null : side.startsWith("d") ? "debit" : "credit",
  });
}

/** Whether a cell looks like a sum. */
export function looksLikeAmount(cell: string): boolean {
  const read = readCsvAmount(cell);
  return read.ok && read.value !== null && /\d/.test(cell);
}
