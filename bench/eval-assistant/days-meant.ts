import { addDays, addMonths, day, partsOf, weekday, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf, monthOf, type Period } from "@cfa/values/period";

/* The days that the words of a question file mean, found without the product's reading of questions. Where words may mean several, all of them: the first is the plainest. */

/** A month or period that was drawn for a question's slots. */
export type DrawnDays = { readonly words: string; readonly period: Period };

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
const DAY = /\d{4}-\d\d-\d\d/;

/** What `period` of a file means on a day; null where its words are not known. "a vs b" is read by its parts. */
export function periodsMeant(
  words: string,
  { today, drawn }: { today: LocalDate; drawn: ReadonlyMap<string, DrawnDays> },
): Period[] | null {
  const text = words
    .toLowerCase()
    .replace(/\b(to date|till date|so far|mon-sun|monday to sunday|the|current|calendar|or before)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const range = /(\d{4}-\d\d-\d\d)\s*(?:\.\.|to|-)\s*(\d{4}-\d\d-\d\d)/.exec(text);
  if (range) return [{ from: day(range[1] ?? ""), to: day(range[2] ?? "") }];
  const single = DAY.exec(text)?.[0];
  if (single !== undefined && text === single) return [{ from: day(single), to: day(single) }];
  const month = drawn.get("month");
  if (/month before/.test(text) && month) return [monthOf(addDays(month.period.from, -1))];
  for (const slot of ["month", "period"]) if (text === slot) return found(drawn.get(slot)?.period);
  return lastOrNext(text, today) ?? named(text, today);
}

function found(period: Period | undefined): Period[] | null {
  return period === undefined ? null : [period];
}

/** "last 3 months", "next 30 days". */
function lastOrNext(text: string, today: LocalDate): Period[] | null {
  const match = /^(last|past|previous|next|coming) (\d+) (day|week|month)s?$/.exec(text);
  if (!match) return null;
  const [, which, digits, unit] = match;
  const count = Number(digits) * (unit === "week" ? 7 : 1);
  const isNext = which === "next" || which === "coming";
  if (unit === "month") {
    const whole = { from: addMonths(monthOf(today).from, -count), to: addDays(monthOf(today).from, -1) };
    const ahead = { from: addDays(today, 1), to: addMonths(today, count) };
    if (isNext) return [{ ...ahead, from: today }, ahead];
    const from = addMonths(today, -count);
    return [
      { from: addDays(from, 1), to: today },
      { from, to: today },
      whole,
      { from: whole.from, to: today },
    ];
  }
  if (isNext) {
    return [1, 0].flatMap((first) => [
      { from: addDays(today, first), to: addDays(today, count) },
      { from: addDays(today, first), to: addDays(today, count - 1) },
    ]);
  }
  return [
    { from: addDays(today, 1 - count), to: today },
    { from: addDays(today, -count), to: today },
    { from: addDays(today, -count), to: addDays(today, -1) },
  ];
}

function before({ from }: Period): LocalDate {
  return addDays(from, -1);
}

/** "this month", "last quarter", "last FY", "yesterday", "month end", "August 2026". */
function named(text: string, today: LocalDate): Period[] | null {
  const month = monthOf(today);
  const year = financialYearOf(today);
  const quarter = quarterOf(today);
  const monday = addDays(today, -((weekday(today) + 6) % 7));
  const week = { from: monday, to: addDays(monday, 6) };
  const next7 = { from: today, to: addDays(today, 6) };
  const known: Record<string, Period[]> = {
    today: [{ from: today, to: today }],
    yesterday: [{ from: addDays(today, -1), to: addDays(today, -1) }],
    tomorrow: [{ from: addDays(today, 1), to: addDays(today, 1) }],
    "this week": [week, next7],
    week: [week, next7],
    "last week": [{ from: addDays(monday, -7), to: addDays(monday, -1) }],
    "next week": [{ from: addDays(monday, 7), to: addDays(monday, 13) }],
    "this month": [month],
    "last month": [monthOf(before(month))],
    "next month": [monthOf(addDays(month.to, 1))],
    "this quarter": [quarter],
    "last quarter": [quarterOf(before(quarter))],
    "this fy": [year],
    fy: [year],
    "this year": [year],
    "last fy": [financialYearOf(before(year))],
    "last year": [financialYearOf(before(year))],
    "to month end": [{ from: today, to: month.to }],
    "month end": [{ from: today, to: month.to }],
  };
  if (known[text]) return known[text];
  if (/same (days|period|quarter|month).*last year/.test(text)) return null;
  const at = MONTHS.findIndex((name) => text.startsWith(name));
  const digits = /\b(20\d\d)\b/.exec(text)?.[1];
  if (at < 0) return null;
  return [monthOf(monthNamed(at + 1, digits === undefined ? null : Number(digits), today))];
}

/** The first day of a month by name: the latest one that has begun, where no year is said. */
export function monthNamed(month: number, year: number | null, today: LocalDate): LocalDate {
  const now = partsOf(today);
  const meant = year ?? (month <= now.month ? now.year : now.year - 1);
  return day(`${meant}-${String(month).padStart(2, "0")}-01`);
}

/** The days on which `as_of` of a file asks how things stood; null where its words are not known. */
export function daysMeant(
  words: string,
  { today, drawn }: { today: LocalDate; drawn: ReadonlyMap<string, DrawnDays> },
): LocalDate[] | null {
  const text = words.toLowerCase().trim();
  const single = DAY.exec(text)?.[0];
  if (single !== undefined) return [day(single)];
  if (/^(today|now|right now)$/.test(text)) return [today];
  if (text === "yesterday") return [addDays(today, -1)];
  if (/31 march/.test(text)) return [addDays(financialYearOf(today).from, -1)];
  if (/end of last month/.test(text)) return [addDays(monthOf(today).from, -1)];
  if (/end of last quarter/.test(text)) return [addDays(quarterOf(today).from, -1)];
  const month = drawn.get("month");
  if (/month/.test(text) && month) return [month.period.to];
  return null;
}

/** The quarter of the financial year that a day is in. */
export function quarterOf(date: LocalDate): Period {
  const { month } = partsOf(date);
  const first = addMonths(monthOf(date).from, -((month - 1) % 3));
  return { from: first, to: addDays(addMonths(first, 3), -1) };
}
