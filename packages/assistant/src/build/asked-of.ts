import type { Measure } from "@cfa/contract/assistant-kinds";
import type { AskedQueries, TypedQuery } from "@cfa/contract/assistant-query";
import type { LocalDate } from "@cfa/values/local-date";

import { CATALOGUE } from "../catalogue.ts";
import type { Context } from "../context.ts";
import type { Guess } from "../measure/guess.ts";
import { ruledMeasure } from "../measure/measure-rules.ts";
import type { NamedKind } from "../measure/seen.ts";
import type { BookNames } from "../read/book-names.ts";
import { findGroupings } from "../read/groupings.ts";
import { seenOf, type Read } from "../read/read-question.ts";
import { buildQuery, type Reading } from "./build-query.ts";
import { followUp, goesOn, onwardMeasure } from "./follow-up.ts";
import { isOfSome, shareOf } from "./share.ts";

type Way = { readonly context: Context; readonly guess: Guess };

/** What the question asks for, of one reading; two where it does not say of which side. */
export function askedOf(read: Read, reading: Reading, { context, guess }: Way): { asked: AskedQueries }[] {
  const { today, last } = context;
  const lastMeasure = last[0]?.queries[0]?.measure;
  const onward = onwardMeasure(lastMeasure, read);
  const measures = onward === null ? measuresOf(read, reading, { context, guess }) : [onward];
  return measures.flatMap((measure) => {
    const isSame = measure === lastMeasure && read.times.length === 0 && read.mentions.length === 0;
    const isOfOne =
      measure !== null && OF_ONE_PARTY.includes(measure) && read.mentions.length === 0 && isOne(last);
    if (lastMeasure !== undefined && (isSame || isOfOne || onward !== null || goesOn(read, measure))) {
      // Of two sides that the question leaves open, the one that was spoken of.
      if (measures.length > 1 && measure !== null && !isCarriedOn(measures, measure, lastMeasure)) return [];
      const next = followUp(last, {
        read,
        reading: ahead(read, reading, measure ?? lastMeasure),
        measure,
        today,
      });
      if (next !== null) return [{ asked: next }];
    }
    return measure === null
      ? []
      : [{ asked: ofBanks(fullOf(measure, read, { reading, today }), read, context.names) }];
  });
}

/** What the rules say, or, where they say nothing, what was learned. */
function measuresOf(read: Read, reading: Reading, { context, guess }: Way): (Measure | null)[] {
  const ruled = ruledMeasure(seenOf(read, kindsOf(read, reading, context), context.today));
  if (ruled === null) return [guess.sure];
  return typeof ruled === "string" ? withDoubt(ruled, guess, reading) : [...ruled];
}

/** Asked of the one customer that was spoken of: "kab tak dega?". */
const OF_ONE_PARTY: readonly Measure[] = ["expected-payment", "last-receipt", "days-to-pay", "payment-class"];

/** "kab tak dega?", "when did it come": of nobody that is named. */
function isWhenOf({ meanings, times }: Read): boolean {
  const isSaid = ["party", "supplier", "who", "which", "debtor", "creditor"].some((word) =>
    meanings.includes(word),
  );
  return meanings.includes("when") && times.length === 0 && !isSaid;
}

function isOne([before]: readonly AskedQueries[]): boolean {
  return before?.queries[0]?.parties.length === 1;
}

/** What is named; where a pronoun names it, what was spoken of. */
function kindsOf(read: Read, { named }: Reading, { names, last }: Context): (NamedKind | undefined)[] {
  const isOfBefore = read.meanings.includes("they") || (isWhenOf(read) && isOne(last));
  if (named.length > 0 || !isOfBefore) return named.map(({ kind }) => kind);
  const [query] = last[0]?.queries ?? [];
  return [...(query?.parties ?? []), ...(query?.ledgers ?? [])].map((id) => names.kinds.get(id));
}

/** Of two measures that a question leaves open: the one of the side that was spoken of; after receipts, "and payments?" is the other. */
function isCarriedOn(measures: readonly (Measure | null)[], measure: Measure, last: Measure): boolean {
  const isFlow = measures.includes("receipts") && measures.includes("payments");
  return isFlow && measures.includes(last) ? measure !== last : sameSide(last, measure);
}

/** "How much is in the bank": of the bank ledgers. */
function ofBanks(asked: AskedQueries, read: Read, { kinds }: BookNames): AskedQueries {
  const isBank = read.meanings.includes("bank") && !read.meanings.some((word) => CASH.has(word));
  if (!isBank) return asked;
  const banks = [...kinds].flatMap(([id, kind]) => (kind === "bank" ? [id] : [])).slice(0, 20);
  const queries = asked.queries.map((query) =>
    query.measure === "cash-balance" && query.ledgers.length === 0 ? { ...query, ledgers: banks } : query,
  );
  return { ...asked, queries };
}

const CASH = new Set(["cash", "cash-book"]);
const DOUBT = 0.6;
const SLIGHT = 0.1;
/** So near each other that the rule's words tell them apart, and what was learned does not. */
const TENSES: readonly (readonly Measure[])[] = [
  ["receivable", "bills-due"],
  ["payable", "payables-due"],
  ["payments", "payables-due"],
  ["overdue-receivable", "receivable"],
  ["overdue-payable", "payable"],
  ["voucher-count", "day-book"],
  ["days-to-pay", "overdue-receivable"],
  ["receipts", "receivable"],
  ["payments", "payable"],
];

/** What the rules say, and, where what was learned says surely otherwise, that too. */
function withDoubt(ruled: Measure, { near, chances }: Guess, { named, times }: Reading): Measure[] {
  if (times[0]?.kind === "until" && CATALOGUE[ruled].time === "day") return [ruled];
  const [learned] = near;
  const isOther = learned !== undefined && learned !== ruled && (chances.get(learned) ?? 0) >= DOUBT;
  if (learned === undefined || !named.every(({ kind }) => fits(learned, kind))) return [ruled];
  if (learned === undefined || TENSES.some((pair) => pair.includes(ruled) && pair.includes(learned)))
    return [ruled];
  return isOther && (chances.get(ruled) ?? 0) < SLIGHT ? [ruled, learned] : [ruled];
}

/** Whether a measure is of such parties or ledgers. */
function fits(measure: Measure, kind: NamedKind): boolean {
  const { filters } = CATALOGUE[measure];
  if (kind === "customer") return filters.includes("customers");
  if (kind === "supplier") return filters.includes("suppliers");
  return kind === "both" || filters.includes("ledgers");
}

function isOut(measure: Measure): boolean {
  return CATALOGUE[measure].filters.includes("suppliers");
}

function sameSide(one: Measure, other: Measure): boolean {
  return isOut(one) === isOut(other);
}

/** The times as they are of what is to come, where that is asked. */
function ahead(read: Read, reading: Reading, measure: Measure): Reading {
  if (CATALOGUE[measure].time !== "ahead" || read.timesAhead.length === 0) return reading;
  return { ...reading, times: read.timesAhead.filter((time) => time.kind !== "unclear") };
}

const OF: Partial<Record<Measure, Measure>> = {
  "overdue-receivable": "receivable",
  "overdue-payable": "payable",
};

/** "X's share of everything overdue": in what is overdue of all. */
const OF_OVERDUE =
  /\b(?:of|in|mein|me) (?:all |everything |the |our |my |total |whole )*(?:that is |that s )?overdue/;

function fullOf(
  measure: Measure,
  read: Read,
  { reading, today }: { reading: Reading; today: LocalDate },
): AskedQueries {
  const query = buildQuery(measure, read, ahead(read, reading, measure), today);
  const isShare = read.meanings.includes("share") && !read.quantities.some(({ kind }) => kind === "percent");
  const whole = OF[measure];
  const isOf =
    isShare ||
    (read.meanings.includes("overdue") &&
      /\bhow much of\b|\bout of\b|\bmein se\b|\bme se\b|में से/.test(read.texts.join(" ")));
  const isOfOverdue = isShare && isOfSome(query) && OF_OVERDUE.test(read.texts.join(" "));
  if (whole !== undefined && isOf && query.limit === null && !isOfOverdue) {
    const part = findGroupings(read.masked).length > 0 ? query : { ...query, groupBy: null, order: null };
    return { queries: [part, { ...part, measure: whole, moreThanDays: null }], calculation: "share" };
  }
  if (isShare && isOfSome(query)) return shareOf(query);
  if (isShare) return { queries: [shared(query)], calculation: "share" };
  return (
    differenceOf(query, read) ??
    asOfTwo(query, read, { reading, today }) ?? { queries: [query], calculation: null }
  );
}

function shared(query: TypedQuery): TypedQuery {
  const [groupBy = null] = CATALOGUE[query.measure].groupings;
  return query.groupBy === null && query.parties.length + query.ledgers.length === 0
    ? { ...query, groupBy }
    : query;
}

/** "the difference between X and Y". */
function differenceOf(query: TypedQuery, read: Read): AskedQueries | null {
  const isAsked = read.meanings.includes("difference");
  const field = query.parties.length === 2 ? "parties" : query.ledgers.length === 2 ? "ledgers" : null;
  if (!isAsked || field === null) return null;
  const queries = query[field].map((id) => ({ ...query, [field]: [id], groupBy: null, order: null }));
  return { queries, calculation: "difference" };
}

/** What stood at the end of two days, compared. */
function asOfTwo(
  query: TypedQuery,
  read: Read,
  { reading, today }: { reading: Reading; today: LocalDate },
): AskedQueries | null {
  if (CATALOGUE[query.measure].time !== "day" || reading.times.length !== 2 || query.period !== null)
    return null;
  const queries = reading.times.map((time) => {
    const to = time.kind === "until" ? time.day : time.period.to;
    return { ...query, asOf: to >= today ? null : to };
  });
  return { queries, calculation: "difference" };
}
