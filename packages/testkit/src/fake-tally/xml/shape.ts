import type { View } from "../company/view.ts";
import type { Scope } from "../formula/compile.ts";
import type { Value } from "../formula/value.ts";
import type { AskedFields } from "../request/fields.ts";

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
