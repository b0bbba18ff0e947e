import type { LocalDate } from "@cfa/values/local-date";
import { toRupees } from "@cfa/values/money";

import type { View } from "../company/view.ts";
import { paiseOf, type Value } from "../formula/value.ts";
import type { AskedFields } from "../request/fields.ts";
import {
  knownIn,
  scopeOf,
  type EmptyTag,
  type Field,
  type FieldType,
  type Lines,
  type ListField,
  type Shape,
  type Style,
  type Writer,
} from "./shape.ts";
import { escapeText, tallyDay } from "./text.ts";

/*
 * Shapes are turned into writers once for each request, so that for each of its objects only what was asked for is done.
 */

/** What is written of an object: text that is always the same, or what depends on it. */
type Part<T> = string | Writer<T>;

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
  return mindingExtras(shape, (own) => {
    const parts: Part<T>[] = [];
    const below = new Map(asked.below);
    for (const name of asked.names) {
      if (own.lists?.[name] === undefined) parts.push(...namedParts(own, name, style));
      else if (!asked.listsByPath && !below.has(name)) below.set(name, "whole");
    }
    for (const [name, fields] of below) {
      const list = own.lists?.[name];
      if (list !== undefined) parts.push(list.write(fields, style));
    }
    return parts;
  });
}

/** Writes an object with all its tags, the many empty ones among them. */
export function wholeWriter<T>(shape: Shape<T>, style: Style): Writer<T> {
  const names = [
    ...Object.keys(shape.lines ?? {}),
    ...Object.keys(shape.fields),
    ...(shape.empty?.keys() ?? []),
  ].filter((name) => !name.startsWith("_"));
  return mindingExtras(shape, (own) => [
    ...names.flatMap((name) => namedParts(own, name, style)),
    ...Object.values(own.lists ?? {}).map((list) => list.write("whole", style)),
  ]);
}

/** Most objects have no further fields: those are not asked for any. */
function mindingExtras<T>(shape: Shape<T>, parts: (shape: Shape<T>) => Part<T>[]): Writer<T> {
  const { extra, ...plainShape } = shape;
  const plain = joined(parts(plainShape));
  if (extra === undefined) return plain;
  const full = joined(parts(shape));
  return (object, view) => (extra(object) === undefined ? plain(object, view) : full(object, view));
}

function namedParts<T>(shape: Shape<T>, name: string, style: Style): Part<T>[] {
  const { indent } = style;
  const lines = shape.lines?.[name];
  if (lines !== undefined) return [linesWriter(lines, style)];
  const field = shape.fields[name];
  if (field !== undefined) return [fieldWriter(shape, { name, field, style })];
  const empty = shape.empty?.get(name);
  if (shape.extra === undefined) return empty === undefined ? [] : [indent + emptyLine(empty)];
  const extra = extraWriter(shape, name, indent);
  if (empty === undefined) return [extra];
  const line = indent + emptyLine(empty);
  return [(object, view) => extra(object, view) || line];
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

/** Parts one after the other; neighbours that are always the same become one. */
function joined<T>(parts: readonly Part<T>[]): Writer<T> {
  const merged: Part<T>[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string") merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return (object, view) => {
    let xml = "";
    for (const part of merged) xml += typeof part === "string" ? part : part(object, view);
    return xml;
  };
}
