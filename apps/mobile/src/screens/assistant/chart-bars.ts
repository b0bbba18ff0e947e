import type { AnswerResult, Cell } from "@cfa/contract/assistant-answer";
import { paiseFromJson } from "@cfa/values/money";

import { dayText } from "../../locale/moment-text";

/** A bar of a chart: its place, which it keeps, its row's first cell, the value, and its length in parts of a hundred of the longest. */
export type Bar = {
  readonly key: string;
  readonly label: Cell;
  readonly value: Cell;
  readonly share: number;
  readonly isBelow: boolean;
};

const MOST_BARS = 31;

type Charted = Pick<AnswerResult, "columns" | "rows" | "figures" | "compared" | "period" | "query">;

/** The rows of a result as bars, by the first column of sums or counts, or, of a result without rows, its figure beside that of other days; none where there is nothing to compare. */
export function barsOf(result: Charted): Bar[] {
  const found = (result.rows.length === 0 ? sideBySide(result) : ofRows(result)).flatMap(
    ({ label, value }) => {
      const amount = amountOf(value);
      return label === undefined || value === undefined || amount === null ? [] : [{ label, value, amount }];
    },
  );
  const most = Math.max(...found.map(({ amount }) => Math.abs(amount)));
  return found.map(({ label, value, amount }, at) => ({
    key: String(at),
    label,
    value,
    share: most > 0 ? (Math.abs(amount) / most) * 100 : 0,
    isBelow: amount < 0,
  }));
}

type Drawn = { readonly label: Cell | undefined; readonly value: Cell | undefined };

function ofRows({ columns, rows }: Charted): Drawn[] {
  const column = columns.findIndex((_, at) => at > 0 && rows.some((row) => amountOf(row[at]) !== null));
  return column < 0 ? [] : rows.slice(0, MOST_BARS).map((row) => ({ label: row[0], value: row[column] }));
}

function sideBySide({ figures, compared, period, query }: Charted): Drawn[] {
  const [own, other] = [figures[0]?.cell, compared[0]?.cell];
  if (other === undefined || period === null || query.comparedTo === null) return [];
  return [
    { label: daysOf(period), value: own },
    { label: daysOf(query.comparedTo), value: other },
  ];
}

function daysOf({ from, to }: { from: string; to: string }): Cell {
  return { kind: "text", value: `${dayText(from)} – ${dayText(to)}` };
}

function amountOf(cell: Cell | undefined): number | null {
  if (cell?.kind === "money") return Number(paiseFromJson(cell.value)) * (cell.side === "credit" ? -1 : 1);
  return cell?.kind === "count" || cell?.kind === "days" || cell?.kind === "percent" ? cell.value : null;
}
