import type { ReportColumn } from "@cfa/contract/reports";
import { formatRupees } from "@cfa/values/money";

import { countText } from "../../locale/count-text";
import type { Catalogue } from "../../locale/en";
import { dayText } from "../../locale/moment-text";

type Kind = Pick<ReportColumn, "kind">;

/** Whether a column's cells stand to the right: all numbers do. */
export function isRight({ kind }: Kind): boolean {
  return kind !== "text" && kind !== "day";
}

/** What a cell that is no sum of money says, by its column's kind. */
export function plainText(cell: string | number, { kind }: Kind): string {
  if (kind === "day") return dayText(String(cell));
  if (kind === "percent") return `${(Number(cell) / 100).toFixed(2)} %`;
  if (kind === "days") return (Number(cell) / 10).toFixed(1);
  return kind === "count" ? countText(Number(cell)) : String(cell);
}

/** What any cell says on paper; its column's title says that it is rupees. */
export function paperText(cell: string | number | null, { kind }: Kind, words: Catalogue): string {
  if (cell === null || cell === "") return "";
  if (kind !== "money" && kind !== "balance") return plainText(cell, { kind });
  const paise = BigInt(cell);
  if (kind === "money" || paise === 0n) return sum(paise);
  return paise > 0n ? `${sum(paise)} ${words.common.debit}` : `${sum(-paise)} ${words.common.credit}`;
}

function sum(paise: bigint): string {
  return formatRupees(paise).replace("₹", "");
}
