import { parseLocalDate } from "@cfa/values/local-date";

import { ApiFailure } from "../errors.ts";

/** Whether a text may stand at one place of a cursor. */
export type Fits = (text: string) => boolean;

export const isUuid: Fits = (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
export const isDay: Fits = (text) => parseLocalDate(text).ok;
export const isPaise: Fits = (text) => /^-?\d{1,18}$/.test(text);
export const isCount: Fits = (text) => /^\d{1,9}$/.test(text);
export const isMicros: Fits = (text) => /^\d{1,16}$/.test(text);
export const isLineNo: Fits = (text) => /^\d{1,6}$/.test(text);
export const isName: Fits = (text) => !text.includes("\0");

/** Where a list goes on, as an opaque text: the sort values of the last row shown. */
export function cursorOf(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** Reads a cursor that has one value for each of `places`. Refuses anything else as bad input; null stays null. */
export function readCursor(cursor: string | undefined, places: readonly Fits[]): string[] | null {
  if (cursor === undefined) return null;
  const values = parse(cursor);
  const fits =
    Array.isArray(values) &&
    values.length === places.length &&
    places.every((place, index) => {
      const value: unknown = values[index];
      return typeof value === "string" && place(value);
    });
  if (fits) return values as string[];
  throw new ApiFailure("bad-input", {
    field: "cursor",
    message: 'The value of "cursor" is not right: it must be the nextCursor of the page before.',
  });
}

/** How many rows were shown before a page, of a list that goes on by their number. */
export function offsetOf(cursor: string | undefined): number {
  return Number(readCursor(cursor, [isLineNo])?.[0] ?? "0");
}

/** Cuts such a list, read from `offset` on with one row too many, to its page. */
export function pageAt<Row>(
  rows: readonly Row[],
  { limit, offset }: { limit: number; offset: number },
): { rows: Row[]; nextCursor: string | null } {
  return pageOf(rows, { limit, placeOf: () => [String(offset + limit)] });
}

/** Cuts a list read with one row too many to its page, and says where the next one begins. */
export function pageOf<Row>(
  rows: readonly Row[],
  options: { limit: number; placeOf: (row: Row) => readonly string[] },
): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, options.limit);
  const last = page.at(-1);
  const more = rows.length > options.limit && last !== undefined;
  return { rows: page, nextCursor: more ? cursorOf(options.placeOf(last)) : null };
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return null;
  }
}
