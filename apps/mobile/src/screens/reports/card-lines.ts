import type { ReportColumn, ReportRow } from "@cfa/contract/reports";

type Cells = ReportRow["cells"];
type Cell = Cells[number];

/** What is owed is told even where it is nothing: else what has gone to nothing looks like what is not said. */
const ALWAYS: ReadonlySet<string> = new Set(["outstanding", "balance"]);

/** The cells of a row that stand below its first on a phone; of the others what is nothing, or a sum of nothing, is left out. */
export function linesOf(
  columns: readonly ReportColumn[],
  cells: Cells,
): { column: ReportColumn; cell: NonNullable<Cell> }[] {
  return columns.slice(1).flatMap((column, at) => {
    const cell = cells[at + 1] ?? "";
    const isSaid = cell !== "" && ALWAYS.has(column.key);
    return isSaid || !isNothing(cell) ? [{ column, cell }] : [];
  });
}

/** Whether a cell says nothing. */
export function isNothing(cell: Cell): boolean {
  return cell === null || cell === "" || cell === "0" || cell === 0;
}
