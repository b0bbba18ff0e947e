import {
  addDays,
  addMonths,
  daysBetween,
  daysInMonth,
  localDateOf,
  partsOf,
  weekday,
  type LocalDate,
} from "@cfa/values/local-date";

import { has, writtenReply, wordsOf } from "./plain-reply.ts";
import * as EN from "./words-en.ts";
import * as HI from "./words-hi.ts";

const WEEK_DAYS = 7;
const FARTHEST_DAYS = 366;
const NUMBERED = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?![\d/-])/;

/** The day a reply names: ahead for a promise, behind for what was paid. Null: none, or one that cannot be meant. */
export function dayIn(
  text: string,
  { today, ahead }: { today: LocalDate; ahead: boolean },
): LocalDate | null {
  const words = wordsOf(text);
  const found =
    nearDay(words, today, ahead) ?? numberedDay(text, today, ahead) ?? monthDay(words, today, ahead);
  if (found === null) return null;
  const days = daysBetween(today, found);
  return (ahead ? days >= 0 : days <= 0) && Math.abs(days) <= FARTHEST_DAYS ? found : null;
}

function nearDay(words: string, today: LocalDate, ahead: boolean): LocalDate | null {
  const way = ahead ? 1 : -1;
  if (has(words, [...EN.TWO_DAYS, ...HI.TWO_DAYS])) return addDays(today, 2 * way);
  if (has(words, EN.TOMORROW)) return addDays(today, 1);
  if (has(words, EN.YESTERDAY)) return addDays(today, -1);
  // One word for yesterday and for tomorrow.
  if (has(words, [...EN.ONE_DAY, ...HI.ONE_DAY])) return addDays(today, way);
  if (has(words, [...EN.MONTH_END, ...HI.MONTH_END])) return endOfMonth(today);
  const counted = new RegExp(` (\\d{1,3}) (?:${[...EN.DAYS_FROM_NOW, ...HI.DAYS_FROM_NOW].join("|")}) `).exec(
    words,
  );
  if (counted) return addDays(today, Number(counted[1]) * way);
  const named = [0, 1, 2, 3, 4, 5, 6].find((at) =>
    has(words, [...(EN.WEEKDAYS[at] ?? []), ...(HI.WEEKDAYS[at] ?? [])]),
  );
  if (named !== undefined) {
    const on = (named - weekday(today) + WEEK_DAYS) % WEEK_DAYS;
    return addDays(today, ahead ? on || WEEK_DAYS : on === 0 ? 0 : on - WEEK_DAYS);
  }
  return has(words, [...EN.TODAY, ...HI.TODAY]) ? today : null;
}

/** The day first, as in India: 5/12, 05-12-2026. */
function numberedDay(text: string, today: LocalDate, ahead: boolean): LocalDate | null {
  const match = NUMBERED.exec(writtenReply(text));
  if (!match) return null;
  const [, day = "", month = "", year] = match;
  if (year === undefined) return nearest(Number(day), Number(month), { today, ahead });
  const full = year.length === 2 ? 2_000 + Number(year) : Number(year);
  const found = localDateOf(full, Number(month), Number(day));
  return found.ok ? found.value : null;
}

/** "15 dec", "dec 15th", "15 tarikh", "on the 15th". */
function monthDay(words: string, today: LocalDate, ahead: boolean): LocalDate | null {
  const month = EN.MONTHS.findIndex((names, at) => has(words, [...names, ...(HI.MONTHS[at] ?? [])]));
  if (month !== -1) {
    const names = [...(EN.MONTHS[month] ?? []), ...(HI.MONTHS[month] ?? [])].map((name) =>
      wordsOf(name).trim(),
    );
    const either = names.join("|");
    const match = new RegExp(
      ` (\\d{1,2})(?:st|nd|rd|th)? (?:${either}) | (?:${either}) (\\d{1,2})(?:st|nd|rd|th)? `,
    ).exec(words);
    return match ? nearest(Number(match[1] ?? match[2]), month + 1, { today, ahead }) : null;
  }
  const dates = [...EN.DAY_OF_MONTH, ...HI.DAY_OF_MONTH].map((word) => wordsOf(word).trim()).join("|");
  const match = new RegExp(` (\\d{1,2})(?: (?:${dates})|st|nd|rd|th) `).exec(words);
  return match ? nearestInMonths(Number(match[1]), today, ahead) : null;
}

function nearest(
  day: number,
  month: number,
  { today, ahead }: { today: LocalDate; ahead: boolean },
): LocalDate | null {
  const { year } = partsOf(today);
  for (const each of ahead ? [year, year + 1] : [year, year - 1]) {
    const found = localDateOf(each, month, day);
    if (found.ok && (ahead ? found.value >= today : found.value <= today)) return found.value;
  }
  return null;
}

function nearestInMonths(day: number, today: LocalDate, ahead: boolean): LocalDate | null {
  for (const months of ahead ? [0, 1, 2] : [0, -1, -2]) {
    const { year, month } = partsOf(addMonths(today, months));
    const found = localDateOf(year, month, day);
    if (found.ok && (ahead ? found.value >= today : found.value <= today)) return found.value;
  }
  return null;
}

function endOfMonth(today: LocalDate): LocalDate {
  const { year, month, day } = partsOf(today);
  return addDays(today, daysInMonth(year, month) - day);
}
