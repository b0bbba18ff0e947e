import type { LocalDate } from "@cfa/values/local-date";
import { fail, ok, type Result } from "@cfa/values/result";

import { readAmount, type TallyAmount } from "../parse/amount.ts";
import { isBlank, OWN_TEXT, type Captured } from "../parse/capture.ts";
import { readDay } from "../parse/day.ts";
import { isReserved, readCount, readFlag, readText } from "../parse/words.ts";

/** One object of Tally being read: what was captured of it, and what could not be read so far. */
export type Reading = { readonly node: Captured; readonly problems: string[] };

/** How one field of ours comes out of an object of Tally; undefined leaves the field out. */
export type Field<T> = (reading: Reading) => T | undefined;

/** The declarative map of one object: for each of our fields, where it comes from. */
export type FieldMap<R> = { readonly [K in keyof R]-?: Field<R[K]> };

/** The longest name and the longest text the contract carries. */
export const NAME_LENGTH = 1_000;
export const TEXT_LENGTH = 20_000;

/** Reads a whole record by its map. Fails with every reason when a field that matters cannot be read. */
export function readRecord<R extends object>(map: FieldMap<R>, node: Captured): Result<R, string> {
  const reading: Reading = { node, problems: [] };
  const record = readFields(map, reading);
  return reading.problems.length === 0 ? ok(record) : fail(reading.problems.slice(0, 5).join("; "));
}

/** Reads a part of a record; its problems go to the record's list. */
export function readPart<R extends object>(map: FieldMap<R>, node: Captured, problems: string[]): R {
  return readFields(map, { node, problems });
}

/** Every item of a list below the object, blank ones (Tally's empty lists) left out; undefined when none. */
export function list<R extends object>(tag: string, map: FieldMap<R>, options: { max: number }): Field<R[]> {
  return ({ node, problems }) => {
    const items = (node.lists.get(tag) ?? []).filter((item) => !isBlank(item));
    if (items.length > options.max) problems.push(`${tag} has ${items.length} lines, ${options.max} at most`);
    return items.length === 0 ? undefined : items.map((item) => readPart(map, item, problems));
  };
}

/** A text that merely describes: cut to what the contract carries. */
export function text(tag: string, options: { max?: number } = {}): Field<string> {
  return ({ node }) => readText(node.text.get(tag))?.slice(0, options.max ?? NAME_LENGTH);
}

/** A name or id that other records point to: it must be there, and whole. */
export function identity(what: string, field: Field<string>): Field<string> {
  return (reading) => {
    const value = field(reading);
    if (value === undefined) reading.problems.push(`no ${what}`);
    else if (value.length > NAME_LENGTH)
      reading.problems.push(`${what} is longer than ${NAME_LENGTH} characters`);
    return value;
  };
}

/** The whole text of a child, however long. */
export function wholeText(tag: string): Field<string> {
  return ({ node }) => readText(node.text.get(tag));
}

/** A name that may be reserved: null for the root and for "none". */
export function parentName(tag: string): Field<string | null> {
  return ({ node }) => {
    const raw = node.text.get(tag);
    return raw === undefined || isReserved(raw) ? null : (readText(raw)?.slice(0, NAME_LENGTH) ?? null);
  };
}

/** An attribute of the object itself. */
export function attribute(name: string): Field<string> {
  return ({ node }) => readText(node.attributes[name]);
}

/** The first of several places that holds something. */
export function either<T>(...fields: readonly Field<T>[]): Field<T> {
  return (reading) => {
    for (const field of fields) {
      const value = field(reading);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** Yes/No in any spelling. */
export function flag(tag: string): Field<boolean> {
  return ({ node }) => readFlag(node.text.get(tag));
}

/** A whole number from 0. */
export function count(tag: string): Field<number> {
  return ({ node }) => readCount(node.text.get(tag));
}

/** A number that is 0 when Tally was not asked for it. */
export function countOrZero(tag: string): Field<number> {
  return ({ node }) => readCount(node.text.get(tag)) ?? 0;
}

/** A day that may be missing; one that cannot be read is left out, because no figure hangs on it. */
export function day(tag: string): Field<LocalDate> {
  return ({ node }) => {
    const read = readDay(node.text.get(tag) ?? "");
    return read.ok ? read.value : undefined;
  };
}

/** The day a record stands on: without it the record is not usable. */
export function requiredDay(what: string, tag: string): Field<LocalDate> {
  return ({ node, problems }) => {
    const raw = node.text.get(tag);
    const read = readDay(raw ?? "");
    if (read.ok) return read.value;
    problems.push(raw === undefined || raw.trim() === "" ? `no ${what}` : `${what}: ${read.error}`);
    return undefined;
  };
}

/** An amount in paise that is zero when empty or missing. The tag must be in the shape as AMOUNT_SHAPE. */
export function amount(tag: string): Field<string> {
  return (reading) => amountOf(tag, reading)?.paise ?? "0";
}

/** An amount that may be missing or empty. */
export function optionalAmount(tag: string): Field<string> {
  return (reading) => amountOf(tag, reading)?.paise;
}

/** The text of an amount in a foreign currency; undefined for rupees. */
export function foreignText(tag: string): Field<string> {
  return ({ node }) => {
    const child = node.lists.get(tag)?.[0];
    const read = child === undefined ? undefined : readAmountNode(child);
    return read?.ok === true ? read.value?.foreign?.slice(0, NAME_LENGTH) : undefined;
  };
}

/** An amount is a text, or in custom reports an object with its side and its value abroad. */
export const AMOUNT_SHAPE = {
  [OWN_TEXT]: "text",
  AMOUNT: "text",
  ISDEBIT: "text",
  FOREXSYMBOL: "text",
  FOREXAMOUNT: "text",
  RATEOFEXCHANGE: "text",
} as const;

function amountOf(tag: string, { node, problems }: Reading): TallyAmount | undefined {
  const child = node.lists.get(tag)?.[0];
  if (child === undefined) return undefined;
  const read = readAmountNode(child);
  if (read.ok) return read.value;
  problems.push(`${tag}: ${read.error}`);
  return undefined;
}

function readAmountNode(node: Captured): Result<TallyAmount | undefined, string> {
  const inner = node.text.get("AMOUNT");
  if (inner === undefined)
    return node.own.trim() === "" ? ok(undefined) : readAmount(readText(node.own) ?? "");
  const size = readAmount(inner);
  if (!size.ok) return size;
  const isDebit = readFlag(node.text.get("ISDEBIT"));
  const digits = size.value.paise.replace("-", "");
  const paise = isDebit === undefined ? size.value.paise : isDebit && digits !== "0" ? `-${digits}` : digits;
  const abroad = readText(node.text.get("FOREXAMOUNT"));
  if (abroad === undefined) return ok({ paise });
  const symbol = readText(node.text.get("FOREXSYMBOL")) ?? "";
  const rate = readText(node.text.get("RATEOFEXCHANGE"));
  return ok({ paise, foreign: `${symbol} ${abroad}${rate === undefined ? "" : ` @ ${rate}`}`.trim() });
}

function readFields<R extends object>(map: FieldMap<R>, reading: Reading): R {
  const record: Partial<R> = {};
  for (const [key, field] of entriesOf(map)) {
    const value = field(reading);
    if (value !== undefined) record[key] = value;
  }
  return record as R; // a required field that is missing has left a problem behind, and the record is not used
}

const ENTRIES = new WeakMap<object, [PropertyKey, Field<unknown>][]>();

/** The map as a list, made once per map: it is gone through for every record. */
function entriesOf<R extends object>(map: FieldMap<R>): [keyof R, Field<R[keyof R]>][] {
  const known = ENTRIES.get(map);
  if (known !== undefined) return known as [keyof R, Field<R[keyof R]>][];
  const entries = Object.entries(map) as [keyof R, Field<R[keyof R]>][];
  ENTRIES.set(map, entries);
  return entries;
}
