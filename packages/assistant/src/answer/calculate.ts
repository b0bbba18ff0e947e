import type { AnswerResult, Cell, Figure } from "@cfa/contract/assistant-answer";
import type { Calculation } from "@cfa/contract/assistant-kinds";

import type { AnswerWords } from "./words-en.ts";

const WHOLE = 10_000n; // hundredths of a per cent

/**
 * Results with what was to be worked out of them, as a figure after the first one's own. Share: of the first result's rows in its own figure, or, of two results, of
 * the first figure in the second. Difference: the first figure less the second. What cannot be worked out is no figure.
 */
export function withCalculation(
  results: readonly AnswerResult[],
  calculation: Calculation | null,
  words: AnswerWords,
): AnswerResult[] {
  const [first, ...rest] = results;
  if (calculation === null || first === undefined) return [...results];
  const cell = calculation === "share" ? shareOf(first, rest[0]) : differenceOf(first, rest[0]);
  if (cell === null) return [...results];
  const figure: Figure = { name: calculation, label: words.names[calculation], cell };
  return [{ ...first, figures: [...first.figures, figure] }, ...rest];
}

function shareOf(first: AnswerResult, second: AnswerResult | undefined): Cell | null {
  const whole = numberOf((second ?? first).figures[0]?.cell);
  const part = second === undefined ? sumOfRows(first) : numberOf(first.figures[0]?.cell);
  if (part === null || whole === null || whole === 0n) return null;
  return { kind: "percent", value: Number((part * WHOLE * 2n + whole) / (2n * whole)) };
}

/** Of the rows that are there: the column that has the name of the first figure, else the first of sums. */
function sumOfRows({ columns, rows, figures }: AnswerResult): bigint | null {
  const named = columns.findIndex(({ name }) => name === figures[0]?.name);
  const at = named === -1 ? columns.findIndex((_, index) => rows[0]?.[index]?.kind === "money") : named;
  if (at === -1) return null;
  return rows.reduce((sum, row) => sum + (numberOf(row[at]) ?? 0n), 0n);
}

function differenceOf(first: AnswerResult, second: AnswerResult | undefined): Cell | null {
  const [one, other] = [first.figures[0]?.cell, second?.figures[0]?.cell];
  if (one?.kind === "money" && other?.kind === "money") {
    const value = (signed(one) - signed(other)).toString();
    return { kind: "money", value, side: null };
  }
  if ((one?.kind === "count" || one?.kind === "days") && other?.kind === one.kind) {
    return { ...one, value: Math.round((one.value - other.value) * 10) / 10 };
  }
  return null;
}

function numberOf(cell: Cell | undefined): bigint | null {
  if (cell?.kind === "money") return signed(cell);
  return cell?.kind === "count" ? BigInt(cell.value) : null;
}

function signed(cell: Extract<Cell, { kind: "money" }>): bigint {
  const size = BigInt(cell.value);
  return cell.side === "credit" ? -size : size;
}
