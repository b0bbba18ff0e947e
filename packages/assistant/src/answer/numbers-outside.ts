import type { AnswerResult, Cell } from "@cfa/contract/assistant-answer";
import { formatRupees, formatRupeesShort, paiseFromJson } from "@cfa/values/money";

import { answerWords } from "./words.ts";
import { writeCell } from "./write-cell.ts";

const DEVANAGARI_ZERO = "०".codePointAt(0) ?? 0;
const NUMBER =
  /(₹\s*)?(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|\d[\d,]*(?:\.\d+)?)(\s*(?:%|L\b|Cr\b(?!\.)|lakh|crore|लाख|करोड़))?/g;

/**
 * Numbers in a text that are in none of the results: neither the value of a cell in one of its forms, nor in a title, label, definition or caveat, nor a count of
 * rows. Names of the books may hold what digits they like. None: the text says nothing that the results do not.
 */
export function numbersOutside(text: string, results: readonly AnswerResult[]): string[] {
  const cells = results.flatMap(cellsOf);
  const names = cells.flatMap(namesOf).toSorted((a, b) => b.length - a.length);
  const known = new Set<string>();
  for (const said of [...cells.flatMap(formsOf), ...results.flatMap(textsOf)]) {
    for (const number of numbersIn(said)) known.add(number);
  }
  return withoutPlaces(text, results).flatMap((line) => {
    let rest = line;
    for (const name of names) rest = rest.replace(alone(name), " ");
    return numbersIn(rest).filter((number) => !known.has(number));
  });
}

/** A name where it stands by itself: one of digits is no part of a number. */
function alone(name: string): RegExp {
  const plain = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<!₹\\s?|\\d[-/:.,]|[\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}]|[-/:.,]\\d)`, "gu");
}

/** The lines of a text, without the places that rows are numbered with. */
function withoutPlaces(text: string, results: readonly AnswerResult[]): string[] {
  const most = Math.max(0, ...results.map(({ rows }) => rows.length));
  return text.split("\n").map((line) => {
    const place = /^\s*(\d+)[.)]\s/.exec(line);
    return place !== null && Number(place[1]) <= most ? line.slice(place[0].length) : line;
  });
}

function cellsOf({ figures, compared, rows }: AnswerResult): Cell[] {
  return [...figures, ...compared].map(({ cell }) => cell).concat(rows.flat());
}

function namesOf(cell: Cell): string[] {
  const isNamed = "name" in cell || cell.kind === "text" || cell.kind === "code";
  const said = isNamed ? writeCell(cell, answerWords("en")) : "";
  return said.trim() === "" ? [] : [said];
}

/** Every way in which a text may write a cell. */
function formsOf(cell: Cell): string[] {
  const written = [writeCell(cell, answerWords("en")), writeCell(cell, answerWords("hi"))];
  if (cell.kind === "money") {
    const sum = paiseFromJson(cell.value);
    return [...written, formatRupees(sum, { paise: false }), formatRupeesShort(sum)];
  }
  if (cell.kind === "percent" || cell.kind === "days")
    return [
      ...written,
      String(Math.round(cell.kind === "days" ? cell.value : cell.value / 100)) +
        (cell.kind === "percent" ? " %" : ""),
    ];
  return cell.kind === "day" ? [...written, cell.value, spelt(cell.value)] : written;
}

/** The digits of a day whose month is written as a word. */
function spelt(day: string): string {
  const [year = "", , date = ""] = day.split("-");
  return `${Number(date)} … ${year}`;
}

function textsOf(result: AnswerResult): string[] {
  const { title, definition, caveats, columns, figures, rowCount, rows } = result;
  return [
    title,
    definition,
    ...caveats.map(({ text }) => text),
    ...[...columns, ...figures].map(({ label }) => label),
    ...[rowCount, rows.length].map(String),
    ...(result.query.comparedTo === null ? [] : Object.values(result.query.comparedTo).map(asWritten)),
  ];
}

function asWritten(day: string): string {
  return day.split("-").toReversed().join("-");
}

/** The numbers of a text in one form: with their unit, without commas, spaces and zeros that say nothing. */
function numbersIn(text: string): string[] {
  const plain = text.replace(/[०-९]/g, (digit) => String((digit.codePointAt(0) ?? 0) - DEVANAGARI_ZERO));
  return [...plain.matchAll(NUMBER)].map(([, rupee = "", digits = "", unit = ""]) => {
    const isPlain = /^[\d,]+(\.\d+)?$/.test(digits);
    const number = isPlain
      ? digits
          .replaceAll(",", "")
          .replace(/(\.\d*?)0+$/, "$1")
          .replace(/\.$/, "")
      : digits;
    return `${rupee.trim()}${number}${unit.trim().toLowerCase()}`;
  });
}
