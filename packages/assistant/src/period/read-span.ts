import { addDays, addMonths, localDateOf, partsOf, weekday, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import type { Word } from "../words/words.ts";
import {
  MONTHS,
  NEAR_DAYS,
  NUMBERS,
  TURNS,
  UNITS,
  WEEKDAYS,
  YEAR_LIKE,
  type Turn,
  type Unit,
} from "./calendar-words.ts";
import { dayNamed, halfOf, monthNamed, quarterOf, runOf, unitOn, yearFrom, yearTyped } from "./spans.ts";

/** What is asked, as of a day. `isAhead`: of what is to come, so that a month or day without a year is the next one. `near`: a day of what was asked before, whose month "the 21st" is of. */
export type On = { readonly today: LocalDate; readonly isAhead: boolean; readonly near?: LocalDate | null };

/** Some words that name a run of days. `choices`: it may be either of them. */
export type Span = { readonly length: number } & (
  | { readonly period: Period }
  | { readonly choices: readonly Period[] }
);

type Rule = (words: readonly string[], on: On) => Span | undefined;

/** The run of days that the words from a place on name, as many words as belong to it; undefined: they name none. */
export function readSpan(words: readonly Word[], at: number, on: On): Span | undefined {
  const rest = words.slice(at, at + LONGEST).map(({ text }) => text);
  for (const rule of RULES) {
    const found = rule(rest, on);
    if (found !== undefined) return found;
  }
  return undefined;
}

const LONGEST = 8;
const ORDINAL = /^(\d{1,2})(st|nd|rd|th)?$/;
const CALENDAR = new Set(["calendar"]);
const FORTNIGHT = new Set(["fortnight", "fortnights", "pakhwada", "pakhwade", "पखवाड़ा", "पखवाडा"]);
const AGO = new Set(["ago", "back", "pehle", "pahle", "पहले"]);
const LINKS = new Set(["of", "ka", "ke", "ki", "का", "के", "की"]);
/** After "may" they make it the English verb. */
const VERB_AFTER_MAY = new Set(["i", "we", "you", "they", "be", "have", "not"]);

const numberOf = (word: string | undefined): number | undefined =>
  word === undefined ? undefined : /^\d{1,3}$/.test(word) ? Number(word) : NUMBERS.get(word);

const one = (date: LocalDate): Period => ({ from: date, to: date });

function nearDay([word]: readonly string[], { today, isAhead }: On): Span | undefined {
  const near = word === undefined ? undefined : NEAR_DAYS.get(word);
  if (near === undefined) return undefined;
  const days = near.isEither && !isAhead ? -near.days : near.days;
  return { length: 1, period: one(addDays(today, days)) };
}

/** "Friday", "last Monday", "agle somvar": the latest that was, today among them, or, ahead, the next. */
function weekdayNamed(words: readonly string[], { today, isAhead }: On): Span | undefined {
  const turn = TURNS.get(words[0] ?? "");
  const at = turn === undefined ? 0 : 1;
  const number = WEEKDAYS.get(words[at] ?? "");
  if (number === undefined) return undefined;
  const back = (weekday(today) - number + 7) % 7;
  const isNext = turn === "next" || (turn === undefined && isAhead);
  const days = isNext
    ? back === 0 && turn === undefined
      ? 0
      : 7 - back
    : turn === "last" && back === 0
      ? -7
      : -back;
  return { length: at + 1, period: one(addDays(today, days)) };
}

/** "day before yesterday", "day after tomorrow". */
function dayBeside([first, side, near]: readonly string[], { today }: On): Span | undefined {
  if (first !== "day") return undefined;
  if (side === "before" && near === "yesterday") return { length: 3, period: one(addDays(today, -2)) };
  return side === "after" && near === "tomorrow" ? { length: 3, period: one(addDays(today, 2)) } : undefined;
}

/** "this month", "last 3 months", "next financial year", "pichle 10 din", "3 months ago". */
function turned(words: readonly string[], on: On): Span | undefined {
  const turn = words[0] === undefined ? undefined : TURNS.get(words[0]);
  if (turn === undefined) return ago(words, on);
  let at = 1;
  const count = numberOf(words[at]);
  if (count !== undefined) at++;
  const isCalendar = CALENDAR.has(words[at] ?? "");
  const isYear = YEAR_LIKE.has(words[at] ?? "");
  if (isCalendar || isYear) at++;
  if (FORTNIGHT.has(words[at] ?? "") && turn !== "this")
    return { length: at + 1, period: runOf(on.today, 2 * (count ?? 1), { unit: "week", turn }) };
  // "pichle maine": so many type "mahine".
  const unit = words[at] === "maine" ? "month" : UNITS.get(words[at] ?? "");
  if (unit === undefined) return undefined;
  const length = at + 1;
  const ofYear =
    count === undefined && (unit === "year" || unit === "financial-year")
      ? partOfYear(words.slice(length), on, turn)
      : undefined;
  if (ofYear !== undefined) return { length: length + ofYear.length, period: ofYear.period };
  // English "is": "that is 60 days late".
  if (words[0] === "is" && (count !== undefined || unit === "day")) return undefined;
  if (count === undefined || turn === "this")
    return { length, period: unitOn(on.today, unit, { turn, isCalendar }) };
  return count === 0 ? undefined : { length, period: runOf(on.today, count, { unit, turn }) };
}

const MONTHS_BACK: Partial<Record<Unit, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

function ago(words: readonly string[], { today }: On): Span | undefined {
  const count = numberOf(words[0]);
  const unit = UNITS.get(words[1] ?? "");
  if (count === undefined || unit === undefined || !AGO.has(words[2] ?? "")) return undefined;
  const months = MONTHS_BACK[unit];
  const date =
    months === undefined
      ? addDays(today, -count * (unit === "week" ? 7 : 1))
      : addMonths(today, -count * months);
  return { length: 3, period: one(date) };
}

const ORDINALS: ReadonlyMap<string, number> = new Map([
  ["first", 1],
  ["1st", 1],
  ["pehli", 1],
  ["pehla", 1],
  ["second", 2],
  ["2nd", 2],
  ["doosri", 2],
  ["dusri", 2],
  ["third", 3],
  ["3rd", 3],
  ["teesri", 3],
  ["fourth", 4],
  ["4th", 4],
  ["chauthi", 4],
]);
const YEAR_TURNS: Partial<Record<Turn, number>> = { this: 0, last: -1, next: 1 };

/** "first half of this FY", "second quarter of FY 25-26", "pehli timahi": up to the words that say of which year, and some between them ("first half sales this FY"). */
function halfNamed(words: readonly string[], { today }: On): Span | undefined {
  const number = ORDINALS.get(words[0] ?? "");
  const unit = UNITS.get(words[1] ?? "");
  if (number === undefined || (unit !== "half" && unit !== "quarter") || (unit === "half" && number > 2))
    return undefined;
  const of = (first: number): Period =>
    unit === "half" ? halfOf(first, number) : quarterOf(first, number, false);
  const now = Number(unitOn(today, "year", { turn: "this" }).from.slice(0, 4));
  let at = 2;
  const isBeside = OF_YEAR.has(words[at] ?? "");
  const between = isBeside ? OF_YEAR : ASKED_BETWEEN;
  while (at < 5 && between.has(words[at] ?? "")) at++;
  // What stands between is asked for: "first half sales this FY" names the time by its first two words.
  const isApart = !isBeside && at > 2;
  const turn = TURNS.get(words[at] ?? "");
  const step = turn === undefined ? undefined : YEAR_TURNS[turn];
  const year = UNITS.get(words[at + 1] ?? "");
  if (step !== undefined && (year === "year" || year === "financial-year"))
    return { length: isApart ? 2 : at + 2, period: of(now + step) };
  const named = financialYear(words.slice(at));
  if (named !== undefined) return { length: isApart ? 2 : at + named.length, period: of(named.first) };
  const same = of(now);
  return { length: 2, period: same.from <= today ? same : of(now - 1) };
}

const ASKED_BETWEEN = new Set(
  "sale sales purchase purchases expenses collection collections receipts payments of in the ka ke ki".split(
    " ",
  ),
);
const OF_YEAR = new Set(["of", "in", "the", "ka", "ke", "ki"]);

/** After a year: "last FY's Q2", "this year first half". */
function partOfYear(
  words: readonly string[],
  { today }: On,
  turn: Turn,
): { length: number; period: Period } | undefined {
  const at = ["s", "ka", "ke", "ki"].includes(words[0] ?? "") ? 1 : 0;
  const first = Number(unitOn(today, "year", { turn }).from.slice(0, 4));
  const [, letter, digit] = /^([qh])([1-4])$/.exec(words[at] ?? "") ?? [];
  if (letter !== undefined)
    return {
      length: at + 1,
      period: letter === "q" ? quarterOf(first, Number(digit), false) : halfOf(first, Number(digit)),
    };
  const number = ORDINALS.get(words[at] ?? "");
  const unit = UNITS.get(words[at + 1] ?? "");
  if (number === undefined || (unit !== "quarter" && (unit !== "half" || number > 2))) return undefined;
  return {
    length: at + 2,
    period: unit === "half" ? halfOf(first, number) : quarterOf(first, number, false),
  };
}

/** "Q1", "q3 fy 2025-26", "calendar q2 2026", "H1". Without a year the latest that has begun, or, ahead, the next that has not ended. */
function part(words: readonly string[], on: On): Span | undefined {
  const isCalendar = CALENDAR.has(words[0] ?? "");
  const half = halfNamed(words, on);
  if (half !== undefined) return half;
  const at = isCalendar ? 1 : 0;
  const [, letter, digit] = /^([qh])([1-4])$/.exec(words[at] ?? "") ?? [];
  if (letter === undefined || (letter === "h" && Number(digit) > 2)) return undefined;
  const ofYear = yearAfter(words.slice(at + 1), isCalendar);
  const make = (first: number): Period =>
    letter === "q" ? quarterOf(first, Number(digit), isCalendar) : halfOf(first, Number(digit));
  const length = at + 1 + (ofYear?.length ?? 0);
  if (ofYear !== undefined) return { length, period: make(ofYear.first) };
  const now = Number(unitOn(on.today, "year", { turn: "this", isCalendar }).from.slice(0, 4));
  const [before, same, after] = [make(now - 1), make(now), make(now + 1)];
  if (on.isAhead) return { length, period: same.to >= on.today ? same : after };
  return { length, period: same.from <= on.today ? same : before };
}

/** The year that some words name, by its first year. */
function yearAfter(
  words: readonly string[],
  isCalendar: boolean,
): { length: number; first: number } | undefined {
  const at = LINKS.has(words[0] ?? "") ? 1 : 0;
  const named = financialYear(words.slice(at));
  if (named !== undefined) return { length: at + named.length, first: named.first };
  const year = /^\d{4}$/.test(words[at] ?? "") ? yearTyped(words[at] ?? "") : undefined;
  return year !== undefined && isCalendar ? { length: at + 1, first: year } : undefined;
}

/** "FY 2025-26", "FY26", "2025-26", "financial year 25-26". */
function financialYear(words: readonly string[]): { length: number; first: number } | undefined {
  const [first = "", second = ""] = words;
  const glued = /^fy(\d{2}|\d{4})$/.exec(first)?.[1];
  if (glued !== undefined) return endingIn(glued, 1);
  const isNamed = first === "fy" || (YEAR_LIKE.has(first) && UNITS.get(second) === "year");
  const at = first === "fy" ? 1 : isNamed ? 2 : 0;
  const label = words[at] ?? "";
  const [, from, to] = /^(\d{2}|\d{4})[-/](\d{2}|\d{4})$/.exec(label) ?? [];
  if (from !== undefined && to !== undefined) {
    const years = [yearTyped(from), yearTyped(to)];
    const isRun = years[0] !== undefined && years[1] === years[0] + 1;
    if (isRun && (isNamed || from.length === 4)) return { length: at + 1, first: years[0] ?? 0 };
    return undefined;
  }
  return isNamed ? endingIn(label, at + 1) : undefined;
}

/** A financial year by one number is named after the year it ends in: FY26 is 2025-26. */
function endingIn(text: string, length: number): { length: number; first: number } | undefined {
  const year = yearTyped(text);
  return year === undefined ? undefined : { length, first: year - 1 };
}

/** "FY 25-26"; "FY 25-26 October": that month of it. */
function wholeYear(words: readonly string[], on: On): Span | undefined {
  const named = financialYear(words);
  if (named === undefined) return undefined;
  const at = LINKS.has(words[named.length] ?? "") ? named.length + 1 : named.length;
  const month = MONTHS.get(words[at] ?? "");
  if (month === undefined) return { length: named.length, period: yearFrom(named.first) };
  return { length: at + 1, period: monthNamed(month, { ...on, year: yearOf(month, named.first) }) };
}

/** The calendar year in which a month of a financial year lies. */
function yearOf(month: number, first: number): number {
  return month >= 4 ? first : first + 1;
}

/** "31 March", "31st march 2026", "march 31". */
function dayOfMonth([first = "", ...more]: readonly string[], on: On): Span | undefined {
  // "15th of July", "the 15th July".
  const isOf = more[0] === "of" && ORDINAL.test(first);
  const found = dayAndMonth(isOf ? [first, ...more.slice(1)] : [first, ...more], on);
  return found === undefined || !isOf ? found : { ...found, length: found.length + 1 };
}

function dayAndMonth(words: readonly string[], on: On): Span | undefined {
  const dayFirst = ORDINAL.exec(words[0] ?? "");
  const month = MONTHS.get(words[dayFirst === null ? 0 : 1] ?? "");
  const typed = dayFirst ?? ORDINAL.exec(words[1] ?? "");
  if (month === undefined || typed === null) return undefined;
  const year = yearBeside(words.slice(2), month, on);
  const date = dayNamed({ date: Number(typed[1]), month, year: year?.year ?? null }, on);
  return date === undefined ? undefined : { length: 2 + (year?.length ?? 0), period: one(date) };
}

/** After a month: "2026", "this year", "last year", "FY 25-26". */
function yearBeside(
  words: readonly string[],
  month: number,
  { today }: On,
): { length: number; year: number } | undefined {
  const typed = /^\d{4}$/.test(words[0] ?? "") ? yearTyped(words[0] ?? "") : undefined;
  if (typed !== undefined) return { length: 1, year: typed };
  const at = LINKS.has(words[0] ?? "") ? 1 : 0;
  const named = financialYear(words.slice(at));
  if (named !== undefined) return { length: at + named.length, year: yearOf(month, named.first) };
  const turn = TURNS.get(words[at] ?? "");
  const step = turn === undefined || UNITS.get(words[at + 1] ?? "") !== "year" ? undefined : YEAR_TURNS[turn];
  return step === undefined ? undefined : { length: at + 2, year: partsOf(today).year + step };
}

/** "March", "march 2026", "mar-26", "April 25-26". */
function month([first = "", ...more]: readonly string[], on: On): Span | undefined {
  const [, name = first, short] = /^(\p{L}+)[-/.]?(\d{2}|\d{4})$/u.exec(first) ?? [];
  const number = MONTHS.get(name);
  if (number === undefined || (name === "may" && VERB_AFTER_MAY.has(more[0] ?? ""))) return undefined;
  const glued = short === undefined ? undefined : yearTyped(short);
  if (short !== undefined && glued === undefined) return undefined;
  const apart = glued === undefined ? yearBeside(more, number, on) : undefined;
  return {
    length: 1 + (apart?.length ?? 0),
    period: monthNamed(number, { ...on, year: glued ?? apart?.year ?? null }),
  };
}

/** "2025 ke august": the year first. */
function yearThenMonth([year = "", link = "", name = ""]: readonly string[], on: On): Span | undefined {
  const typed = /^\d{4}$/.test(year) ? yearTyped(year) : undefined;
  const number = LINKS.has(link) ? MONTHS.get(name) : undefined;
  if (typed === undefined || number === undefined) return undefined;
  return { length: 3, period: monthNamed(number, { ...on, year: typed }) };
}

/** "31/3/2026", "31-03-26", "2026-03-31"; of "4/5" it is not said whether that day is meant or what has been since. The day comes before the month. */
function numeric([word = ""]: readonly string[], on: On): Span | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word);
  if (iso) return dated({ date: Number(iso[3]), month: Number(iso[2]), year: Number(iso[1]) }, on);
  const full = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})$/.exec(word);
  if (full)
    return dated(
      { date: Number(full[1]), month: Number(full[3]), year: yearTyped(full[4] ?? "") ?? null },
      on,
    );
  const short = /^(\d{1,2})\/(\d{1,2})$/.exec(word);
  if (short === null) return undefined;
  const date = dayNamed({ date: Number(short[1]), month: Number(short[2]), year: null }, on);
  if (date === undefined) return undefined;
  const since = { from: date, to: on.today };
  return on.isAhead || date === on.today
    ? { length: 1, period: one(date) }
    : { length: 1, choices: [one(date), since] };
}

function dated(parts: { date: number; month: number; year: number | null }, on: On): Span | undefined {
  const date = dayNamed(parts, on);
  return date === undefined ? undefined : { length: 1, period: one(date) };
}

/** "end of month", "month end", "year end", "last day of last month", "end of April 2026". */
function endOf(words: readonly string[], on: On): Span | undefined {
  const isLastDay = words[0] === "last" && UNITS.get(words[1] ?? "") === "day";
  const before = isLastDay ? 2 : words[0] === "end" || words[0] === "close" ? 1 : 0;
  if (before > 0 && LINKS.has(words[before] ?? "")) return endOfNamed(words, before + 1, on);
  const number = MONTHS.get(words[0] ?? "");
  if (number !== undefined && words[1] === "end")
    return { length: 2, period: one(monthNamed(number, { year: null, today: on.today, isAhead: false }).to) };
  const turn = TURNS.get(words[0] ?? "");
  const at = turn !== undefined || words[0] === "the" ? 1 : 0;
  const unit = UNITS.get(words[at] ?? "");
  if (unit === undefined || words[at + 1] !== "end") return undefined;
  return { length: at + 2, period: one(unitOn(on.today, unit, { turn: turn ?? "this" }).to) };
}

/** After "end of": what it is the end of. */
function endOfNamed(words: readonly string[], from: number, on: On): Span | undefined {
  const at = words[from] === "the" ? from + 1 : from;
  const rest = words.slice(at);
  const unit = UNITS.get(rest[0] ?? "");
  if (unit !== undefined) return { length: at + 1, period: one(unitOn(on.today, unit, { turn: "this" }).to) };
  for (const rule of [turned, part, month, wholeYear]) {
    const span = rule(rest, on);
    if (span !== undefined && "period" in span)
      return { length: at + span.length, period: one(span.period.to) };
  }
  return undefined;
}

const AFTER_DAY = new Set(
  "ko ka ke ki tak se to and aur also too only please pls batao dikhao को का के की तक से और".split(" "),
);

/** "the 21st", "22nd ko": of the month that was spoken of. */
function dayAlone(words: readonly string[], { today, near }: On): Span | undefined {
  const at = words[0] === "the" ? 1 : 0;
  const typed = /^(\d{1,2})(?:st|nd|rd|th)$/.exec(words[at] ?? "")?.[1];
  const next = words[at + 1];
  // "the 2nd biggest" is no day.
  if (typed === undefined || (next !== undefined && !AFTER_DAY.has(next))) return undefined;
  const { year, month: number } = partsOf(near ?? today);
  const found = localDateOf(year, number, Number(typed));
  return found.ok ? { length: at + 1, period: one(found.value) } : undefined;
}

/** "first 18 days of November", "last 10 days of March 2026". */
function daysOfMonth(words: readonly string[], on: On): Span | undefined {
  const isFirst = words[0] === "first" || words[0] === "pehle";
  const count = numberOf(words[1]);
  if ((!isFirst && words[0] !== "last") || count === undefined || UNITS.get(words[2] ?? "") !== "day")
    return undefined;
  const at = LINKS.has(words[3] ?? "") ? 4 : 3;
  const named = month(words.slice(at), on);
  if (at === 3 || named === undefined || !("period" in named)) return undefined;
  const { from, to } = named.period;
  const end = addDays(from, count - 1);
  return {
    length: at + named.length,
    period: isFirst ? { from, to: end < to ? end : to } : { from: addDays(to, 1 - count), to },
  };
}

const RULES: readonly Rule[] = [
  daysOfMonth,
  nearDay,
  weekdayNamed,
  dayBeside,
  endOf,
  turned,
  part,
  dayOfMonth,
  dayAlone,
  yearThenMonth,
  month,
  numeric,
  wholeYear,
];
