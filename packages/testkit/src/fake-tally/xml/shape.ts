import type { LocalDate } from "@cfa/values/local-date";
import { toRupees } from "@cfa/values/money";

import type { View } from "../company/view.ts";
import type { Scope } from "../formula/compile.ts";
import { paiseOf, type Value } from "../formula/value.ts";
import type { AskedFields } from "../request/fields.ts";
import { escapeText, tallyDay } from "./text.ts";

export type FieldType =
  | "String"
  | "Number"
  | "Amount"
  | "Logical"
  | "Date"
  | "Due Date"
  | "Quantity"
  | "Rate";

/** A field of a kind of object: its tag, Tally's type and how to get it. */
export type Field<T> = {
  readonly tag: string;
  readonly type: FieldType;
  /** Undefined where the object does not have the field at all. */
  readonly value: (object: T, view: View) => Value | undefined;
  /** The text where it is not simply the value's. */
  readonly text?: (object: T, view: View) => string;
  readonly attributes?: (object: T, view: View) => string;
};

/** Lines of text in a list of their own, as an address. */
export type Lines<T> = { readonly tag: string; readonly lines: (object: T, view: View) => readonly string[] };

/** A list of objects below an object. */
export type ListField<T> = {
  readonly tag: string;
  write(fields: AskedFields | "whole", style: Style): Writer<T>;
  known(fields: AskedFields): { known: number; unknown: number };
  scopes(object: T, view: View, above: Scope): Scope[];
};

/** Everything a kind of object has. Keys are lower-case field names as requests use them. */
export type Shape<T> = {
  readonly fields: Readonly<Record<string, Field<T>>>;
  readonly lines?: Readonly<Record<string, Lines<T>>>;
  readonly lists?: Readonly<Record<string, ListField<T>>>;
  /** Tags that this Tally knows and always leaves empty, or at their text. */
  readonly empty?: ReadonlyMap<string, EmptyTag>;
  /** Types that are written beside a value; vouchers carry fewer than masters. */
  readonly typed: ReadonlySet<FieldType>;
  readonly extra?: (object: T) => Readonly<Record<string, string>> | undefined;
};

/** A tag without a value of its own; one that ends in .LIST holds blanks. */
export type EmptyTag = { readonly tag: string; readonly text: string };

export type Writer<T> = (object: T, view: View) => string;

/** How lines are written: what stands in front, and whether types stand beside values, as in collections. */
export type Style = { readonly indent: string; readonly isTyped: boolean };

export const ALL_TYPES: ReadonlySet<FieldType> = new Set<FieldType>([
  "String",
  "Number",
  "Amount",
  "Logical",
  "Date",
  "Due Date",
  "Quantity",
  "Rate",
]);

/** A list of a shape of its own. */
export function listOf<T, U>(
  tag: string,
  rows: (object: T, view: View) => readonly U[],
  shape: Shape<U>,
): ListField<T> {
  return {
    tag,
    write(fields, style) {
      const { indent } = style;
      const below = { ...style, indent: `${indent} ` };
      const inner = fields === "whole" ? wholeWriter(shape, below) : fieldsWriter(shape, fields, below);
      const empty = `${indent}<${tag}>      </${tag}>\r\n`;
      const [open, close] = [`${indent}<${tag}>\r\n`, `${indent}</${tag}>\r\n`];
      return (object, view) => {
        let xml = "";
        for (const row of rows(object, view)) xml += open + inner(row, view) + close;
        return xml === "" ? empty : xml;
      };
    },
    known: (fields) => knownIn(shape, fields),
    scopes: (object, view, above) => rows(object, view).map((row) => scopeOf(shape, row, { view, above })),
  };
}

/** Writes the asked fields of an object, one line each; fields it does not have are left out. */
export function fieldsWriter<T>(shape: Shape<T>, asked: AskedFields, style: Style): Writer<T> {
  if (asked.all) return wholeWriter(shape, style);
  const writers: Writer<T>[] = [];
  const below = new Map(asked.below);
  for (const name of asked.names) {
    const list = shape.lists?.[name];
    if (list === undefined) writers.push(...nameWriter(shape, name, style));
    else if (!asked.listsByPath && !below.has(name)) below.set(name, "whole");
  }
  for (const [name, fields] of below) {
    const list = shape.lists?.[name];
    if (list !== undefined) writers.push(list.write(fields, style));
  }
  return joined(writers);
}

/** Writes an object with all its tags, the many empty ones among them. */
export function wholeWriter<T>(shape: Shape<T>, style: Style): Writer<T> {
  const names = [
    ...Object.keys(shape.lines ?? {}),
    ...Object.keys(shape.fields),
    ...(shape.empty?.keys() ?? []),
  ];
  const writers = names
    .filter((name) => !name.startsWith("_"))
    .flatMap((name) => nameWriter(shape, name, style));
  for (const list of Object.values(shape.lists ?? {})) writers.push(list.write("whole", style));
  return joined(writers);
}

/** How many of the asked fields a kind of object knows; asking only for unknown ones kills a Tally. */
export function knownIn<T>(shape: Shape<T>, asked: AskedFields): { known: number; unknown: number } {
  const counts = { known: asked.all ? 1 : 0, unknown: 0 };
  for (const name of asked.names) {
    const isKnown =
      name in shape.fields ||
      name in (shape.lines ?? {}) ||
      name in (shape.lists ?? {}) ||
      shape.empty?.has(name);
    counts[isKnown === true ? "known" : "unknown"]++;
  }
  for (const [name, fields] of asked.below) {
    const list = shape.lists?.[name];
    const inner =
      list === undefined
        ? { known: 0, unknown: 1 }
        : fields === "whole"
          ? { known: 1, unknown: 0 }
          : list.known(fields);
    counts.known += inner.known;
    counts.unknown += inner.unknown;
  }
  return counts;
}

/** An object as a formula sees it. */
export function scopeOf<T>(shape: Shape<T>, object: T, around: { view: View; above?: Scope }): Scope {
  const { view, above } = around;
  const scope: Scope = {
    get(name) {
      const field = shape.fields[name];
      if (field !== undefined) return shape.extra?.(object)?.[name] ?? field.value(object, view) ?? null;
      const [list, ...rest] = name.split(".");
      const rows = rest.length === 0 ? undefined : scope.below?.(withoutIndex(list));
      if (rows !== undefined) return rows[indexIn(list)]?.get(rest.join("."));
      return shape.extra?.(object)?.[name] ?? shape.empty?.get(name)?.text;
    },
    ...(above === undefined ? {} : { above }),
    below: (list) => shape.lists?.[list]?.scopes(object, view, scope),
  };
  return scope;
}

function withoutIndex(name = ""): string {
  return name.replace(/\[\d+\]$/, "");
}

/** `$LedgerEntries[2]` is the second one. */
function indexIn(name = ""): number {
  return Number(/\[(\d+)\]$/.exec(name)?.[1] ?? 1) - 1;
}

function nameWriter<T>(shape: Shape<T>, name: string, style: Style): Writer<T>[] {
  const { indent } = style;
  const lines = shape.lines?.[name];
  if (lines !== undefined) return [linesWriter(lines, style)];
  const field = shape.fields[name];
  if (field !== undefined) return [fieldWriter(shape, { name, field, style })];
  const empty = shape.empty?.get(name);
  if (empty === undefined) return shape.extra === undefined ? [] : [extraWriter(shape, name, indent)];
  const line = indent + emptyLine(empty);
  const extra = extraWriter(shape, name, indent);
  return [(object, view) => (shape.extra?.(object)?.[name] === undefined ? line : extra(object, view))];
}

function emptyLine({ tag, text }: EmptyTag): string {
  if (tag.endsWith(".LIST")) return `<${tag}>      </${tag}>\r\n`;
  return text === "" ? `<${tag}/>\r\n` : `<${tag}>${escapeText(text)}</${tag}>\r\n`;
}

function extraWriter<T>(shape: Shape<T>, name: string, indent: string): Writer<T> {
  const tag = name.toUpperCase();
  return (object) => {
    const text = shape.extra?.(object)?.[name];
    return text === undefined ? "" : `${indent}<${tag}>${escapeText(text)}</${tag}>\r\n`;
  };
}

function fieldWriter<T>(shape: Shape<T>, of: { name: string; field: Field<T>; style: Style }): Writer<T> {
  const { field } = of;
  const type = of.style.isTyped && shape.typed.has(field.type) ? ` TYPE="${field.type}"` : "";
  const open = `${of.style.indent}<${field.tag}${type}`;
  const close = `</${field.tag}>\r\n`;
  return (object, view) => {
    const extra = shape.extra?.(object)?.[of.name];
    if (extra !== undefined) return `${open}>${escapeText(extra)}${close}`;
    const value = field.value(object, view);
    if (value === undefined) return "";
    const text = field.text === undefined ? textOf(value, field.type) : field.text(object, view);
    return `${open}${field.attributes?.(object, view) ?? ""}>${escapeText(text)}${close}`;
  };
}

function linesWriter<T>(field: Lines<T>, { indent }: Style): Writer<T> {
  const { tag } = field;
  const empty = `${indent}<${tag}.LIST TYPE="String">      </${tag}.LIST>\r\n`;
  return (object, view) => {
    const lines = field.lines(object, view);
    if (lines.length === 0) return empty;
    const inner = lines.map((line) => `${indent} <${tag}>${escapeText(line)}</${tag}>\r\n`).join("");
    return `${indent}<${tag}.LIST TYPE="String">\r\n${inner}${indent}</${tag}.LIST>\r\n`;
  };
}

/** A value as Tally writes it: numbers padded with a blank in front. */
export function textOf(value: Value, type: FieldType): string {
  if (value === null) return "";
  switch (type) {
    case "Amount":
      return toRupees(paiseOf(value));
    case "Number":
      return ` ${String(value)}`;
    case "Logical":
      return value === true ? "Yes" : "No";
    case "Date":
      return value === "" ? "" : tallyDay(value as LocalDate);
    case "String":
    case "Due Date":
    case "Quantity":
    case "Rate":
      return String(value);
  }
}

function joined<T>(writers: readonly Writer<T>[]): Writer<T> {
  return (object, view) => {
    let xml = "";
    for (const writer of writers) xml += writer(object, view);
    return xml;
  };
}
