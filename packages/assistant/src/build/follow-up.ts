import type { Measure } from "@cfa/contract/assistant-kinds";
import type { AskedQueries, TypedQuery } from "@cfa/contract/assistant-query";
import { addDays, type LocalDate } from "@cfa/values/local-date";

import { CATALOGUE } from "../catalogue.ts";
import { findGroupings, orderOf } from "../read/groupings.ts";
import type { Read } from "../read/read-question.ts";
import {
  asksComparison,
  fewAsked,
  priorOf,
  usualPeriod,
  withNames,
  withQuantities,
  withRun,
  withShape,
  withTimes,
  yearBack,
  type Reading,
} from "./build-query.ts";
import { isOfSome, shareOf } from "./share.ts";

const RUNS: ReadonlySet<string> = new Set(["day", "week", "month"]);
const LEADS = new Set([
  "and",
  "aur",
  "और",
  "what",
  "how",
  "ok",
  "okay",
  "now",
  "then",
  "also",
  "phir",
  "फिर",
  "but",
  "same",
  "instead",
]);
const OVERDUE: Partial<Record<Measure, Measure>> = {
  receivable: "overdue-receivable",
  payable: "overdue-payable",
};

/** Whether a question goes on from the one before: it leads with "and" or "what about", means somebody by a pronoun, or says too little by itself. */
export function goesOn(read: Read, measure: Measure | null): boolean {
  if (measure === null || isOnlyGrouping(read) || isDifference(read)) return true;
  const first = read.texts[0] ?? "";
  const isAbout = (first === "what" || first === "how") && read.texts[1] === "about";
  const isLed = isAbout || (LEADS.has(first) && first !== "what" && first !== "how");
  return (
    isLed ||
    first === "so" ||
    read.meanings.includes("they") ||
    GOING_ON.test(read.texts.join(" ")) ||
    (read.times.length === 0 && SAME_TIME.test(read.texts.join(" "))) ||
    isThat(read) ||
    isNarrowing(read)
  );
}

/** "net profit also", "show the entries instead", "how much of it". */
const GOING_ON =
  /\b(?:also|too|instead|as well|bhi|बदले)$|\b(?:of|in|from|out of) (?:it|this|that|these|those|them)\b(?! (?:month|week|year|quarter|fy|financial|day|date|customer|supplier|party|bill|ledger))/;
/** "for the same months". */
const SAME_TIME =
  /\bsame (?:time|period|months?|quarter|year|days|dates|duration|span)\b(?! (?:of |in )?(?:the )?(?:last|previous|prior|before|a year))/;

/** "what is the difference", "dono me kitna farak hai": of what was shown. */
function isDifference(read: Read): boolean {
  return (
    (read.meanings.includes("difference") || read.meanings.includes("growth")) &&
    read.mentions.length === 0 &&
    read.times.length === 0 &&
    read.meanings.every((meaning) => BESIDE_DIFFERENCE.has(meaning) || meaning === "{rows}")
  );
}

const BESIDE_DIFFERENCE = new Set([
  "ask",
  "growth",
  "difference",
  "how-much",
  "which",
  "both",
  "show",
  "we",
  "us",
  "our",
  "they",
  "balance",
  "about",
]);

/** "what share is that", "that in per cent": of what was shown; but not "bills that are overdue", nor "with the same quarter last year". */
function isThat(read: Read): boolean {
  return /^(?:that|those)\b|\b(?:is|was|of|in) that$/.test(read.texts.join(" "));
}

/** "only what is overdue", "sirf overdue": narrows what was shown. */
function isNarrowing(read: Read): boolean {
  return read.meanings.includes("only") && read.times.length === 0 && read.mentions.length === 0;
}

type Next = {
  readonly read: Read;
  readonly reading: Reading;
  readonly measure: Measure | null;
  readonly today: LocalDate;
};

/** What a question comes to that goes on from the one before; null where it does not say enough for that. */
export function followUp(last: readonly AskedQueries[], next: Next): AskedQueries | null {
  const { read, reading, today } = next;
  const [before, earlier] = last;
  const query = before?.queries[0];
  if (before === undefined || query === undefined) return null;
  if (isDifference(read) && reading.named.length === 0 && reading.times.length === 0)
    return differenceOf(before, earlier);
  const isShare = read.meanings.includes("share") && !read.meanings.includes("only");
  const measure = measureOf(query, next);
  const kept = measure === query.measure ? query : carried(query, measure, next);
  const edited = edit(kept, next);
  if (edited === null && measure === query.measure) return null;
  const done = withRun(withShape(edited ?? kept, read), today);
  const isRun = done.groupBy !== kept.groupBy && RUNS.has(done.groupBy ?? "");
  if (isShare && isOfSome(done)) return shareOf(done);
  const shaped = {
    ...done,
    ...(isRun ? { limit: null } : {}),
    groupBy: done.groupBy ?? kept.groupBy,
    thenBy: done.thenBy ?? kept.thenBy,
    order: done.order ?? (isRun ? null : kept.order),
  };
  const few = shaped.groupBy === null || RUNS.has(shaped.groupBy) ? null : fewAsked(read);
  const most = few === null ? {} : { limit: few, order: orderOf(read.meanings) ?? "most" };
  return { queries: [fitted({ ...shaped, ...most })], calculation: isShare ? "share" : null };
}

function differenceOf(before: AskedQueries, earlier: AskedQueries | undefined): AskedQueries | null {
  const [first, second] = before.queries;
  if (first === undefined) return null;
  const other = second ?? earlier?.queries[0];
  return other === undefined
    ? null
    : { queries: second === undefined ? [other, first] : [first, second], calculation: "difference" };
}

/** What a few words ask after a measure that gives them another meaning: after output tax "net kitna bharna hai", after the risky ones "and which are late". */
export function onwardMeasure(last: Measure | undefined, read: Read): Measure | null {
  const has = (...words: string[]): boolean => words.some((word) => read.meanings.includes(word));
  if (last === undefined || read.mentions.length > 0) return null;
  if (
    last.startsWith("gst") &&
    has("net") &&
    !has("profit", "net-profit", "gross-profit", "sale", "purchase", "supplier", "party")
  )
    return "gst";
  if (last === "gross-profit" && has("net")) return "net-profit";
  const isOfClass =
    has("late", "prompt", "risky", "on-time") && !has("how-much", "pending", "bill", "overdue", "money");
  return last === "payment-class" && isOfClass ? "payment-class" : null;
}

/** Each measure of customers with the one of suppliers that is like it. */
const SIDES: readonly (readonly [Measure, Measure])[] = [
  ["receivable", "payable"],
  ["overdue-receivable", "overdue-payable"],
  ["bills-due", "payables-due"],
  ["sales", "purchases"],
  ["sales-returns", "purchase-returns"],
  ["receipts", "payments"],
];

/** "now the same for suppliers": the same measure of the other side. */
function otherSide(measure: Measure, { meanings, mentions }: Read): Measure | null {
  const [isIn, isOut] = [meanings.includes("party"), meanings.includes("supplier")];
  if (isIn === isOut || mentions.length > 0) return null;
  const pair = SIDES.find((sides) => sides[isOut ? 0 : 1] === measure);
  return pair?.[isOut ? 1 : 0] ?? null;
}

function measureOf(query: TypedQuery, { read, measure }: Next): Measure {
  const overdue = OVERDUE[query.measure];
  if (
    overdue !== undefined &&
    (read.meanings.includes("overdue") || measure === overdue) &&
    !read.meanings.includes("debtor")
  )
    return overdue;
  if (query.measure.startsWith("gst") && read.mentions.length === 0) {
    if (read.texts.includes("input") || read.texts.includes("इनपुट")) return "gst-input";
    if (read.texts.includes("output") || read.texts.includes("आउटपुट")) return "gst-output";
  }
  const other = measure === null && !isOnlyGrouping(read) ? otherSide(query.measure, read) : null;
  if (other !== null) return other;
  // After what is in the bank, "where will it stand in 30 days".
  const ahead = read.timesAhead[0];
  const isToCome = ahead?.kind === "period" && read.meanings.includes("future");
  if (
    query.measure === "cash-balance" &&
    isToCome &&
    (measure === null || measure === "cash-balance" || read.meanings.includes("position"))
  )
    return "cash-forecast";
  if (measure === null) return query.measure;
  // After a forecast, "how much of it comes from customers" is of what is to come.
  if (CATALOGUE[query.measure].time === "ahead" && read.times.length === 0) {
    if (measure === "receipts") return "expected-receipts";
    if (measure === "payments") return "payables-due";
  }
  // "show the entries": of the ledger that was shown.
  const isOfOne = query.ledgers.length + query.parties.length === 1;
  if (measure === "day-book" && isOfOne && !read.meanings.includes("daybook")) return "ledger-statement";
  return isOnlyGrouping(read) ? query.measure : measure;
}

/** Whether a question does no more than take apart: "supplier" in "by supplier" is of the grouping, and of no measure. */
function isOnlyGrouping(read: Read): boolean {
  return (
    findGroupings(read.masked).length > 0 &&
    read.meanings.every((meaning) => SHAPING.has(meaning) || meaning.startsWith("{"))
  );
}

const SHAPING = new Set([
  "ask",
  "by",
  "split",
  "party",
  "supplier",
  "bill",
  "voucher",
  "ledger",
  "month",
  "week",
  "daily",
  "days",
  "show",
  "top",
  "most",
  "chart",
  "only",
  "ageing",
  "category",
  "account",
  "we",
  "us",
  "our",
  "data",
  "balance",
  "class",
  "how-much",
  "trend",
  "which",
  "they",
]);

/** Another measure of the same: of the same days and names as far as it knows them. */
function carried(query: TypedQuery, measure: Measure, { read }: Next): TypedQuery {
  const [from, to] = [CATALOGUE[query.measure], CATALOGUE[measure]];
  const isSame = from.time === to.time;
  const hasParties = to.filters.some((filter) => filter === "customers" || filter === "suppliers");
  const isMeant = read.meanings.includes("they") || OVERDUE[query.measure] === measure;
  const sides = (["customers", "suppliers"] as const).some(
    (side) => from.filters.includes(side) && to.filters.includes(side),
  );
  const keepsParties = (hasParties && (isMeant || sides)) || measure === "ledger-statement";
  return {
    ...query,
    measure,
    parties: keepsParties ? query.parties : [],
    withoutParties: keepsParties && isSame ? query.withoutParties : [],
    period: isSame ? query.period : null,
    asOf: isSame ? query.asOf : null,
    comparedTo: isSame && to.isCompared ? query.comparedTo : null,
    groupBy: isSame && !read.meanings.includes("they") ? query.groupBy : null,
    thenBy: isSame && !read.meanings.includes("they") ? query.thenBy : null,
    order: isSame && !read.meanings.includes("they") ? query.order : null,
    limit: isSame && !read.meanings.includes("they") ? query.limit : null,
    billId: null,
    voucherId: null,
  };
}

/** What the query's measure does not know of what was kept is left. */
function fitted(query: TypedQuery): TypedQuery {
  const rule = CATALOGUE[query.measure];
  const takes = (filter: (typeof rule.filters)[number]): boolean => rule.filters.includes(filter);
  const groupBy = query.groupBy !== null && rule.groupings.includes(query.groupBy) ? query.groupBy : null;
  return {
    ...query,
    groupBy,
    thenBy:
      groupBy !== null &&
      query.thenBy !== null &&
      rule.thenBy.includes(query.thenBy) &&
      query.thenBy !== groupBy
        ? query.thenBy
        : null,
    order: query.order !== null && rule.orders.includes(query.order) ? query.order : null,
    ledgers: takes("ledgers") ? query.ledgers : [],
    withoutLedgers: takes("ledgers") ? query.withoutLedgers : [],
    above: takes("amount") ? query.above : null,
    below: takes("amount") ? query.below : null,
    moreThanDays: takes("moreThanDays") ? query.moreThanDays : null,
    class: takes("class") ? query.class : null,
    percent: takes("percent") ? query.percent : null,
  };
}

/** The slots that the question names, put over those that were; null where it names none. */
function edit(query: TypedQuery, { read, reading, today }: Next): TypedQuery | null {
  let next: TypedQuery = query;
  if (reading.named.length > 0 || reading.numbered !== null) next = named(next, reading);
  next = withQuantities(next, read);
  const shifted = shift(next, read, today);
  if (shifted !== null) next = shifted;
  else if (reading.times.length > 0 || read.quantities.some(({ kind }) => kind === "within"))
    next = retimed(next, { read, reading, today });
  const shapes = ["chart", "ageing", "top", "bottom", "trend", "split", "most", "old", "last", "share"];
  const isShaped =
    findGroupings(read.masked).length > 0 || read.meanings.some((meaning) => shapes.includes(meaning));
  const isAll = /\b(?:all|everyone|sabhi|sab)\b/.test(read.texts.join(" ")) && query.parties.length > 0;
  if (isAll) next = { ...next, parties: [] };
  return next === query && !isShaped ? null : next;
}

function without(list: readonly string[], dropped: readonly string[]): string[] {
  return list.filter((id) => !dropped.includes(id));
}

function named(query: TypedQuery, reading: Reading): TypedQuery {
  const put = withNames(query, reading);
  const isOut = reading.named.some(({ isLeftOut }) => isLeftOut);
  if (!isOut)
    return {
      ...put,
      groupBy: put.parties.length === 1 && query.groupBy === "party" ? null : query.groupBy,
      limit: null,
    };
  return {
    ...query,
    parties: without(query.parties, put.withoutParties),
    ledgers: without(query.ledgers, put.withoutLedgers),
    withoutParties: [...new Set([...query.withoutParties, ...put.withoutParties])],
    withoutLedgers: [...new Set([...query.withoutLedgers, ...put.withoutLedgers])],
  };
}

function retimed(
  query: TypedQuery,
  { read, reading, today }: { read: Read; reading: Reading; today: LocalDate },
): TypedQuery {
  // "compare with last month": of what was shown, other days beside it.
  const [time] = reading.times;
  const { isCompared } = CATALOGUE[query.measure];
  if (asksComparison(read) && isCompared && reading.times.length === 1 && time?.kind === "period") {
    const period = query.period ?? usualPeriod(query.measure, today);
    // October compared with "last year" is with the October of it.
    const isWholeYear = daysOf(time.period) >= 365 && daysOf(period) < 200;
    return { ...query, period, comparedTo: isWholeYear ? yearBack(period) : time.period };
  }
  return withTimes({ ...query, comparedTo: null, asOf: null }, { read, reading, today });
}

const BEFORE =
  /\b(?:month|week|quarter|year|day) (?:before|prior|earlier)\b|\b(?:previous|prior|preceding|earlier) (?:one|period|month|week|quarter|year|day)\b|\b(?:usse|us se) (?:(?:ek|1) \w+ )?(?:pehle|pahle)\b|उससे (?:एक \S+ )?पहले|\bpehle wal[ae]\b|\b(?:before|prior to) that\b/;
const AFTER =
  /\b(?:month|week|quarter|year|day) after\b|\b(?:next|following) (?:one|period)\b|\bus ?ke baad\b|\bafter that\b|उसके बाद/;
const YEAR_AGO =
  /\bsame (?:\w+ )?last year\b|\ba year (?:ago|earlier|before)\b|\blast year same\b|\bpichle saal (?:isi|same)\b/;

/** "and the month before?": of the days that were shown. */
function shift(query: TypedQuery, read: Read, today: LocalDate): TypedQuery | null {
  const text = read.texts.join(" ");
  if (CATALOGUE[query.measure].time !== "period") return null;
  const period = query.period ?? usualPeriod(query.measure, today);
  const isBeside = asksComparison(read) && CATALOGUE[query.measure].isCompared;
  const put = (to: { from: string; to: string }): TypedQuery =>
    isBeside ? { ...query, period, comparedTo: to } : { ...query, period: to, comparedTo: null };
  if (YEAR_AGO.test(text)) return put(yearBack(period));
  if (BEFORE.test(text) && !isOtherUnit(text, read, period)) return put(priorOf(period));
  if (AFTER.test(text)) {
    const length = priorOf(period);
    const from = addDays(period.to as LocalDate, 1);
    const next = priorOf({ from, to: from });
    return put({ from, to: addDays(from, Math.max(0, daysOf(length) - 1)) ?? next.to });
  }
  return null;
}

/** "and the previous quarter, July to September": after a month, of days of its own. */
function isOtherUnit(text: string, read: Read, period: { from: string; to: string }): boolean {
  const unit = /\b(?:previous|prior|preceding|earlier) (month|week|quarter|year|day)\b/.exec(text)?.[1];
  if (unit === undefined || read.times.length === 0) return false;
  const [least, most] = UNIT_DAYS[unit] ?? [0, 0];
  const days = daysOf(period);
  return days < least || days > most;
}

const UNIT_DAYS: Readonly<Record<string, readonly [number, number]>> = {
  day: [1, 1],
  week: [7, 7],
  month: [28, 31],
  quarter: [89, 92],
  year: [365, 366],
};

function daysOf({ from, to }: { from: string; to: string }): number {
  let days = 1;
  for (let at = from as LocalDate; at < to; at = addDays(at, 1)) days++;
  return days;
}
