import type { AnswerResult, Cell } from "@cfa/contract/assistant-answer";
import type { Calculation } from "@cfa/contract/assistant-kinds";

import { dayText } from "./title.ts";
import { answerWords, fill, type AnswerLanguage } from "./words.ts";
import type { AnswerWords } from "./words-en.ts";
import { writeCell } from "./write-cell.ts";

const MOST_SAID = 10;
/** Columns of free text as somebody wrote it into the books: they stand in the rows and are not said. */
const WRITTEN = new Set(["narration", "reference"]);

/** An answer in words. Each number in it is a cell of a result, or stands in a result's title or caveat. A calculation is in the results already (calculate.ts). */
export function sayAnswer(
  results: readonly AnswerResult[],
  calculation: Calculation | null,
  language: AnswerLanguage,
): string {
  const words = answerWords(language);
  const paragraphs = results.map((result) => sayResult(result, words));
  const worked = results[0]?.figures.find(({ name }) => name === calculation);
  if (calculation !== null && worked !== undefined) {
    paragraphs.push(fill(words.say[calculation], { value: writeCell(worked.cell, words) }));
  }
  return paragraphs.join("\n\n");
}

function sayResult(result: AnswerResult, words: AnswerWords): string {
  const { title, caveats } = result;
  const lines = [];
  if (isNone(result)) lines.push(fill(words.say.none, { title }));
  else lines.push(...sayFigures(result, words), ...sayRows(result, words));
  return [...lines, ...caveats.map(({ text }) => text)].join("\n");
}

/** Nothing is there: no rows, and no figure but nothing and zero. */
function isNone({ figures, rows }: AnswerResult): boolean {
  return rows.length === 0 && figures.every(({ cell }) => isNothing(cell));
}

function isNothing(cell: Cell): boolean {
  return (
    cell.kind === "none" || ((cell.kind === "money" || cell.kind === "count") && BigInt(cell.value) === 0n)
  );
}

function sayFigures({ title, figures, compared, query }: AnswerResult, words: AnswerWords): string[] {
  const [first, ...rest] = figures;
  if (first === undefined) return [`${title}:`];
  const lines = [fill(words.say.figure, { title, value: writeCell(first.cell, words) })];
  const more = rest.filter(
    ({ cell, name }) => !isNothing(cell) && !WRITTEN.has(name) && name !== "share" && name !== "difference",
  );
  if (more.length > 0) {
    const said = more.map(({ label, cell }) =>
      fill(words.say.more, { label, value: writeCell(cell, words) }),
    );
    lines.push(`${said.join("; ")}.`);
  }
  const then = compared[0];
  if (then !== undefined && query.comparedTo !== null) {
    const { from, to } = query.comparedTo;
    const value = writeCell(then.cell, words);
    lines.push(fill(words.say.comparedTo, { from: dayText(from), to: dayText(to), value }));
  }
  return lines;
}

/** The first rows, where rows were asked for. */
function sayRows({ rows, rowCount, query, columns }: AnswerResult, words: AnswerWords): string[] {
  if (query.groupBy === null && query.limit === null && rowCount > MOST_SAID) return [];
  const said = rows.slice(0, MOST_SAID).map((row, index) => {
    const [name = { kind: "none" as const }, ...cells] = row;
    const told = cells.filter((_, at) => !WRITTEN.has(columns[at + 1]?.name ?? ""));
    const values = told.filter((cell) => cell.kind !== "none").map((cell) => writeCell(cell, words));
    return fill(words.say.row, {
      place: String(index + 1),
      name: writeCell(name, words),
      values: values.join(", "),
    });
  });
  return rowCount > said.length ? [...said, fill(words.say.others, { count: String(rowCount) })] : said;
}
