import { assert } from "@cfa/values/assert";
import { formatDay, type LocalDate } from "@cfa/values/local-date";
import { abs, formatRupees, type Paise } from "@cfa/values/money";

import type { Cell, Column, Row } from "./report.ts";

// oxlint-disable-next-line no-control-regex -- just these have no glyph
const UNPRINTABLE = /[\u0000-\u001F\u007F]+/g;

/** A cell as people read it: money in lakh and crore with two decimals, balances with Dr or Cr, days as DD-MM-YYYY. */
export function cellText(cell: Cell, column: Column): string {
  if (cell === null) return "";
  switch (column.kind) {
    case "text":
      return String(cell).replaceAll(UNPRINTABLE, " ");
    case "day":
      return formatDay(cell as LocalDate);
    case "count":
      return String(cell);
    case "percent":
      return `${(Number(cell) / 100).toFixed(2)} %`;
    case "days":
      return (Number(cell) / 10).toFixed(1);
    case "money":
      return moneyText(paiseOf(cell));
    case "balance":
      return balanceText(paiseOf(cell));
  }
}

/** 12,34,567.00, minus in front when below zero; the heading says that it is rupees. */
export function moneyText(amount: Paise): string {
  return formatRupees(amount).replace("₹", "");
}

/** 12,34,567.00 Dr or Cr; nothing behind zero. */
export function balanceText(amount: Paise): string {
  const side = amount === 0n ? "" : amount > 0n ? " Dr" : " Cr";
  return `${moneyText(abs(amount))}${side}`;
}

/** The paise of a cell in a column of money. Anything else there is a mistake of ours. */
export function paiseOf(cell: Cell): Paise {
  assert(typeof cell === "bigint", "a column of money holds something else");
  return cell;
}

/** Whether a column's cells stand to the right. */
export function isNumber(column: Column): boolean {
  return column.kind !== "text" && column.kind !== "day";
}

/** A row of totals whose first column says so, where nothing else stands there. */
export function totalsRow(totals: Row, word: string): Row {
  return totals.map((cell, at) => (at === 0 && cell === null ? word : cell));
}
