import type { ReportColumn, ReportRow } from "@cfa/contract/reports";
import { formatRupees } from "@cfa/values/money";

type Cells = ReportRow["cells"];

/** Pixels of one character of small text. */
const CHARACTER = 7.2;
const DIGIT = 7.8; // of the total, which is strong
/** A comma, a point, a colon: of a sum in crores there are five, and a page of sums is not wide. */
const MARK = 4;
const LEAST = 56;
const MOST = 210;
const SPARE = 4;
const A_DAY = "00-00-0000";

/**
 * How wide each column of a report must be, in pixels: as its longest sum, or, of texts, as its longest up to a limit, behind which
 * they go on below. A title goes on below behind each of its words.
 */
export function widthsOf(columns: readonly ReportColumn[], rows: readonly Cells[]): number[] {
  return columns.map((column, at) => {
    const words = titleOf(column).split(" ");
    const cells = rows.map((cells) => textOf(cells[at] ?? null, column));
    const longest = longestOf([...cells, ...words].map(pixelsOf));
    return Math.min(Math.max(Math.ceil(longest) + SPARE, LEAST), MOST);
  });
}

/** The title of a column, of which the sign of the rupee never stands alone. */
export function titleOf({ title }: Pick<ReportColumn, "title">): string {
  return title.replaceAll(" ₹", "\u00A0₹");
}

function longestOf(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}

function pixelsOf(text: string): number {
  const digits = text.replaceAll(/\D/g, "").length;
  const marks = text.replaceAll(/[^.,:]/g, "").length;
  return digits * DIGIT + marks * MARK + (text.length - digits - marks) * CHARACTER;
}

/** What a cell shows, near enough to be measured. */
function textOf(cell: Cells[number], { kind }: ReportColumn): string {
  if (cell === null) return "";
  if (kind === "day") return A_DAY;
  if (kind === "money") return bare(cell);
  if (kind === "balance") return `${bare(cell)} Dr`;
  return String(cell) + (kind === "text" ? "" : ".0 %");
}

/** A sum without the rupee's sign, which stands in the title. */
function bare(paise: string | number): string {
  return formatRupees(BigInt(paise)).replace("₹", "");
}
