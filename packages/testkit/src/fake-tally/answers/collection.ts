import type { Result } from "@cfa/values/result";

import { countsByDate } from "../company/counts.ts";
import type { CompanyState } from "../company/state.ts";
import { viewOf, type View } from "../company/view.ts";
import type { Scope } from "../formula/compile.ts";
import { EMPTY_KINDS, KINDS, type Kind } from "../objects/kinds.ts";
import { askedFields, type AskedFields } from "../request/fields.ts";
import { masterPeriod, requestedPeriod } from "../request/period.ts";
import type { Definition, Variable } from "../request/read-request.ts";
import type { Settings } from "../server/settings.ts";
import { tallyDay } from "../xml/text.ts";
import { aggregated, namedFormulas, valueLines, type NamedFormula } from "./aggregate.ts";
import { conditionOf, type BadFormula, type Condition } from "./condition.ts";
import type { Definitions } from "./definitions.ts";
import { collectionEnvelope, errorAnswer } from "./envelope.ts";
import { answer, type Outcome } from "./outcome.ts";

export type CollectionAsk = {
  readonly state: CompanyState;
  readonly definition: Definition;
  readonly definitions: Definitions;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly settings: Settings;
  /** Companies and currencies of the open companies, which the head counts. */
  readonly counts: Readonly<Record<string, number>>;
};

/** Answers a collection of one company's objects. */
export function companyCollection(ask: CollectionAsk): Outcome {
  const { definition, definitions, settings } = ask;
  const empty = collectionEnvelope([], ask.counts);
  if (settings.quirks.emptyStaysEmpty && definitions.wasEmpty(definition.name))
    return { kind: "answer", pieces: empty };
  const source = sourceOf(definition, definitions);
  const [unknown] = [...definition.unknown, ...source.unknown];
  if (unknown !== undefined) return answer(errorAnswer(`The fake Tally does not understand '${unknown}'`));
  const type = source.type.toLowerCase().replaceAll(" ", "");
  if (EMPTY_KINDS.has(type)) return { kind: "answer", pieces: empty };
  const kind = KINDS[type.replace(/s$/, "")];
  if (kind === undefined) {
    return { kind: "modal", text: `Internal Error: Incorrect Object Type! (${source.type})`, after: empty };
  }
  if (kind.isMaster && ask.variables.has("svfromdate"))
    return { kind: "modal", text: "A period on a list of masters", after: empty };
  const fields = fieldsOf(definition, settings);
  if (fields === "killer") return { kind: "crash", reason: "* in NATIVEMETHOD" };
  const asked = kind.known(fields);
  if (asked.known === 0 && asked.unknown > 0)
    return { kind: "crash", reason: "none of the fields that were asked for exists" };
  const rules = { current: ask.state.period, isEducational: settings.educational };
  const period = kind.isMaster ? masterPeriod(ask.variables, rules) : requestedPeriod(ask.variables, rules);
  const view = viewOf(ask.state, period);
  const rows = rowsOf({ kind, view, definition, source, fields });
  if (!rows.ok) {
    if (rows.error.kind === "crash") return { kind: "crash", reason: rows.error.sentence };
    return answer(errorAnswer(rows.error.sentence));
  }
  return { kind: "answer", pieces: collectionEnvelope(noting(rows.value, ask), ask.counts) };
}

/** Remembers that a collection came out empty. */
function* noting(rows: Iterable<string>, ask: CollectionAsk): Generator<string> {
  let isEmpty = true;
  for (const row of rows) {
    isEmpty = false;
    yield row;
  }
  if (isEmpty) ask.definitions.noteEmpty(ask.definition.name);
}

/** The definition whose objects a collection is made of: itself, or at the end of its sources. */
function sourceOf(definition: Definition, definitions: Definitions): Definition {
  let at = definition;
  for (let step = 0; step < 10 && at.source !== ""; step++) {
    const next = definitions.find(at.source);
    if (next === undefined) break;
    at = next;
  }
  return at;
}

function fieldsOf(definition: Definition, settings: Settings): AskedFields | "killer" {
  if (definition.nativeMethods.some((method) => method.includes("*"))) return "killer";
  const { listsByPathOnly } = settings.quirks;
  if (!listsByPathOnly) return askedFields([...definition.fetch, ...definition.nativeMethods]);
  const fetched = askedFields(definition.fetch, { listsByPath: true });
  const native = askedFields(definition.nativeMethods);
  // A list that is a native method comes whole although its bare name in FETCH would give nothing.
  const whole = native.names.map((name) => [name, "whole"] as const);
  return {
    ...fetched,
    names: [...new Set([...fetched.names, ...native.names])],
    below: new Map([...whole, ...fetched.below, ...native.below]),
  };
}

type Rows = {
  readonly kind: Kind;
  readonly view: View;
  readonly definition: Definition;
  readonly source: Definition;
  readonly fields: AskedFields;
};

function rowsOf(of: Rows): Result<Iterable<string>, BadFormula> {
  const { definition, source, view, kind, fields } = of;
  const filters = source === definition ? [definition] : [definition, source];
  const conditions: Condition[] = [];
  for (const each of filters) {
    const condition = conditionOf(each, view);
    if (!condition.ok) return condition;
    conditions.push(condition.value);
  }
  const compute = namedFormulas(definition.compute, { definition, view, isAggregate: false });
  if (!compute.ok) return compute;
  if (definition.by.length + definition.aggregates.length + definition.walk.length > 0) {
    return groupedRows(of, { conditions, compute: compute.value });
  }
  const { passes, narrowed } = joined(conditions);
  const further =
    compute.value.length === 0
      ? {}
      : { further: (scope: Scope) => valueLines(compute.value, valuesOf(compute.value, scope)) };
  return { ok: true, value: kind.rows(view, { fields, passes, narrowed, ...further }) };
}

function groupedRows(
  of: Rows,
  made: { conditions: readonly Condition[]; compute: readonly NamedFormula[] },
): Result<Iterable<string>, BadFormula> {
  const { definition, view, kind } = of;
  const quick = made.conditions.every(({ passes }) => passes === null) ? quickDateCounts(of) : null;
  if (quick !== null) return { ok: true, value: quick };
  const by = namedFormulas(definition.by, { definition, view, isAggregate: false });
  if (!by.ok) return by;
  const aggregates = namedFormulas(definition.aggregates, { definition, view, isAggregate: true });
  if (!aggregates.ok) return aggregates;
  const { passes, narrowed } = joined(made.conditions);
  const objects = walked(passing(kind.scopes(view, narrowed), passes), definition.walk.map(listName));
  // Rows of a walked collection are called after the line; those of a plain one after the object.
  const tag = definition.walk.length === 0 ? kind.tag : "LEDGERENTRY";
  if (by.value.length + aggregates.value.length === 0) {
    return { ok: true, value: computedRows(objects, made.compute) };
  }
  return { ok: true, value: aggregated(objects, { by: by.value, aggregates: aggregates.value, tag }) };
}

const BY_DATE = /^([^:]+):\s*\$Date\s*$/i;
const COUNT = /^([^:]+):\s*Sum\s*:\s*(?:\$\$Number:)?1\s*$/i;

/** Counts by day, asked for without a filter, without looking at every voucher; null when something else is asked. */
function quickDateCounts({ definition, kind, view }: Rows): Iterable<string> | null {
  const [by, ...moreBy] = definition.by.map((line) => BY_DATE.exec(line)?.[1]?.trim().toUpperCase());
  const [count, ...more] = definition.aggregates.map((line) => COUNT.exec(line)?.[1]?.trim().toUpperCase());
  if (kind.tag !== "VOUCHER" || definition.walk.length + moreBy.length + more.length > 0) return null;
  if (by === undefined || count === undefined) return null;
  return countsByDate(view.state, view.period).map(
    (day) =>
      `    <VOUCHER>\r\n     <${by} TYPE="Date">${tallyDay(day.date)}</${by}>\r\n` +
      `     <${count} TYPE="Number"> ${day.count}</${count}>\r\n    </VOUCHER>\r\n`,
  );
}

function* computedRows(objects: Iterable<Scope>, compute: readonly NamedFormula[]): Generator<string> {
  for (const object of objects)
    yield `    <OBJECT>\r\n${valueLines(compute, valuesOf(compute, object))}    </OBJECT>\r\n`;
}

function* passing(scopes: Iterable<Scope>, passes: Condition["passes"]): Generator<Scope> {
  for (const scope of scopes) if (passes === null || passes(scope)) yield scope;
}

/** The objects of the lists on a way down: each voucher's entries, each entry's bills. */
function* walked(scopes: Iterable<Scope>, lists: readonly string[]): Generator<Scope> {
  const [list, ...rest] = lists;
  for (const scope of scopes) {
    if (list === undefined) yield scope;
    else yield* walked(scope.below?.(list) ?? [], rest);
  }
}

/** A walk over a voucher's entries is one over all of them, whichever of the two names it has. */
function listName(name: string): string {
  const plain = name.toLowerCase().replaceAll(" ", "");
  return plain === "ledgerentries" ? "allledgerentries" : plain;
}

function valuesOf(formulas: readonly NamedFormula[], scope: Scope): ReturnType<NamedFormula["value"]>[] {
  return formulas.map((formula) => formula.value(scope));
}

function joined(conditions: readonly Condition[]): Condition {
  const active = conditions.filter((condition) => condition.passes !== null);
  if (active.length === 0) return { passes: null, narrowed: { alterIds: {}, guids: null } };
  const [first] = active;
  return {
    passes: (scope) => active.every((condition) => condition.passes?.(scope) === true),
    narrowed: first?.narrowed ?? { alterIds: {}, guids: null },
  };
}
