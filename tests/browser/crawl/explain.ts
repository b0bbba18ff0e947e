import { daysBetween, parseLocalDate, type LocalDate } from "@cfa/values/local-date";

import type { Figures } from "./figures.ts";
import type { Said } from "./read-page.ts";

/* Each number on a page is held against what the API says; what cannot be explained is a mistake. */

const TOKEN = new RegExp(
  [
    /(?<money>[−-]?₹[\d,]+(?:\.\d+)?(?:\u00a0(?:Cr|L|करोड़|लाख)(?![\p{L}\p{M}]))?)/u,
    /(?<day>\b\d{2}-\d{2}-\d{4}\b(?: \d{2}:\d{2})?)/,
    /(?<clock>\b\d{2}:\d{2}\b)/,
    /(?<month>\b\d{2}-\d{4}\b)/,
    /(?<year>\b\d{4}-\d{2}\b)/,
    /(?<short>\b\d{2}-\d{2}\b)/,
    /(?<percent>(?:[<>] )?\d[\d,]*(?:\.\d+)? ?%)/,
    /(?<number>−?\d+(?:,\d+)*(?:\.\d+)?)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gu",
);

/** What no page may show, whatever the figure. */
const WRONG: readonly [RegExp, string][] = [
  [/undefined|\bNaN\b|\[object|Infinity|\bnull\b/, "what is not there has a name"],
  [/\d{1,3},\d{3},\d{3}/, "grouped by thousands"],
  [/\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/, "a day with strokes"],
  [/\b\d{4}-(?:0[1-9]|1[0-2])-\d{2}\b/, "a day as computers write it"],
  [/₹\s?[−-]|[−-]\s?₹0(?:\.00)?(?![\d,.])/, "a sign in the wrong place"],
];

/** Where round figures stand beside a picture. */
const AXIS = /^(?:home-fan|cash-fan|scenario-fan-\w+|delay-picture)$/;

export type Reading = {
  readonly figures: Figures;
  readonly asOf: LocalDate;
  readonly now: number;
  /** Sentences that the app's words say whatever the figures are. */
  readonly fixed: readonly (string | RegExp)[];
  /** Keys of the catalogue: none may be shown. */
  readonly keys: ReadonlySet<string>;
};

/** What of the texts is wrong or stands in no answer, a line each. */
export function unexplained(said: readonly Said[], reading: Reading): string[] {
  const problems = new Set<string>();
  for (const { text, where, isTick } of said) {
    const add = (token: string, what: string): void => {
      const place = where.filter((id, at) => at < 2 || at === where.length - 1).join(" < ");
      problems.add(`${token}: ${what}, in "${text.slice(0, 160)}" at ${place}`);
    };
    for (const [pattern, what] of WRONG) {
      const match = pattern.exec(text);
      if (match) add(match[0], what);
    }
    if (reading.keys.has(text)) add(text, "a key of the catalogue");
    if (!/\d/.test(text)) continue;
    const rest = withoutFixed(text, reading);
    for (const match of rest.matchAll(TOKEN)) {
      const after = rest.slice(match.index + match[0].length);
      const why = explain(
        match.groups ?? {},
        { after, isAxis: isTick && AXIS.test(where[0] ?? "") },
        reading,
      );
      if (why !== null) add(match[0], why);
    }
  }
  return [...problems];
}

/** A text without what is a name in an answer or stands in the app's own words. */
function withoutFixed(text: string, { figures, fixed }: Reading): string {
  if (fixed.includes(text) || figures.names.includes(text)) return "";
  let rest = text;
  for (const name of figures.names)
    if (name.length >= 4 && !/^[\d,.]+$/.test(name)) rest = rest.replaceAll(name, "§");
  for (const pattern of fixed) if (typeof pattern !== "string") rest = rest.replace(pattern, "§");
  return rest;
}

type Groups = Partial<Record<string, string>>;

function explain(found: Groups, at: { after: string; isAxis: boolean }, reading: Reading): string | null {
  const { figures } = reading;
  const { money, day, clock, month, year, short, percent, number } = found;
  if (money !== undefined) return at.isAxis ? explainRound(money) : explainMoney(money, at.after, figures);
  if (day !== undefined) return explainDay(day, figures, reading.now);
  if (clock !== undefined) return figures.clocks.has(clock) ? null : "no time of day of the answers";
  if (month !== undefined) return figures.months.has(turned(month)) ? null : "no month of the answers";
  if (year !== undefined)
    return Number(year.slice(5)) === (Number(year.slice(2, 4)) + 1) % 100 ? null : "no financial year";
  if (short !== undefined)
    return [...figures.days].some((one) => one.slice(5) === turned(short)) ? null : "no day of the answers";
  if (percent !== undefined)
    return figures.shares.has(percent.replace(/ ?%$/, "")) ? null : "no share of the answers";
  return explainNumber(number ?? "", at.isAxis, reading);
}

function explainMoney(token: string, after: string, { sums, outgoing }: Figures): string | null {
  if (token.startsWith("-")) return "a hyphen for a minus";
  const isBelow = token.startsWith("−");
  const text = token.replace("−", "");
  const signs = sums.get(text);
  if (signs === undefined) return "no sum of the answers";
  if (/^ (?:Cr|जमा)(?![\p{L}\p{M}])/u.test(after)) return signs.has("-") ? null : "a credit that is a debit";
  if (/^ (?:Dr|नामे)(?![\p{L}\p{M}])/u.test(after)) return signs.has("+") ? null : "a debit that is a credit";
  if (signs.has(isBelow ? "-" : "+")) return null;
  return isBelow && outgoing.has(text) ? null : "the sum has another sign";
}

/** Beside a picture stand figures of at most two digits that are not zero. */
function explainRound(token: string): string | null {
  const digits = token.replace(/[^\d]/g, "").replace(/^0+|0+$/g, "");
  return digits.length <= 2 ? null : "no round figure beside a picture";
}

function explainDay(token: string, { days, moments }: Figures, now: number): string | null {
  const [day = "", clock] = token.split(" ");
  const iso = turned(day);
  if (!parseLocalDate(iso).ok) return "no day of the calendar";
  if (!days.has(iso)) return "no day of the answers";
  if (clock === undefined) return null;
  // A report says when it was made: the page's a little before the test's.
  const made = [0, 1, 2, 3].map((minutes) => now - minutes * 60_000);
  const clocks = [...moments, ...made].map((moment) =>
    new Date(moment + 330 * 60_000).toISOString().slice(11, 16),
  );
  return clocks.includes(clock) ? null : "no moment of the answers";
}

function explainNumber(token: string, isAxis: boolean, { figures, asOf, now }: Reading): string | null {
  const text = token.replace("−", "");
  if (figures.names.includes(text)) return null;
  const signs = /,|\.\d\d$/.test(text) ? figures.sums.get(`₹${text}`) : undefined;
  if (signs?.has(token.startsWith("−") ? "-" : "+") === true) return null;
  const number = Number(token.replaceAll(",", "").replace("−", "-"));
  if (!text.includes(".") && Math.abs(number).toLocaleString("en-IN") !== text)
    return "not grouped as in India";
  if (figures.numbers.has(number)) return null;
  if (isAxis) return explainRound(text);
  for (const day of figures.days)
    if (Math.abs(daysBetween(day as LocalDate, asOf)) === Math.abs(number)) return null;
  const isAge = figures.moments.some((moment) =>
    [60_000, 3_600_000, 86_400_000].some((unit) => Math.abs((now - moment) / unit - number) <= 1.5),
  );
  return isAge ? null : "no number of the answers";
}

/** "07-04-2026" as "2026-04-07". */
function turned(text: string): string {
  return text.split("-").toReversed().join("-");
}
