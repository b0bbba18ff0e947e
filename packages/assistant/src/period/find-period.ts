import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import type { Word } from "../words/words.ts";
import { RANGE, SINCE_AFTER, SINCE_BEFORE, UNTIL_AFTER, UNTIL_BEFORE } from "./calendar-words.ts";
import { readSpan, type On, type Span } from "./read-span.ts";

/**
 * The time that a question names, with the words that name it. `period`: those days. `until`: as it stands at the end of that day. `unclear`: it may be any of these. A
 * period is whole, as it is called, also where it is not over; who answers cuts it to what has been.
 */
export type AskedTime = { readonly first: number; readonly last: number } & (
  | { readonly kind: "period"; readonly period: Period }
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
  return found.filter((time, at) => !isOfYear(time, found[at - 1]));
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
  const isUntil = isAsOn || UNTIL_BEFORE.has(text(at));
  const isBetween = text(at) === "between";
  const start = at + (isAsOn ? 2 : isSince || isFrom || isUntil || isBetween ? 1 : 0);
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

type Begun = { at: number; last: number; span: Span & { period: Period }; isBetween: boolean };

/** "1 April to 30 June", "between May and July", "1 april se 30 june tak". */
function rangeFrom(
  words: readonly Word[],
  { at, last, span, isBetween }: Begun,
  on: On,
): AskedTime | undefined {
  const link = words[last + 1]?.text ?? "";
  const isAnd = link === "and" || link === "aur" || link === "और";
  if (!RANGE.has(link) || (isAnd && !isBetween)) return undefined;
  const other = readSpan(words, last + 2, on);
  if (other === undefined || !("period" in other)) return undefined;
  const { from } = span.period;
  const { to } = other.period;
  if (to < from) return undefined;
  const end = last + 1 + other.length;
  const isClosed = UNTIL_AFTER.has(words[end + 1]?.text ?? "");
  return { first: at, last: isClosed ? end + 1 : end, kind: "period", period: { from, to } };
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

function edged(words: readonly Word[], { first, last, span, isUntil, isSince }: Edged, on: On): AskedTime {
  const after = words[last + 1]?.text ?? "";
  const { period } = span;
  if (isUntil) return { first, last, kind: "until", day: period.to };
  if (UNTIL_AFTER.has(after)) return { first, last: last + 1, kind: "until", day: period.to };
  const isThan = THAN.has(words[last + 2]?.text ?? "");
  if (isSince || (SINCE_AFTER.has(after) && !isThan)) {
    const end = isSince ? last : last + 1;
    if (period.from < on.today)
      return { first, last: end, kind: "period", period: { from: period.from, to: on.today } };
    return { first, last: end, kind: "period", period };
  }
  return { first, last, kind: "period", period };
}
