import type { Grouping, Measure } from "@cfa/contract/assistant-kinds";
import { plainQuery } from "@cfa/contract/assistant-plain";
import type { AskedPeriod, TypedQuery } from "@cfa/contract/assistant-query";
import { addDays, addMonths, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf, monthOf, type Period } from "@cfa/values/period";

import { CATALOGUE } from "../catalogue.ts";
import type { Named } from "../names/link-names.ts";
import type { AskedTime } from "../period/find-period.ts";
import { unitOn } from "../period/spans.ts";
import { findGroupings, nounGrouping, nounOf, orderOf } from "../read/groupings.ts";
import type { Read } from "../read/read-question.ts";
import type { NamedKind } from "../measure/seen.ts";
import {
  ALL_LEDGERS,
  BOTH_ENDS,
  FLOWS_OF,
  LARGEST_ONE,
  LISTED,
  NTH,
  ONE_OF,
  ONE_RUN,
  ONE_VOUCHER,
  SINGLE,
  WHOSE_BILLS,
  WHO_OF,
} from "./rows-meant.ts";

/** One reading of a question: whom it names and which days, of those it may mean. */
export type Reading = {
  readonly named: readonly (Named & { readonly kind: NamedKind; readonly isLeftOut: boolean })[];
  readonly times: readonly Exclude<AskedTime, { kind: "unclear" }>[];
  readonly numbered: Read["numbered"][number] | null;
};

/** Puts into a query of a measure all that the question says besides. */
export function buildQuery(measure: Measure, read: Read, reading: Reading, today: LocalDate): TypedQuery {
  const filtered = withQuantities(withNames(plainQuery(measure), reading), read);
  return withRun(withShape(withTimes(filtered, { read, reading, today }), read), today);
}

function isParty(kind: NamedKind): boolean {
  return kind === "customer" || kind === "supplier" || kind === "both";
}

/** Only or all but the parties, ledgers, bill and voucher that are named. */
export function withNames(query: TypedQuery, { named, numbered }: Reading): TypedQuery {
  const ids = (ofParties: boolean, isLeftOut: boolean): string[] =>
    named.filter((one) => isParty(one.kind) === ofParties && one.isLeftOut === isLeftOut).map(({ id }) => id);
  return {
    ...query,
    parties: ids(true, false),
    withoutParties: ids(true, true),
    ledgers: ids(false, false),
    withoutLedgers: ids(false, true),
    billId: numbered?.kind === "bill" ? numbered.id : query.billId,
    voucherId: numbered?.kind === "voucher" ? numbered.id : query.voucherId,
  };
}

const CLASSES: readonly (readonly [string, TypedQuery["class"]])[] = [
  ["risky", "risky"],
  ["prompt", "prompt"],
];
/** Words of a class that mean something else in other questions. */
const OF_CLASS: readonly (readonly [RegExp, TypedQuery["class"]])[] = [
  [
    /\blate (?:payer|payers|paying|class|customers|category|segment)\b|\bclass late\b|\bder se (?:dene|paise dene|payment karne) wale\b/,
    "late",
  ],
  [
    /\bon time (?:payer|payers|paying|class|customers|category|segment)\b|\b(?:time|samay) (?:pe|par|se) (?:\w+ ){0,2}(?:dene|karne) wale\b|\bpay(?:ing)? (?:us )?on time\b/,
    "on-time",
  ],
];

/** Less, in paise, is no sum to narrow an ageing by. */
const LEAST_MONEY = 100_000n;

/** The amounts, days, per cents and rows that are named. */
export function withQuantities(query: TypedQuery, read: Read): TypedQuery {
  const out: { -readonly [Key in keyof TypedQuery]: TypedQuery[Key] } = { ...query };
  const isAgeing = read.meanings.includes("ageing");
  for (const quantity of read.quantities) {
    // "31 to 60, and beyond 90": days of the buckets.
    if (isAgeing && "paise" in quantity && BigInt(quantity.paise) < LEAST_MONEY) continue;
    if (quantity.kind === "above") out.above = quantity.paise;
    else if (quantity.kind === "below") out.below = quantity.paise;
    else if (quantity.kind === "between") [out.above, out.below] = [quantity.paise, quantity.to];
    else if (quantity.kind === "percent") out.percent = quantity.count;
    else if (quantity.kind === "rows") out.limit = quantity.count;
    else if (quantity.kind === "days" && !isAgeing) out.moreThanDays = quantity.count;
  }
  const takesClass = CATALOGUE[query.measure].filters.includes("class");
  // "how many are prompt, late and risky": of each class.
  if (read.meanings.includes("prompt") && read.meanings.includes("risky"))
    return takesClass && query.measure === "payment-class" && out.parties.length === 0
      ? { ...out, groupBy: "class" }
      : out;
  const named = CLASSES.find(([meaning]) => read.meanings.includes(meaning))?.[1] ?? null;
  const isNew = /\b(new|naye) (customer|client|part|grahak)/.test(read.texts.join(" "));
  const worded = OF_CLASS.find(([words]) => words.test(read.texts.join(" ")))?.[1] ?? null;
  if (takesClass && out.parties.length === 0)
    out.class = named ?? classSaid(query.measure, read) ?? worded ?? (isNew ? "new" : null) ?? out.class;
  return out;
}

/** "which are late", where customers are asked for by their class. */
function classSaid(measure: Measure, { meanings }: Read): TypedQuery["class"] {
  if (measure !== "payment-class") return null;
  return (["late", "on-time"] as const).find((word) => meanings.includes(word)) ?? null;
}

type Timed = { readonly read: Read; readonly reading: Reading; readonly today: LocalDate };

const YEAR_BACK =
  /\bsame (?:\w+ )?(?:of |in |days |period )?(?:the )?(?:last|previous|prior) year\b|\blast year same\b|\byear on year\b|\byoy\b|\ba year (?:ago|earlier|before)\b|\bpichle saal (?:isi|ke isi|same)\b|\bpreceding year\b/;
const PRIOR =
  /\b(?:(?:usse|us se) (?:pehle|pahle)(?: wal[aei])? (?:month|mahine|mahina|hafte|quarter|saal)|mom|the (?:month|week|quarter|period) before|previous period|prior period)\b/;

/** The days that are named, and those compared to. */
export function withTimes(query: TypedQuery, { read, reading, today }: Timed): TypedQuery {
  const { measure } = query;
  const rule = CATALOGUE[measure];
  const text = read.texts.join(" ");
  const within = read.quantities.flatMap((one) => (one.kind === "within" ? [one.period] : []))[0];
  const [first, second] = daysNamed(reading.times, { rule, read, today });
  if (rule.time === "day") {
    if (first === undefined) return query;
    const shape = findGroupings(read.masked).some(({ grouping }) => isRun(grouping)) || isTrend(read);
    if (rule.isTrend && shape) return { ...query, period: first };
    return first.to >= today ? query : { ...query, asOf: first.to };
  }
  if (rule.time === "none") return query;
  if (rule.time === "ahead") {
    return { ...query, period: within ?? first ?? null };
  }
  if (!rule.isCompared) return { ...query, period: first ?? null };
  return compared(query, { read, text, first, second, today });
}

/** "by how much did it change from July to August": of the two ends, where one grew into the other. */
function daysNamed(
  times: Reading["times"],
  { rule, read, today }: { rule: (typeof CATALOGUE)[Measure]; read: Read; today: LocalDate },
): Period[] {
  const [only] = times;
  const isChange =
    rule.isCompared &&
    times.length === 1 &&
    asksComparison(read) &&
    !read.meanings.some((meaning) => meaning === "trend" || meaning === "month");
  if (isChange && only?.kind === "period" && only.ends !== undefined) return [...only.ends];
  const days = times.map((time) => periodOf(time, rule.time, today));
  const [one] = days;
  const second = times[1];
  // "August against the previous month": the one before August.
  if (one !== undefined && second !== undefined && BEFORE_IT.has(read.texts[second.first] ?? ""))
    return [one, priorOf(one)];
  return days;
}

const BEFORE_IT = new Set(["previous", "prior", "preceding"]);

/** "pichle mahine ke muqable is mahine": what is measured comes last. */
const MEASURED_FROM =
  /\{time\} (?:ke |k |के |की )?(?:muk|muq|मुक|मुक़|tulna|तुलना)\S* (?:me |mein |में )?(?:\S+ )?\{time\}/;

type Compared = {
  read: Read;
  text: string;
  first: Period | undefined;
  second: Period | undefined;
  today: LocalDate;
};

/** "than", "compared to", "growth", "se zyada hai kya": the figure of other days is asked for beside it. */
export function asksComparison(read: Read): boolean {
  const isThan =
    read.meanings.includes("zyada") || read.meanings.includes("less") || read.meanings.includes("more");
  const isOfTime = /\{time\} (?:se|than|से)(?=\s|$)/.test(read.masked.join(" "));
  return (
    read.meanings.some((meaning) => ["compare", "growth", "difference"].includes(meaning)) ||
    (isThan && isOfTime)
  );
}

function compared(query: TypedQuery, { read, text, first, second, today }: Compared): TypedQuery {
  if (query.measure === "lost-customers") return lost(query, { first, second, today });
  const usual = query.period ?? usualPeriod(query.measure, today);
  if (YEAR_BACK.test(text)) {
    const isBare = first === undefined || !/\bsame\b/.test(text) || second !== undefined;
    const period = isBare ? (first ?? usual) : first;
    const own = first !== undefined && isLastYear(first, today) && second === undefined ? usual : period;
    return { ...query, period: own, comparedTo: yearBack(own) };
  }
  if (second !== undefined && first !== undefined) {
    // "October against October last year": a month named twice is not the same one.
    if (second.from === first.from && second.to === first.to)
      return { ...query, period: first, comparedTo: yearBack(first) };
    // "how much did it change from July to August": August, beside July.
    const isChange = read.meanings.includes("growth") || read.meanings.includes("difference");
    const isOver = MEASURED_FROM.test(read.masked.join(" "));
    if ((isChange || isOver) && first.to < second.from)
      return { ...query, period: second, comparedTo: first };
    return { ...query, period: first, comparedTo: second };
  }
  if (/\bthe year before\b/.test(text)) {
    const period = first ?? usual;
    return { ...query, period, comparedTo: yearBack(period) };
  }
  if (PRIOR.test(text)) return { ...query, period: first ?? usual, comparedTo: priorOf(first ?? usual) };
  if (!asksComparison(read)) return { ...query, period: first ?? query.period };
  if (first === undefined) return { ...query, period: usual, comparedTo: priorOf(usual) };
  // One time in a comparison: with it, if it is over, of the same length of days now; else with what was before it.
  if (first.to < today && !contains(first, today)) {
    const isThan =
      /(?:over|against|on|than|versus|vs) \{time\}/.test(read.masked.join(" ")) ||
      ["from", "since"].includes(read.texts[read.times[0]?.first ?? 0] ?? "");
    const isGrowth =
      !isThan &&
      !read.meanings.includes("compare") &&
      !/\{time\} (?:se|than|से)(?=\s|$)/.test(read.masked.join(" "));
    if (isGrowth) return { ...query, period: first, comparedTo: priorOf(first) };
    return { ...query, period: nowLike(first, today), comparedTo: first };
  }
  return { ...query, period: first, comparedTo: priorOf(first) };
}

/** Bought in the days that come first and not in those after: of this year alone, what was bought before it. */
function lost(
  query: TypedQuery,
  { first, second, today }: Pick<Compared, "first" | "second" | "today">,
): TypedQuery {
  if (first === undefined) return query;
  if (second !== undefined) {
    const [before, after] = first.from <= second.from ? [first, second] : [second, first];
    return { ...query, period: before, comparedTo: after };
  }
  return first.to < today
    ? { ...query, period: first }
    : { ...query, period: priorOf(first), comparedTo: first };
}

function contains({ from, to }: Period, day: LocalDate): boolean {
  return from <= day && day <= to;
}

function isLastYear({ from, to }: Period, today: LocalDate): boolean {
  const last = financialYearOf(addMonths(today, -12));
  return from === last.from && to === last.to;
}

/** The days now that are like some that were: this month for a month, this year for a year. */
function nowLike(period: Period, today: LocalDate): Period {
  const days = daysBetween(period.from, period.to) + 1;
  if (days === 1) return { from: today, to: today };
  if (days === 7) return unitOn(today, "week", { turn: "this" });
  if (days >= 28 && days <= 31) return monthOf(today);
  if (days >= 89 && days <= 92) return unitOn(today, "quarter", { turn: "this" });
  if (days >= 365) return financialYearOf(today);
  return { from: addDays(today, 1 - days), to: today };
}

/** The same days a year before. */
export function yearBack({ from, to }: AskedPeriod): Period {
  const isMonthEnd = monthOf(to as LocalDate).to === to;
  const end = addMonths(to as LocalDate, -12);
  return { from: addMonths(from as LocalDate, -12), to: isMonthEnd ? monthOf(end).to : end };
}

/** As many days just before: of whole months as many months. */
export function priorOf({ from, to }: AskedPeriod): Period {
  const [first, last] = [from as LocalDate, to as LocalDate];
  const isWhole = first.endsWith("-01") && monthOf(last).to === last;
  const end = addDays(first, -1);
  if (!isWhole) return { from: addDays(first, -1 - daysBetween(first, last)), to: end };
  let months = 0;
  while (addMonths(first, months) <= last) months++;
  return { from: addMonths(first, -months), to: end };
}

/** The days a measure is of where none are said. */
export function usualPeriod(measure: Measure, today: LocalDate): Period {
  switch (CATALOGUE[measure].usual) {
    case "this-year":
      return financialYearOf(today);
    case "last-year":
      return yearBack(financialYearOf(today));
    case "next-7-days":
      return { from: today, to: addDays(today, 6) };
    case "next-30-days":
      return { from: today, to: addDays(today, 29) };
    case "to-month-end":
      return { from: today, to: monthOf(today).to };
    case "this-month":
      return monthOf(today);
    case "today":
    case "all":
      return { from: today, to: today };
  }
}

function periodOf(time: Exclude<AskedTime, { kind: "unclear" }>, takes: string, today: LocalDate): Period {
  if (time.kind === "period") return time.period;
  if (takes === "ahead") return { from: today, to: time.day };
  return { from: financialYearOf(time.day).from, to: time.day };
}

function isRun(grouping: Grouping | null): boolean {
  return grouping === "day" || grouping === "week" || grouping === "month";
}

function isTrend(read: Read): boolean {
  const has = (meaning: string): boolean => read.meanings.includes(meaning);
  // A chart of what stood there is over the days that are named.
  const isDrawn = has("chart") && (has("balance") || has("cash") || has("bank"));
  return has("trend") || (isDrawn && read.times.some(isRunOfDays));
}

/** More than one day, and not as it stood at the end of one. */
function isRunOfDays(time: Read["times"][number]): boolean {
  return time.kind === "period" && time.period.from < time.period.to;
}

const LISTING = ["which", "who", "show", "category", "count-party", "count-bills"];

/** By what it is taken apart, what comes first, how many rows, and whether it is drawn. */
export function withShape(query: TypedQuery, read: Read): TypedQuery {
  const { groupings, thenBy, orders } = CATALOGUE[query.measure];
  const asked = findGroupings(read.masked)
    .filter(({ grouping, isWeak }) => !isWeak || groupings.includes(grouping))
    .map(({ grouping }) => grouping);
  const order = orderOf(read.meanings);
  const text = read.texts.join(" ");
  const few = query.limit === null && order !== null ? fewAsked(read) : null;
  const chart = query.chart || read.meanings.includes("chart");
  let groupBy: Grouping | null = asked[0] ?? null;
  let second: Grouping | null = asked[1] ?? null;
  if (read.meanings.includes("ageing") && groupings.includes("age")) {
    if (groupBy === null) groupBy = "age";
    else if (groupBy !== "age" && second === null) second = "age";
  }
  if (second !== null && groupBy !== null && !thenBy.includes(second) && thenBy.includes(groupBy))
    [groupBy, second] = [second, groupBy];
  if (isTrend(read) && groupBy === null && groupings.includes("month")) groupBy = runFor(query.period);
  groupBy ??= isOnlyNarrowed(read) || query.groupBy === "class" ? query.groupBy : null;
  groupBy ??= impliedGrouping(query, read, order);
  const known = order !== null && orders.includes(order) ? order : null;
  const isRanked =
    groupBy !== null && ((few !== null && ONE_RUN.test(text)) || (!isRun(groupBy) && groupBy !== "age"));
  const fits = isRanked || query.limit !== null;
  return {
    ...query,
    limit: isRanked ? (few ?? query.limit) : query.limit,
    chart,
    groupBy,
    thenBy: second,
    order:
      fits || (known !== null && groupBy !== null)
        ? (known ?? (query.limit === null ? null : defaultOrder(query, orders, groupBy)))
        : null,
  };
}

/** How many rows are asked for without a number: one of "the biggest customer", two of "the second biggest"; null where all are. */
export function fewAsked({ texts }: Read): number | null {
  const text = texts.join(" ");
  if (BOTH_ENDS.test(text) || !(ONE_OF.test(text) || SINGLE.test(text))) return null;
  return NTH.find(([words]) => words.test(text))?.[1] ?? 1;
}

/** "only those above 50,000": of the rows that were shown. */
function isOnlyNarrowed(read: Read): boolean {
  return read.meanings.every((meaning) => NARROWING.has(meaning) || meaning.startsWith("{"));
}

const NARROWING = new Set([
  "ask",
  "only",
  "they",
  "more",
  "less",
  "show",
  "compare",
  "which",
  "overdue",
  "we",
  "us",
  "our",
]);

function defaultOrder(
  query: TypedQuery,
  orders: readonly unknown[],
  groupBy: Grouping | null,
): TypedQuery["order"] {
  if (groupBy === "voucher" && orders.includes("latest")) return "latest";
  return orders.includes("most") && query.measure !== "voucher" ? "most" : null;
}

/** Without "by": "which customers", "top 5 expenses", "last 10 receipts", "list of debtors". */
function impliedGrouping(query: TypedQuery, read: Read, order: TypedQuery["order"]): Grouping | null {
  const { groupings, unit } = CATALOGUE[query.measure];
  if (groupings.length === 0) return null;
  if (WHOSE_BILLS.test(read.texts.join(" ")) && groupings.includes("party") && query.parties.length !== 1)
    return "party";
  const isFlowListed = LISTED.test(read.texts.join(" ")) && !read.meanings.includes("bill");
  if (isFlowListed && groupings.includes("voucher")) return "voucher";
  const isFiltered = query.above !== null || query.below !== null || query.moreThanDays !== null;
  const isOfFlow = query.measure === "receipts" || query.measure === "payments";
  if (isOfFlow && isFiltered && FLOWS_OF.test(read.texts.join(" "))) return "voucher";
  const counted =
    query.limit === null ? undefined : nounOf(read.masked[read.masked.indexOf("{rows}") + 1] ?? "");
  const isOneVoucher = counted === undefined && ONE_VOUCHER.test(read.texts.join(" "));
  const isWhose = WHO_OF.test(read.texts.join(" ")) && groupings.includes("party");
  if (isOneVoucher && !isWhose && groupings.includes("voucher") && query.parties.length < 2) return "voucher";
  if (ALL_LEDGERS.test(read.texts.join(" ")) && groupings.includes("ledger")) return "ledger";
  if (LARGEST_ONE.test(read.texts.join(" ")) && groupings.includes("voucher")) return "voucher";
  const has = (...meanings: string[]): boolean => meanings.some((meaning) => read.meanings.includes(meaning));
  const isNamed = query.parties.length === 1 || query.ledgers.length === 1;
  const spoken = counted ?? nounGrouping(read.meanings.filter((meaning) => meaning !== "account"));
  // "payment vouchers of suppliers": each of them.
  if (isOfFlow && read.meanings.includes("voucher") && !has("who", "which")) return "voucher";
  const noun = spoken === "bill" && !groupings.includes("bill") ? "voucher" : spoken;
  const isListed =
    LISTING.some((meaning) => has(meaning)) ||
    read.texts.some((text) => LIST_WORDS.has(text)) ||
    query.limit !== null;
  const isRanked = query.limit !== null || order !== null;
  if (order === "latest" && groupings.includes("voucher") && (query.limit !== null || has("show")))
    return "voucher";
  const isBillNamed = read.meanings.includes("bill") && groupings.includes("bill");
  if (has("who") && groupings.includes("party") && query.parties.length !== 1 && !(isBillNamed && isFiltered))
    return "party";
  const isOpenBills = noun === "bill" && !has("how-much");
  if (noun === "voucher" && groupings.includes("voucher") && !has("how-much", "count")) return "voucher";
  if (has("show") && has("debit-note", "credit-note") && groupings.includes("voucher")) return "voucher";
  if (noun !== undefined && groupings.includes(noun) && (isListed || isRanked || isFiltered || isOpenBills)) {
    if (noun === "party" && isNamed) return isFiltered && groupings.includes("bill") ? "bill" : null;
    if (noun === "bill" || noun === "voucher" || isRanked || isFiltered || isNounListed(read)) return noun;
  }
  if (unit === "list" || isNamed) return null;
  if (isFiltered)
    return (["bill", "voucher"] as const).find((each) => groupings.includes(each)) ?? groupings[0] ?? null;
  return isRanked && (order === "most" || order === "least" || query.limit !== null)
    ? (groupings[0] ?? null)
    : null;
}

const LIST_WORDS = new Set(["list", "names", "kaunse", "konse", "kaun", "each", "सूची", "naam", "कौन"]);

/** "which customers", "list of suppliers", but not "how much do customers owe". */
function isNounListed(read: Read): boolean {
  const has = (meaning: string): boolean => read.meanings.includes(meaning);
  if (has("count-party") || has("count-bills") || has("category")) return true;
  // "what do we owe suppliers": one figure.
  if (
    /^(?:\w+ ){0,2}?what (?:do|did|does|is|are|was|were|have|has) /.test(read.texts.join(" ")) &&
    !has("who")
  )
    return false;
  return (has("which") && !has("how-much")) || has("who") || read.texts.some((text) => LIST_WORDS.has(text));
}

/** Of a figure by days, weeks or months without days: enough of them to be one. */
export function withRun(query: TypedQuery, today: LocalDate): TypedQuery {
  const { time, isTrend } = CATALOGUE[query.measure];
  if (query.period !== null || query.asOf !== null || !isRun(query.groupBy)) return query;
  if (time !== "period" && !isTrend) return query;
  const turn = { turn: "this" } as const;
  if (query.groupBy === "month") return { ...query, period: financialYearOf(today) };
  return { ...query, period: query.groupBy === "week" ? unitOn(today, "quarter", turn) : monthOf(today) };
}

function runFor(period: AskedPeriod | null): Grouping {
  if (period === null) return "month";
  const days = daysBetween(period.from as LocalDate, period.to as LocalDate) + 1;
  return days <= 45 ? "day" : days <= 120 ? "week" : "month";
}
