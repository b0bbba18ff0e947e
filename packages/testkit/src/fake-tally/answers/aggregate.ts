import { fail, ok, type Result } from "@cfa/values/result";

import type { View } from "../company/view.ts";
import type { Compiled, Scope } from "../formula/compile.ts";
import { readExpression } from "../formula/expression.ts";
import { compareValues, numberOf, type Value } from "../formula/value.ts";
import type { Definition } from "../request/read-request.ts";
import type { FieldType } from "../xml/shape.ts";
import { textOf } from "../xml/write.ts";
import { escapeText } from "../xml/text.ts";
import { compiledFormula, type BadFormula } from "./condition.ts";

/** "Count : Sum : $$Number:1" or "Party : $PartyLedgerName", ready to use. */
export type NamedFormula = { readonly tag: string; readonly how: string; readonly value: Compiled };

/** Reads the BY or COMPUTE lines ("Name : formula") or AGGRCOMPUTE lines ("Name : Sum : formula") of a definition. */
export function namedFormulas(
  lines: readonly string[],
  of: { definition: Definition; view: View; isAggregate: boolean },
): Result<NamedFormula[], BadFormula> {
  const named: NamedFormula[] = [];
  for (const line of lines) {
    const [name = "", ...rest] = line.split(":");
    const how = of.isAggregate ? (rest.shift() ?? "").trim().toLowerCase() : "";
    const text = rest.join(":").trim();
    const read = readExpression(text === "" && how === "count" ? "1" : text);
    if (!read.ok) return fail({ kind: "unknown", sentence: `Could not understand '${line}': ${read.error}` });
    const compiled = compiledFormula(read.value, of.definition, of.view);
    if (!compiled.ok) return compiled;
    named.push({ tag: name.trim().replaceAll(" ", "").toUpperCase(), how, value: compiled.value });
  }
  return ok(named);
}

/** One row for each set of values of `by`, in the order they were met. */
export function* aggregated(
  objects: Iterable<Scope>,
  of: { by: readonly NamedFormula[]; aggregates: readonly NamedFormula[]; tag: string },
): Generator<string> {
  const rows = new Map<string, { keys: Value[]; totals: Value[] }>();
  for (const object of objects) {
    const keys = of.by.map((formula) => formula.value(object));
    const key = JSON.stringify(keys, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    let row = rows.get(key);
    if (row === undefined) rows.set(key, (row = { keys, totals: of.aggregates.map(() => null) }));
    for (const [at, { how, value }] of of.aggregates.entries()) {
      row.totals[at] = added(how, row.totals[at] ?? null, value(object));
    }
  }
  for (const { keys, totals } of rows.values()) {
    yield `    <${of.tag}>\r\n${valueLines(of.by, keys)}${valueLines(of.aggregates, totals)}    </${of.tag}>\r\n`;
  }
}

/** Computed values as lines of an object. */
export function valueLines(formulas: readonly NamedFormula[], values: readonly Value[]): string {
  return formulas
    .map(({ tag }, at) => {
      const value = values[at] ?? null;
      const type = typeOf(value);
      return `     <${tag} TYPE="${type}">${escapeText(textOf(value, type))}</${tag}>\r\n`;
    })
    .join("");
}

function added(how: string, total: Value, value: Value): Value {
  switch (how) {
    case "count":
      return numberOf(total) + 1;
    case "min":
      return total === null || compareValues(value, total) < 0 ? value : total;
    case "max":
      return total === null || compareValues(value, total) > 0 ? value : total;
    case "first":
      return total ?? value;
    case "last":
      return value;
    default:
      if (typeof value === "bigint") return (typeof total === "bigint" ? total : 0n) + value;
      return numberOf(total) + numberOf(value);
  }
}

function typeOf(value: Value): FieldType {
  if (typeof value === "bigint") return "Amount";
  if (typeof value === "number") return "Number";
  if (typeof value === "boolean") return "Logical";
  return value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? "Date" : "String";
}
