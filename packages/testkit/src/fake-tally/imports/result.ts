import type { ImportStyle } from "../request/read-request.ts";
import { escapeText } from "../xml/text.ts";

/** What an import came to. A counter says only that something was understood. */
export type ImportResult = {
  readonly created: number;
  readonly altered: number;
  readonly deleted: number;
  readonly lastVoucherId: number;
  readonly lastMasterId: number;
  readonly combined: number;
  readonly ignored: number;
  readonly errors: number;
  readonly cancelled: number;
  readonly exceptions: number;
  readonly lineErrors: readonly string[];
};

export const NOTHING_IMPORTED: ImportResult = {
  created: 0,
  altered: 0,
  deleted: 0,
  lastVoucherId: 0,
  lastMasterId: 0,
  combined: 0,
  ignored: 0,
  errors: 0,
  cancelled: 0,
  exceptions: 0,
  lineErrors: [],
};

/** The answer to an import, in the shape that belongs to how it was asked. */
export function importAnswer(result: ImportResult, style: ImportStyle): string {
  return style === "old" ? oldAnswer(result) : newAnswer(result);
}

function oldAnswer(result: ImportResult): string {
  return `<RESPONSE>\r\n${lineErrors(result, " ")}${counters(result, " ")}</RESPONSE>\r\n`;
}

function newAnswer(result: ImportResult): string {
  return (
    "<ENVELOPE>\r\n <HEADER>\r\n  <VERSION>1</VERSION>\r\n  <STATUS>1</STATUS>\r\n </HEADER>\r\n <BODY>\r\n  <DATA>\r\n" +
    `${lineErrors(result, "   ")}   <IMPORTRESULT>\r\n${counters(result, "    ")}   </IMPORTRESULT>\r\n  </DATA>\r\n </BODY>\r\n</ENVELOPE>\r\n`
  );
}

function lineErrors(result: ImportResult, indent: string): string {
  return result.lineErrors.map((line) => `${indent}<LINEERROR>${escapeText(line)}</LINEERROR>\r\n`).join("");
}

function counters(result: ImportResult, indent: string): string {
  const lines: readonly [string, number][] = [
    ["CREATED", result.created],
    ["ALTERED", result.altered],
    ["DELETED", result.deleted],
    ["LASTVCHID", result.lastVoucherId],
    ["LASTMID", result.lastMasterId],
    ["COMBINED", result.combined],
    ["IGNORED", result.ignored],
    ["ERRORS", result.errors],
    ["CANCELLED", result.cancelled],
    ["EXCEPTIONS", result.exceptions],
  ];
  return lines.map(([tag, count]) => `${indent}<${tag}>${count}</${tag}>\r\n`).join("");
}
