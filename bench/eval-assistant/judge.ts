import type { Answer, AnswerResult, Cell } from "@cfa/contract/assistant-answer";

import type { Outcome } from "./question-file.ts";
import { truthOf, type Truth, type TrueRow } from "./truth.ts";
import { asAnswered, type Wanted } from "./wanted.ts";
import type { World } from "./world.ts";

/* Whether an answer is right: its first figure, its rows, its days. What this bench cannot judge is said so, and is not right. */

/** `wrong`: a figure shown as fact that is none of what is true. `incomplete`: true as far as it goes. */
export type Verdict = {
  readonly kind: "right" | "wrong" | "incomplete" | "withheld" | "unjudged";
  readonly why: string;
};

const right: Verdict = { kind: "right", why: "" };
const verdict = (kind: Verdict["kind"], why: string): Verdict => ({ kind, why });

/** Judges the answer of a turn that is to be answered from the books; `chart`: one is to be shown. */
export async function judgeAnswer(
  world: World,
  {
    answer,
    wanted,
    chart,
    before,
  }: { answer: Answer; wanted: Wanted; chart: boolean; before: readonly string[] },
): Promise<Verdict> {
  if (answer.kind !== "answer" && answer.kind !== "draft") return verdict("withheld", saidOf(answer));
  if (wanted.calc === "difference" && before.length > 1) return difference(answer.results, before);
  const [result] = answer.results;
  if (result === undefined) return verdict("incomplete", "no result");
  const isSame = wanted.unread.join() === "measure" && wanted.calc === null;
  const own = isSame ? asAnswered(result.query, wanted) : null;
  if (own !== null) return await judgeAnswer(world, { answer, wanted: own, chart, before });
  if (wanted.unread.length > 0) return verdict("unjudged", wanted.unread.join("; "));
  const truth = await truthOf(world, wanted, result);
  if (truth === null) return verdict("unjudged", `no SQL for ${wanted.measure}`);
  const first = firstRight(truth, answer.results, answer.books.readAt);
  if (first !== null) return verdict("wrong", first);
  const late = rowsRight(truth.rows, wanted, result);
  if (late !== null) return late;
  if (chart && answer.results.every((each) => each.chart === null)) return verdict("incomplete", "no chart");
  if (
    wanted.periods !== null &&
    answer.results.every(({ period, compared }) => period === null && compared.length === 0)
  ) {
    return verdict("incomplete", "its days are not said");
  }
  return right;
}

function difference(results: readonly AnswerResult[], before: readonly string[]): Verdict {
  const [a, b] = before.slice(-2).map((value) => BigInt(value));
  const wanted = (a ?? 0n) - (b ?? 0n);
  const found = results.flatMap(({ figures }) => figures.map(({ cell }) => valueOf(cell)));
  const both = [String(wanted), String(-wanted)];
  return found.some((value) => both.includes(value))
    ? right
    : verdict("wrong", `difference ${wanted} in ${found.join(", ")}`);
}

/** Why the figures are not those that are true; null: they are. */
function firstRight(truth: Truth, results: readonly AnswerResult[], readAt: string | null): string | null {
  const said: Cell[] = readAt === null ? [] : [{ kind: "moment", value: readAt }];
  const own = results.flatMap(({ figures, compared }) => [...figures, ...compared].map(({ cell }) => cell));
  const cells = [...own, ...said];
  const [main] = results[0]?.figures.map(({ cell }) => cell) ?? [];
  if (truth.first !== null && !truth.first.some((value) => isValue(main, value))) {
    return `first figure ${main === undefined ? "none" : valueOf(main)}, true ${truth.first.slice(0, 4).join(" or ")}`;
  }
  for (const value of truth.all) {
    if (value.startsWith("rows:")) {
      const shown = new Set(results[0]?.rows.flatMap((row) => row.map(valueOf)));
      const lacking = value
        .slice(5)
        .split("|")
        .filter((each) => each !== "" && !shown.has(each));
      const isCut = (results[0]?.rowCount ?? 0) > (results[0]?.rows.length ?? 0);
      if (lacking.length > 0 && !isCut) return `rows lack ${lacking.slice(0, 3).join(", ")}`;
      const [debit, credit] = results[0]?.figures.map(({ cell }) => valueOf(cell)) ?? [];
      if (debit !== credit) return `debit ${debit}, credit ${credit}`;
    } else if (value.startsWith("one:")) {
      const any = value.slice(4).split("|");
      if (value !== "one:" && !cells.some((cell) => any.some((each) => isValue(cell, each))))
        return `none of ${any.slice(0, 4).join(", ")} in ${cells.map(valueOf).join(", ")}`;
    } else if (!cells.some((cell) => isValue(cell, value)))
      return `no figure ${value} in ${cells.map(valueOf).join(", ")}`;
  }
  if (
    truth.compared !== null &&
    !results.some(({ compared }) =>
      compared.some(({ cell }) => truth.compared?.some((value) => isValue(cell, value))),
    )
  ) {
    return `compared, true ${truth.compared.join(" or ")}`;
  }
  return null;
}

/** Why the rows are not those that are true; null: they are. */
function rowsRight(rows: readonly TrueRow[] | null, wanted: Wanted, result: AnswerResult): Verdict | null {
  if (rows === null) return null;
  if (rows.length === 0) {
    const more = result.rows.filter((row) => !row.map(valueOf).includes("0"));
    return more.length === 0 ? null : verdict("wrong", `${more.length} rows where there are none`);
  }
  if (result.rows.length === 0) return verdict("incomplete", "no rows");
  const grain = result.query.groupBy;
  if (grain !== null && wanted.groupBy.length > 0 && !wanted.groupBy.includes(grain))
    return verdict("incomplete", `rows by ${grain}`);
  const byKey = new Map(rows.map(({ key, value }) => [key, value]));
  const days = new Map(rows.map(({ key, day }) => [key, day]));
  for (const row of result.rows) {
    const values = row.map(valueOf);
    if (values[0] === "no-party") continue;
    const key = values.find((value) => byKey.has(value));
    // Open bills and as much unapplied money: nothing is owed, and the row may stand.
    if (key === undefined && values.includes("0")) continue;
    if (key === undefined)
      return verdict(
        "incomplete",
        `rows by ${result.query.groupBy ?? "none"}, not by ${wanted.groupBy.join(" x ")}: ${values.join(", ")}`,
      );
    const value = byKey.get(key) ?? "";
    if (!values.includes(value) && !values.includes(value.replace("-", "")))
      return verdict("wrong", `row ${values.slice(0, 4).join(", ")}, true ${value}`);
    const day = days.get(key) ?? null;
    if (day !== null && !values.includes(day))
      return verdict("wrong", `row ${values.join(", ")}, true ${day}`);
  }
  const least = Math.min(rows.length, wanted.limit ?? rows.length, 100);
  if (result.rows.length < least && result.query.limit === null)
    return verdict("wrong", `${result.rows.length} rows, true ${rows.length}`);
  if (wanted.limit !== null && result.rows.length !== Math.min(wanted.limit, rows.length)) {
    return verdict("incomplete", `${result.rows.length} rows, asked for ${wanted.limit}`);
  }
  const ofParties = result.rows.filter(([name]) => name === undefined || valueOf(name) !== "no-party");
  const shown = ofParties.map(
    (row) => byKey.get(row.map(valueOf).find((value) => byKey.has(value)) ?? "") ?? "",
  );
  const best = rows.slice(0, shown.length).map(({ value }) => value);
  const isCut = shown.length < rows.length && !wanted.byDate;
  if (isCut && shown.toSorted().join() !== best.toSorted().join())
    return verdict("wrong", "not the first rows");
  return null;
}

/** What an answer says, with what it gives to choose from. */
export function saidOf(answer: Answer): string {
  const choices = answer.kind === "choices" ? answer.choices.map(({ text }) => text).join(" | ") : "";
  return `${answer.kind}: ${answer.text} ${choices}`.trim();
}

/** What stands in a cell. */
export function valueOf(cell: Cell): string {
  return "value" in cell ? String(cell.value) : "0";
}

function isValue(cell: Cell | undefined, value: string): boolean {
  if (cell === undefined) return value === "0";
  if (value.startsWith("percent:")) {
    return cell.kind === "percent" && Math.abs(cell.value - Number(value.slice(8))) <= 1;
  }
  if (value.startsWith("days:"))
    return cell.kind === "days" && Math.abs(cell.value - Number(value.slice(5))) < 0.11;
  if (value.startsWith("signed:")) {
    const sum = BigInt(value.slice(7));
    if (cell.kind !== "money") return cell.kind === "none" && sum === 0n;
    return cell.side === null
      ? BigInt(cell.value) === sum
      : BigInt(cell.value) === (cell.side === "credit" ? -sum : sum);
  }
  return valueOf(cell) === value;
}

/** Numbers of a text that are in no cell, title, definition, label or name of its results. */
export function numbersInNoCell(answer: Answer): string[] {
  if (answer.kind !== "answer" && answer.kind !== "draft") return [];
  const known = new Set<string>();
  const put = (text: string) => {
    for (const number of numbersIn(text)) known.add(number);
  };
  for (const {
    figures,
    compared,
    rows,
    title,
    definition,
    caveats,
    query,
    columns,
    rowCount,
    period,
    asOf,
  } of answer.results) {
    for (const { cell, label } of [...figures, ...compared]) [label, ...writings(cell)].forEach(put);
    for (const row of rows) for (const cell of row) writings(cell).forEach(put);
    [title, definition, ...columns.map(({ label }) => label), ...caveats.map(({ text }) => text)].forEach(
      put,
    );
    [
      String(rowCount),
      String(rows.length),
      String(query.limit ?? ""),
      daysText(query.comparedTo),
      daysText(period),
      (asOf ?? "").replaceAll("-", " "),
    ].forEach(put);
  }
  const { readAt } = answer.books;
  if (readAt !== null) writings({ kind: "moment", value: readAt }).forEach(put);
  const texts = answer.kind === "draft" ? [answer.text, answer.draft] : [answer.text];
  const lines = texts.flatMap((text) => text.split("\n").map((line) => line.replace(/^\d+\. /, "")));
  return lines.flatMap((text) => numbersIn(text).filter((number) => !known.has(number)));
}

function daysText(period: { from: string; to: string } | null): string {
  return period === null ? "" : `${period.from} ${period.to}`.replaceAll("-", " ");
}

function numbersIn(text: string): string[] {
  return (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).map((number) =>
    number
      .replaceAll(",", "")
      .replace(/^0+(?=\d)/, "")
      .replace(/\.0+$/, ""),
  );
}

/** The ways a cell may stand in a text. */
function writings(cell: Cell): string[] {
  switch (cell.kind) {
    case "money": {
      const paise = BigInt(cell.value.replace("-", ""));
      return [`${paise / 100n}.${String(paise % 100n).padStart(2, "0")}`];
    }
    case "percent":
      return [String(cell.value / 100), (cell.value / 100).toFixed(1), (cell.value / 100).toFixed(2)];
    case "days":
      return [String(Math.abs(cell.value)), Math.abs(cell.value).toFixed(0), Math.abs(cell.value).toFixed(1)];
    case "count":
      return [String(cell.value)];
    case "moment": {
      const local = new Date(Date.parse(cell.value) + 19_800_000).toISOString();
      return [
        local.slice(0, 10).replaceAll("-", " "),
        local.slice(11, 16).replace(":", " "),
        cell.value.slice(11, 16).replace(":", " "),
      ];
    }
    case "day":
      return [cell.value.replaceAll("-", " ")];
    case "party":
    case "bill":
    case "voucher":
    case "ledger":
      return [cell.name];
    case "text":
      return [cell.value];
    case "code":
      return [cell.text];
    case "none":
      return [];
  }
}

/** Whether an outcome that is no answer is the one asked for. */
export function isOutcome(answer: Answer, outcome: Outcome, sharing: readonly string[]): boolean {
  switch (outcome) {
    case "clarify": {
      if (answer.kind !== "choices") return false;
      if (sharing.length === 0) return answer.choices.length > 1;
      const texts = answer.choices.map(({ text }) => text);
      return sharing.every((name) => texts.some((text) => text.includes(name)));
    }
    case "decline":
      return answer.kind === "declined";
    case "refuse":
      return answer.kind === "refused";
    case "empty":
      return answer.kind === "declined" && answer.code === "unknown-name";
    case "answer":
      return answer.kind === "answer";
  }
}
