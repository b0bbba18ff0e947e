import type { LocalDate } from "@cfa/values/local-date";

import { readDay } from "../request/day.ts";

/**
 * What a formula works on: text, a number, a sum in paise, a logical, a day as "2025-04-01", or nothing.
 * Days are told from other text by their form.
 */
export type Value = string | number | bigint | boolean | null;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a value counts as Yes. */
export function isTrue(value: Value): boolean {
  if (typeof value === "string") return value !== "" && value.toLowerCase() !== "no";
  return value !== null && value !== false && value !== 0 && value !== 0n;
}

/** Negative, zero or positive as `left` is before, equal to or after `right`; text without regard to case and outer blanks. */
export function compareValues(left: Value, right: Value): number {
  if (isDay(left) || isDay(right)) return order(dayText(left), dayText(right));
  if (typeof left === "bigint" || typeof right === "bigint") return order(paiseOf(left), paiseOf(right));
  if (typeof left === "boolean" || typeof right === "boolean") return order(isTrue(left), isTrue(right));
  if (typeof left === "number" || typeof right === "number") return order(numberOf(left), numberOf(right));
  return order(plain(left), plain(right));
}

/** Text as Tally compares it. */
export function plain(value: Value): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value).trim().toLowerCase();
}

/** A value as a number; text that is none is 0. A sum is in rupees. */
export function numberOf(value: Value): number {
  if (typeof value === "bigint") return Number(value) / 100;
  if (typeof value === "boolean") return value ? 1 : 0;
  const number = Number(value ?? 0);
  return Number.isFinite(number) ? number : 0;
}

/** A value as a sum in paise; numbers and text are rupees. */
export function paiseOf(value: Value): bigint {
  return typeof value === "bigint" ? value : BigInt(Math.round(numberOf(value) * 100));
}

/** A value as a day, in any spelling that requests use; null when it is none. */
export function dayOf(value: Value): LocalDate | null {
  if (isDay(value)) return value;
  return typeof value === "string" ? (readDay(value) ?? null) : null;
}

function isDay(value: Value): value is LocalDate {
  return typeof value === "string" && DAY.test(value);
}

function dayText(value: Value): string {
  return dayOf(value) ?? plain(value);
}

function order<T extends string | number | bigint | boolean>(left: T, right: T): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
