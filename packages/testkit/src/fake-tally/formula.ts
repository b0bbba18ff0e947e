import { parseRequestDay } from "./tally-day.ts";

/** A field's value while a filter is applied. Days are "YYYY-MM-DD". */
export type Value = string | number | boolean;

/** A condition on one object. */
export type Condition = (field: (name: string) => Value) => boolean;

type Term = (field: (name: string) => Value) => Value;

/**
 * Understands the TDL formulas that filters are made of: `$Field`, numbers, strings, `=`, `<>`, `<`, `<=`, `>`, `>=`,
 * And, Or, Not, brackets, `$$Date:"1-4-2025"`, `$$IsEmpty:$Field`, Yes and No. Texts compare without case, as in Tally.
 * Null when the formula is none of that; Tally then answers with an error.
 */
export function readFormula(text: string): Condition | null {
  const tokens = text.match(TOKEN);
  if (
    tokens === null ||
    tokens.join("").length !== text.replaceAll(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, "").length
  )
    return null;
  const reader = { tokens, at: 0 };
  const condition = readOr(reader);
  if (condition === null || reader.at !== tokens.length) return null;
  return (field) => truth(condition(field));
}

const TOKEN =
  /"[^"]*"|\$\$[A-Za-z]+:?|\$[A-Za-z_.]+|##[A-Za-z]+|<=|>=|<>|!=|[=<>()]|-?\d+(?:\.\d+)?|[A-Za-z]+/g;

type Reader = { readonly tokens: readonly string[]; at: number };

function readOr(reader: Reader): Term | null {
  return readChain(reader, {
    word: "OR",
    below: readAnd,
    join: (a, b) => (field) => truth(a(field)) || truth(b(field)),
  });
}

function readAnd(reader: Reader): Term | null {
  return readChain(reader, {
    word: "AND",
    below: readNot,
    join: (a, b) => (field) => truth(a(field)) && truth(b(field)),
  });
}

type Chain = { word: string; below: (reader: Reader) => Term | null; join: (a: Term, b: Term) => Term };

function readChain(reader: Reader, chain: Chain): Term | null {
  let left = chain.below(reader);
  while (left !== null && peek(reader) === chain.word) {
    reader.at++;
    const right = chain.below(reader);
    if (right === null) return null;
    left = chain.join(left, right);
  }
  return left;
}

function readNot(reader: Reader): Term | null {
  if (peek(reader) !== "NOT") return readComparison(reader);
  reader.at++;
  const inner = readNot(reader);
  return inner === null ? null : (field) => !truth(inner(field));
}

const COMPARE: Readonly<Record<string, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

function readComparison(reader: Reader): Term | null {
  const left = readTerm(reader);
  const test = COMPARE[peek(reader)];
  if (left === null || test === undefined) return left;
  reader.at++;
  const right = readTerm(reader);
  return right === null ? null : (field) => test(order(left(field), right(field)));
}

function readTerm(reader: Reader): Term | null {
  const token = reader.tokens[reader.at++];
  if (token === undefined) return null;
  if (token === "(") {
    const inner = readOr(reader);
    return reader.tokens[reader.at++] === ")" ? inner : null;
  }
  if (token.startsWith("$$")) return readFunction(reader, token.slice(2).replace(":", "").toUpperCase());
  if (token.startsWith("$")) {
    const name = token.slice(1).toUpperCase();
    return (field) => field(name);
  }
  if (token.startsWith('"')) return () => token.slice(1, -1);
  if (/^-?\d/.test(token)) return () => Number(token);
  const word = token.toUpperCase();
  return word === "YES" || word === "NO" ? () => word === "YES" : null;
}

function readFunction(reader: Reader, name: string): Term | null {
  const argument = readTerm(reader);
  if (argument === null) return null;
  if (name === "DATE") return (field) => parseRequestDay(String(argument(field))) ?? "";
  if (name === "ISEMPTY") return (field) => argument(field) === "";
  return null;
}

function order(a: Value, b: Value): number {
  if (typeof a === "number" || typeof b === "number") return Number(a) - Number(b);
  const [left, right] = [comparable(a), comparable(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function comparable(value: Value): string {
  return typeof value === "boolean" ? (value ? "YES" : "NO") : String(value).trim().toUpperCase();
}

function truth(value: Value): boolean {
  return typeof value === "string" ? value !== "" && value.toUpperCase() !== "NO" : Boolean(value);
}

function peek(reader: Reader): string {
  return (reader.tokens[reader.at] ?? "").toUpperCase();
}
