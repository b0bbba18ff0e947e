import { daysBetween, localDateOf, partsOf, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import type { Word } from "../words/words.ts";
import {
  MONTHS,
  RANGE,
  SINCE_AFTER,
  SINCE_BEFORE,
  TURNS,
  UNTIL_AFTER,
  UNTIL_BEFORE,
} from "./calendar-words.ts";
import { readSpan, type On, type Span } from "./read-span.ts";

/**
 * The time that a question names, with the words that name it. `period`: those days. `until`: as it stands at the end of that day. `unclear`: it may be any of these. A
 * period is whole, as it is called, also where it is not over; who answers cuts it to what has been. `ends`: of "from July to August" the two months.
 */
export type AskedTime = { readonly first: number; readonly last: number } & (
  | { readonly kind: "period"; readonly period: Period; readonly ends?: readonly [Period, Period] }
  | { readonly kind: "until"; readonly day: LocalDate }
  | { readonly kind: "unclear"; readonly choices: readonly Period[] }
);

/**
 * The times that a question names, in their order; two where it compares. English, Hindi, and Hindi in Latin letters; the Indian financial year, and the day before the
 * month (docs/algorithms/assistant.md).
 */
export function findTimes(words: readonly Word[], on: On): AskedTime[] {
  const found: AskedTime[] = [];
  for (let at = 0; at < words.length;) {
    const time = timeAt(words, at, on);
    if (time === undefined) at++;
    else {
      found.push(time);
      at = time.last + 1;
    }
  }
  return toldTwice(found.filter((time, at) => !isOfYear(time, found[at - 1])));
}

/**
 * Two times side by side that are one: "year end 31 March 2026" is that day, "last quarter, July to September" that quarter, "kal tak is mahine" this month until yesterday.
 */
function toldTwice(times: readonly AskedTime[]): AskedTime[] {
  const out: AskedTime[] = [];
  for (const time of times) {
    const before = out.at(-1);
    const one = before !== undefined && time.first === before.last + 1 ? oneOf(before, time) : undefined;
    if (one === undefined) out.push(time);
    else out[out.length - 1] = one;
  }
  return out;
}

function oneOf(before: AskedTime, time: AskedTime): AskedTime | undefined {
  const place = { first: before.first, last: time.last };
  if (before.kind === "unclear" || time.kind === "unclear") return undefined;
  if (before.kind === "until" && time.kind === "until") return undefined;
  if (before.kind === "until" && time.kind === "period") {
    const { from, to } = time.period;
    if (from === to) return { ...place, kind: "until", day: to };
    return from <= before.day && before.day < to
      ? { ...place, kind: "period", period: { from, to: before.day } }
      : undefined;
  }
  if (before.kind === "period" && time.kind === "period") {
    const isSame = before.period.from === time.period.from && before.period.to === time.period.to;
    return isSame ? { ...place, kind: "period", period: time.period } : undefined;
  }
  return undefined;
}

const NEXT_TO = 4;

/** "first half sales this FY": the year says of which year the half is, and is no time of its own. */
function isOfYear(time: AskedTime, before: AskedTime | undefined): boolean {
  if (time.kind !== "period" || before?.kind !== "period" || time.first - before.last > NEXT_TO) return false;
  const [inner, outer] = [before.period, time.period];
  const isInside = outer.from <= inner.from && inner.to <= outer.to && inner.to !== outer.to;
  return isInside && daysBetween(outer.from, outer.to) > 300 && daysBetween(inner.from, inner.to) > 80;
}

function timeAt(words: readonly Word[], at: number, on: On): AskedTime | undefined {
  const text = (index: number): string => words[index]?.text ?? "";
  const isAsOn = text(at) === "as" && ["on", "of", "at"].includes(text(at + 1));
  const isSince = SINCE_BEFORE.has(text(at)) && !MOVED.has(text(at - 1));
  const isFrom = SINCE_BEFORE.has(text(at)) && !isSince;
  const isUpTo = text(at) === "up" && text(at + 1) === "to";
  const isUntil = isAsOn || isUpTo || UNTIL_BEFORE.has(text(at));
  const isBetween = text(at) === "between";
  const begin = at + (isAsOn || isUpTo ? 2 : isSince || isFrom || isUntil || isBetween ? 1 : 0);
  const start = begin > at && text(begin) === "the" ? begin + 1 : begin;
  const days = daysFrom(words, { at, start }, on);
  if (days !== undefined) return days;
  const span = readSpan(words, start, on);
  if (span === undefined) return undefined;
  const last = start + span.length - 1;
  if ("choices" in span)
    return isUntil && span.choices[0] !== undefined
      ? { first: at, last, kind: "until", day: span.choices[0].to }
      : { first: at, last, kind: "unclear", choices: span.choices };
  return (
    rangeFrom(words, { at, last, span, isBetween: isBetween || isSince }, on) ??
    edged(words, { first: at, last, span, isUntil, isSince }, on)
  );
}

const DAY = /^(\d{1,2})(?:st|nd|rd|th)?$/;

/** "1 se 15 September", "between 5 and 20 August", "5-20 Aug": the first is a day of the same month. */
function daysFrom(
  words: readonly Word[],
  { at, start }: { at: number; start: number },
  on: On,
): AskedTime | undefined {
  const typed = DAY.exec(words[start]?.text ?? "")?.[1];
  const next = words[start + 1];
  if (typed === undefined || next === undefined) return undefined;
  const isDashed = next.isDashed && DAY.test(next.text);
  if (!isDashed && !RANGE.has(next.text)) return undefined;
  const from = isDashed ? start + 1 : start + 2;
  if (!DAY.test(words[from]?.text ?? "") || !MONTHS.has(words[from + 1]?.text ?? "")) return undefined;
  const other = readSpan(words, from, on);
  if (other === undefined || !("period" in other)) return undefined;
  const { to } = other.period;
  const first = localDateOf(partsOf(to).year, partsOf(to).month, Number(typed));
  if (!first.ok || first.value > to) return undefined;
  const end = from + other.length - 1;
  return { first: at, last: closedAt(words, end), kind: "period", period: { from: first.value, to } };
}

type Begun = { at: number; last: number; span: Span & { period: Period }; isBetween: boolean };

/** "1 April to 30 June", "between May and July", "1 april se 30 june tak". */
function rangeFrom(
  words: readonly Word[],
  { at, last, span, isBetween }: Begun,
  on: On,
): AskedTime | undefined {
  const next = words[last + 1];
  const link = next?.text ?? "";
  const isAnd = link === "and" || link === "aur" || link === "और";
  // "Apr-Jun": the dash says "to".
  const isDashed = next?.isDashed === true && !RANGE.has(link);
  if (!isDashed && (!RANGE.has(link) || (isAnd && !isBetween))) return undefined;
  const start = isDashed ? last + 1 : last + 2;
  const other = readSpan(words, start, on);
  if (other === undefined || !("period" in other)) return undefined;
  // "FY 25-26 - Q1" is no range: a dash binds what is alike.
  if (isDashed && !isAlike(span.period, other.period)) return undefined;
  const { to } = other.period;
  const { from } = begunBefore(words, last + 1 - span.length, { span, to, on });
  if (to < from) return undefined;
  const end = start + other.length - 1;
  const ends = isSameLength(span.period, other.period) ? ([span.period, other.period] as const) : undefined;
  return {
    first: at,
    last: closedAt(words, end),
    kind: "period",
    period: { from, to },
    ...(ends === undefined || isDashed ? {} : { ends }),
  };
}

/** With the "tak" after a range. */
function closedAt(words: readonly Word[], end: number): number {
  return UNTIL_AFTER.has(words[end + 1]?.text ?? "") ? end + 1 : end;
}

/** "Apr to Sep 2025": a month or day without a year is the one before the range ends. */
function begunBefore(
  words: readonly Word[],
  at: number,
  { span, to, on }: { span: Span & { period: Period }; to: LocalDate; on: On },
): Period {
  if (span.period.from <= to && daysBetween(span.period.from, to) < DAYS_A_YEAR) return span.period;
  const isBare = MONTHS.has(words[at]?.text ?? "") || MONTHS.has(words[at + 1]?.text ?? "");
  const again = isBare ? readSpan(words, at, { ...on, today: to, isAhead: false }) : undefined;
  return again !== undefined && "period" in again ? again.period : span.period;
}

const DAYS_A_YEAR = 366;

function isAlike(one: Period, other: Period): boolean {
  const areDays = one.from === one.to && other.from === other.to;
  return areDays || isSameLength(one, other);
}

function isSameLength(one: Period, other: Period): boolean {
  const [a, b] = [one, other].map(({ from, to }) => daysBetween(from, to));
  return a !== undefined && b !== undefined && a >= 27 && Math.abs(a - b) <= 3;
}

type Edged = {
  first: number;
  last: number;
  span: Span & { period: Period };
  isUntil: boolean;
  isSince: boolean;
};

/** Before "from": "up from last month" compares. */
const MOVED = new Set("up down different changed grown fallen".split(" "));

/** After "se": "pichle mahine se zyada" compares. */
const THAN = new Set(
  "zyada jyada jada kam behtar compare tulna badha ghata ज्यादा कम तुलना अधिक better kitna kitni".split(" "),
);

/** Where a run of days begins or ends is in the words beside it; "from last month" is of that month, as "from October" is from then on. */
function edged(words: readonly Word[], { first, last, span, isUntil, isSince }: Edged, on: On): AskedTime {
  const after = words[last + 1]?.text ?? "";
  const { period } = span;
  if (isUntil) return { first, last, kind: "until", day: period.to };
  if (UNTIL_AFTER.has(after)) return { first, last: last + 1, kind: "until", day: period.to };
  const isThan = THAN.has(words[last + 2]?.text ?? "");
  const isItself =
    words[first]?.text === "from" && TURNS.has(words[first + 1]?.text ?? "") && period.from < period.to;
  if (isSince && isItself) return { first, last, kind: "period", period };
  if (isSince || (SINCE_AFTER.has(after) && !isThan)) {
    const end = isSince ? last : last + 1;
    if (period.from < on.today)
      return { first, last: end, kind: "period", period: { from: period.from, to: on.today } };
    return { first, last: end, kind: "period", period };
  }
  return { first, last, kind: "period", period };
}
