import type { ReportColumn, ReportRow } from "@cfa/contract/reports";
import { formatRupees } from "@cfa/values/money";

type Cells = ReportRow["cells"];

/** Pixels of one character of small text; sums are mostly digits and commas. */
const CHARACTER = 7.2;
const LEAST = 56;
const MOST = 210;
const SPARE = 4;
const DAY_CHARACTERS = 10;

/**
 * How wide each column of a report must be, in pixels: as its longest sum, or, of texts, as its longest up to a limit, behind which
 * they go on below. A title goes on below behind each of its words.
 */
export function widthsOf(columns: readonly ReportColumn[], rows: readonly Cells[]): number[] {
  return columns.map((column, at) => {
    const words = titleOf(column).split(" ");
    const cells = rows.map((cells) => lengthOf(cells[at] ?? null, column));
    const longest = longestOf([...cells, ...words.map((word) => word.length)]);
    return Math.min(Math.max(Math.ceil(longest * CHARACTER) + SPARE, LEAST), MOST);
  });
}

/** The title of a column, of which the sign of the rupee never stands alone. */
export function titleOf({ title }: Pick<ReportColumn, "title">): string {
  return title.replaceAll(" ₹", "\u00A0₹");
}

function longestOf(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}

function lengthOf(cell: Cells[number], { kind }: ReportColumn): number {
  if (cell === null) return 0;
  if (kind === "day") return DAY_CHARACTERS;
  if (kind === "money") return formatRupees(BigInt(cell)).length;
  if (kind === "balance") return formatRupees(BigInt(cell)).length + 3;
  return String(cell).length + (kind === "text" ? 0 : 3);
}
