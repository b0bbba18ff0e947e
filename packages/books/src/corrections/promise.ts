import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

import type { PromiseValue } from "./correction.ts";
import type { Refusal } from "./ground.ts";

/** How a promise stands on a day. */
export type PromiseStanding = {
  standing: "open" | "kept" | "broken";
  received: Paise;
  /** The day the promised sum had come, in time or later; null: it has not. */
  metOn: LocalDate | null;
};

const LONGEST_DAYS = 366;

/** Why a promise cannot be noted; null: it can. */
export function refusePromise(value: PromiseValue, givenOn: LocalDate): Refusal | null {
  if (value.amount <= 0n) return { code: "no-amount", message: "Give an amount above zero." };
  if (value.day < givenOn) {
    return { code: "day-passed", message: "Choose a day on or after the one the promise was given." };
  }
  if (daysBetween(givenOn, value.day) > LONGEST_DAYS) {
    return { code: "too-late", message: "That is more than a year ahead. Check the year." };
  }
  return null;
}

/**
 * Judges a promise by what has come since the day it was given, that day included: kept when all of it came up to and on the
 * promised day, broken from the day after. What comes later is told and changes nothing. `receipts` are positive.
 */
export function judgePromise(
  promise: PromiseValue & { givenOn: LocalDate },
  receipts: readonly { date: LocalDate; amount: Paise }[],
  asOf: LocalDate,
): PromiseStanding {
  const since = receipts
    .filter(({ date }) => date >= promise.givenOn && date <= asOf)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  let received = 0n;
  let metOn: LocalDate | null = null;
  for (const { date, amount } of since) {
    received += amount;
    if (metOn === null && received >= promise.amount) metOn = date;
  }
  const inTime = sum(since.filter(({ date }) => date <= promise.day).map(({ amount }) => amount));
  const standing = inTime >= promise.amount ? "kept" : asOf > promise.day ? "broken" : "open";
  return { standing, received, metOn };
}
