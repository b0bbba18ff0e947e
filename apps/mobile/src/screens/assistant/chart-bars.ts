import type { AnswerResult, Cell } from "@cfa/contract/assistant-answer";
import { paiseFromJson } from "@cfa/values/money";

/** A bar of a chart: its row's first cell, the value, and its length in parts of a hundred of the longest. */
export type Bar = {
  readonly label: Cell;
  readonly value: Cell;
  readonly share: number;
  readonly isBelow: boolean;
};

const MOST_BARS = 31;

/** The rows of a result as bars, by the first column of sums or counts; none where there is nothing to compare. */
export function barsOf({ columns, rows }: Pick<AnswerResult, "columns" | "rows">): Bar[] {
  const column = columns.findIndex((_, at) => at > 0 && rows.some((row) => amountOf(row[at]) !== null));
  if (column < 0) return [];
  const found = rows.slice(0, MOST_BARS).flatMap((row) => {
    const [label, value] = [row[0], row[column]];
    const amount = amountOf(value);
    return label === undefined || value === undefined || amount === null ? [] : [{ label, value, amount }];
  });
  const most = Math.max(...found.map(({ amount }) => Math.abs(amount)));
  return found.map(({ label, value, amount }) => ({
    label,
    value,
    share: most > 0 ? (Math.abs(amount) / most) * 100 : 0,
    isBelow: amount < 0,
  }));
}

function amountOf(cell: Cell | undefined): number | null {
  if (cell?.kind === "money") return Number(paiseFromJson(cell.value)) * (cell.side === "credit" ? -1 : 1);
  return cell?.kind === "count" || cell?.kind === "days" || cell?.kind === "percent" ? cell.value : null;
}
