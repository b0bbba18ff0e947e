import type { Measure } from "@cfa/contract/assistant-kinds";
import type { AskedQueries, TypedQuery } from "@cfa/contract/assistant-query";
import type { LocalDate } from "@cfa/values/local-date";

import { buildQuery, type Reading } from "./build/build-query.ts";
import { followUp, goesOn } from "./build/follow-up.ts";
import { CATALOGUE } from "./catalogue.ts";
import { checkAsked } from "./check-query.ts";
import { guessMeasure, type Guess } from "./measure/guess.ts";
import type { NamedKind } from "./measure/seen.ts";
import { ruledMeasure } from "./measure/measure-rules.ts";
import type { Mention } from "./names/link-names.ts";
import { TURNS } from "./period/calendar-words.ts";
import type { BookNames, Numbered } from "./read/book-names.ts";
import { findGroupings } from "./read/groupings.ts";
import { readQuestion, seenOf, type Read } from "./read/read-question.ts";
import { refusalOf, type Refusal } from "./refusals.ts";

export type Context = {
  readonly today: LocalDate;
  readonly names: BookNames;
  /** What was asked before, the latest first. */
  readonly last: readonly AskedQueries[];
};

/** What of a question was taken for what: names as they were typed, and words that said nothing. */
export type Heard = {
  readonly names: readonly { readonly id: string; readonly name: string; readonly typed: string }[];
  readonly unread: readonly string[];
};

export type Choice = { readonly name: string | null; readonly asked: AskedQueries };

/**
 * What a question comes to. `choices`: it may be any of these, or this one where some of its words said nothing (`heard.unread`). `unknown-name`: it names what is not in the books. `declined`: the books do not hold it, or it is not
 * understood; `near`: what can be asked instead. `refused`: it is not done.
 */
export type Understanding =
  | { readonly kind: "asked"; readonly asked: AskedQueries; readonly heard: Heard }
  | {
      readonly kind: "choices";
      readonly about: "party" | "ledger" | "period" | "measure" | "voucher";
      readonly choices: readonly Choice[];
      readonly heard: Heard;
    }
  | { readonly kind: "unknown-name"; readonly name: string }
  | {
      readonly kind: "declined";
      readonly code: "not-held" | "not-understood";
      readonly near: readonly Measure[];
    }
  | { readonly kind: "refused"; readonly code: Refusal };

const MOST_CHOICES = 8;
/** More words that say nothing leave it unsure what is asked. */
const MOST_UNREAD = 2;
const VAGUE: readonly Measure[] = ["sales", "net-profit", "receipts", "cash-balance"];

/** Understands one question to the books, with the questions before it. It decides nothing on figures: what comes out is a query, or why there is none. */
export function understand(question: string, context: Context): Understanding {
  const read = readQuestion(question, context.names, context.today);
  const refused = refusalOf(read);
  if (refused !== null) return { kind: "refused", code: refused };
  const guess = guessMeasure(read);
  const declined = (code: "not-held" | "not-understood"): Understanding => ({
    kind: "declined",
    code,
    near: guess.near,
  });
  if (isNotHeld(read) || isByUnknown(read)) return declined("not-held");
  const asked = readingsOf(read, context).flatMap((reading) =>
    askedOf(read, reading, { context, guess }).map((one) => ({ reading, ...one })),
  );
  const unknown = unknownName(
    read,
    asked.map(({ asked: one }) => one),
  );
  if (unknown !== null) return { kind: "unknown-name", name: unknown };
  if (context.last.length === 0 && isMostlyUnread(read) && !isLearned(read, asked, guess))
    return declined("not-understood");
  const good = distinct(asked.filter((one) => checkAsked(one.asked).ok));
  if (good.length === 0) {
    if (asked.length === 0 && isVague(read)) return vagueChoices(read, context);
    return declined(asked.length > 0 ? "not-held" : "not-understood");
  }
  const heard = heardOf(read, good[0]?.reading);
  const [first] = good;
  const isUnsure =
    isTimeUnused(read, first) ||
    read.unread.some(({ isNarrowing }) => isNarrowing) ||
    read.unread.length > MOST_UNREAD;
  if (context.last.length === 0 && isUnsure && first !== undefined) {
    if (!good.some((one) => one.asked.queries[0]?.measure === (guess.sure ?? guess.near[0])))
      return declined("not-understood");
    return {
      kind: "choices",
      about: good.length === 1 ? "measure" : aboutOf(good),
      choices: choicesOf(good),
      heard,
    };
  }
  if (good.length === 1 && first !== undefined) return { kind: "asked", asked: first.asked, heard };
  return { kind: "choices", about: aboutOf(good), choices: choicesOf(good), heard };
}

/** Days are named that the measure knows nothing of. */
function isTimeUnused(read: Read, one: One | undefined): boolean {
  const query = one?.asked.queries[0];
  return (
    query !== undefined &&
    CATALOGUE[query.measure].time === "none" &&
    read.times.length > 0 &&
    query.measure !== "last-receipt" &&
    query.measure !== "last-payment"
  );
}

function choicesOf(good: readonly One[]): Choice[] {
  const about = aboutOf(good);
  return good.slice(0, MOST_CHOICES).map(({ reading, asked: one }) => ({
    name:
      about === "party" || about === "ledger"
        ? (reading.named[0]?.name ?? null)
        : about === "voucher"
          ? (reading.numbered?.about ?? null)
          : null,
    asked: one,
  }));
}

type One = { reading: Reading; asked: AskedQueries };

/** Each way in which the names, times and numbers can be meant. */
function readingsOf(read: Read, { names }: Context): Reading[] {
  const book = BOOKS.find(([meaning]) => read.meanings.includes(meaning))?.[1];
  const named =
    book !== undefined && read.mentions.length === 0
      ? booksOf(names, book)
      : product(
          read.mentions.map((mention) =>
            mention.found.map((one) => ({
              ...one,
              kind: names.kinds.get(one.id) ?? "ledger",
              isLeftOut: isLeftOut(read, mention),
            })),
          ),
        );
  const times = product(
    read.times.map((time) => {
      if (time.kind !== "unclear") return [time];
      return time.choices.map((period) => ({
        first: time.first,
        last: time.last,
        kind: "period" as const,
        period,
      }));
    }),
  );
  const numbered: (Numbered | null)[] = read.numbered.length === 0 ? [null] : [...read.numbered];
  return named
    .flatMap((one) =>
      times.flatMap((time) => numbered.map((number) => ({ named: one, times: time, numbered: number }))),
    )
    .slice(0, 2 * MOST_CHOICES);
}

const BOOKS = [
  ["cash-book", "cash"],
  ["bank-book", "bank"],
] as const;

/** "cash book": of each such ledger. */
function booksOf({ index, kinds }: BookNames, kind: "cash" | "bank"): Reading["named"][] {
  return index.entries
    .filter(({ named }) => kinds.get(named.id) === kind)
    .map(({ named }) => [{ ...named, kind, isLeftOut: false }]);
}

function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((made, list) => made.flatMap((one) => list.map((item) => [...one, item])), [[]]);
}

const OUT_BEFORE = new Set(
  "leave except excluding exclude without remove drop barring besides minus ignoring leaving than hatao skip omit".split(
    " ",
  ),
);
const OUT_AFTER =
  /^(?:(?:ko|ke|के|को) )?(?:chhod|chod|chhodkar|chodkar|chhodke|alawa|hata|hatao|hatakar|bina|chhodo|nikal|nikalo|छोड|छोडकर|अलावा|हटा|हटाओ|हटाकर|बिना|shamil nahi)(?: |$)/;

/** "except X", "remove X", "X ko chhodkar". */
function isLeftOut(read: Read, { first, last }: Mention): boolean {
  const back = read.texts
    .slice(Math.max(0, first - 3), first)
    .filter((text) => !["the", "for", "of", "out", "from", "and", "other"].includes(text));
  const before = back.at(-1) ?? "";
  const after = read.texts.slice(last + 1, last + 5).join(" ");
  if (before === "than") return read.texts.slice(0, first).join(" ").endsWith("other than");
  return OUT_BEFORE.has(before) || OUT_AFTER.test(after);
}

type Way = { readonly context: Context; readonly guess: Guess };

/** What the question asks for, of one reading; two where it does not say of which side. */
function askedOf(read: Read, reading: Reading, { context, guess }: Way): { asked: AskedQueries }[] {
  const { today, last } = context;
  const ruled = ruledMeasure(seenOf(read, kindsOf(read, reading, context), today));
  const measures: (Measure | null)[] =
    ruled === null ? [guess.sure] : typeof ruled === "string" ? withDoubt(ruled, guess, reading) : [...ruled];
  const lastMeasure = last[0]?.queries[0]?.measure;
  return measures.flatMap((measure) => {
    if (lastMeasure !== undefined && goesOn(read, measure)) {
      // Of two sides that the question leaves open, the one that was spoken of.
      if (measures.length > 1 && measure !== null && !isCarriedOn(measures, measure, lastMeasure)) return [];
      const onward = followUp(last, {
        read,
        reading: ahead(read, reading, measure ?? lastMeasure),
        measure,
        today,
      });
      if (onward !== null) return [{ asked: onward }];
    }
    return measure === null
      ? []
      : [{ asked: ofBanks(fullOf(measure, read, { reading, today }), read, context.names) }];
  });
}

/** What is named; where a pronoun names it, what was spoken of. */
function kindsOf(read: Read, { named }: Reading, { names, last }: Context): (NamedKind | undefined)[] {
  if (named.length > 0 || !read.meanings.includes("they")) return named.map(({ kind }) => kind);
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
  const isBank = read.meanings.includes("bank") && !read.meanings.includes("cash");
  const banks = [...kinds].flatMap(([id, kind]) => (kind === "bank" ? [id] : [])).slice(0, 20);
  const queries = asked.queries.map((query) =>
    query.measure === "cash-balance" && isBank && query.ledgers.length === 0
      ? { ...query, ledgers: banks }
      : query,
  );
  return { ...asked, queries };
}

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
const OF_OVERDUE = /\b(?:of|in|mein|me) (?:all |everything |the |total |whole )*(?:that is |that s )?overdue/;

/** Whether a query is of some alone, so that its share is in the figure of all. */
function isOfSome(query: TypedQuery): boolean {
  const { parties, ledgers, above, below, class: ofClass, limit } = query;
  return (
    limit === null &&
    (parties.length + ledgers.length > 0 || above !== null || below !== null || ofClass !== null)
  );
}

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
  if (isShare && isOfSome(query)) {
    const part = { ...query, groupBy: null, thenBy: null, order: null, limit: null };
    const all = { ...part, parties: [], ledgers: [], above: null, below: null, class: null };
    return { queries: [part, all], calculation: "share" };
  }
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

const NOT_HELD = new Set(
  (
    "employee employees staff headcount weather temperature competitor competitors competitor's fraud cheating cheat cheater thief inventory godown warehouse price prices gold " +
    "joke poem story minister cricket news recipe flight ticket hotel loan emi quantity qty units unit pieces kilos kg item items product products sku scrap salesman salesmen " +
    "election movie song weather salary-advice shareprice nifty sensex crypto bitcoin translate capital-of mausam मौसम स्टॉक godam कर्मचारी karmchari dhokebaaz chor pratidwandi lawyer court holiday holidays attendance leave password " +
    "budget target targets advice address phone mobile email pincode barcode hsn discounting valuation"
  ).split(" "),
);

function isNotHeld(read: Read): boolean {
  const isStock = read.masked.some((word) => word === "stock" || word === "स्टॉक");
  if (isStock && !read.meanings.some((meaning) => ["bought", "purchase", "sale"].includes(meaning)))
    return true;
  return (
    read.meanings.includes("not-held") ||
    read.masked.some(
      (word, at) => NOT_HELD.has(word) && !(word === "leave" && LEFT_BESIDE.has(read.masked[at + 1] ?? "")),
    )
  );
}

/** After "leave": it is no day off. */
const LEFT_BESIDE = new Set(["out", "aside", "{party}", "{ledger}"]);

function isVague(read: Read): boolean {
  return (
    read.unread.length === 0 &&
    read.mentions.length === 0 &&
    read.words.length > 0 &&
    read.words.length <= 9 &&
    read.meanings.some((meaning) => VAGUE_HEADS.has(meaning)) &&
    read.meanings.every((meaning) => VAGUE_WORDS.has(meaning))
  );
}

const VAGUE_HEADS = new Set([
  "compare",
  "balance",
  "account",
  "how-much",
  "top",
  "how-did",
  "how",
  "status",
  "lump",
  "data",
  "show",
  "trend",
  "position",
]);
const VAGUE_WORDS = new Set([
  "balance",
  "total",
  "top",
  "{rows}",
  "how-did",
  "how",
  "we",
  "us",
  "our",
  "lump",
  "status",
  "show",
  "{time}",
  "class",
  "do",
  "good",
  "data",
  "which",
  "how-much",
  "good",
  "account",
  "trend",
  "position",
  "about",
  "count",
  "number",
  "future",
  "can",
  "left",
  "compare",
  "growth",
]);

function vagueChoices(read: Read, context: Context): Understanding {
  const [reading] = readingsOf(read, context);
  const choices = VAGUE.map((measure) => ({
    name: null,
    asked: {
      queries: [
        buildQuery(measure, read, reading ?? { named: [], times: [], numbered: null }, context.today),
      ],
      calculation: null,
    },
  })).filter(({ asked }) => checkAsked(asked).ok);
  return { kind: "choices", about: "measure", choices, heard: heardOf(read, reading) };
}

const TELLS_LITTLE = new Set([
  "{time}",
  "show",
  "which",
  "how-much",
  "we",
  "us",
  "our",
  "who",
  "when",
  "can",
  "about",
  "they",
  "number",
]);

/** Whether less is understood than is not, so that what is may be by chance. */
function isMostlyUnread(read: Read): boolean {
  const known = new Set(
    read.meanings.filter((meaning) => !meaning.startsWith("~") && !TELLS_LITTLE.has(meaning)),
  );
  return read.unread.length > 0 && known.size <= read.unread.length;
}

/** Whether what was learned from how people ask says the same as the rules. */
function isLearned(read: Read, asked: readonly One[], { near, sure }: Guess): boolean {
  const isOneWord = read.unread.length === 1 && !(read.unread[0]?.text ?? " ").includes(" ");
  return isOneWord && asked.some(({ asked: { queries } }) => queries[0]?.measure === (sure ?? near[0]));
}

const PER = new Set("per each every har by प्रति हर".split(" "));

const NEAR_NOW = new Set(["this", "is", "iss", "isi", "इस", "इसी", "current", "past", "running"]);

/** "per salesman", "last fortnight": taken apart by what is not known. */
function isByUnknown(read: Read): boolean {
  return read.unread.some(({ text }) => {
    const at = read.texts.indexOf(text.toLowerCase().split(" ")[0] ?? "");
    const isTime = TURNS.has(read.texts[at - 1] ?? "") && !NEAR_NOW.has(read.texts[at - 1] ?? "");
    return isTime || PER.has(read.texts[at - 1] ?? "") || /^(wise|war|vaar)$/.test(read.texts[at + 1] ?? "");
  });
}

/** A name that is asked for and is not in the books. */
function unknownName(read: Read, asked: readonly AskedQueries[]): string | null {
  if (asked.length === 0 && read.meanings.length === 0) return null;
  const takesNames =
    asked.length === 0 ||
    asked.some(({ queries }) =>
      queries.some(({ measure }) => CATALOGUE[measure].filters.some((filter) => NAMED.has(filter))),
    );
  if (!takesNames) return null;
  return read.unread.find(({ isNamed, text }) => isNamed && text.length > 1)?.text ?? null;
}

const NAMED = new Set(["customers", "suppliers", "ledgers", "bill", "voucher"]);

function distinct(asked: readonly One[]): One[] {
  const seen = new Set<string>();
  return asked.filter((one) => {
    const key = JSON.stringify(one.asked);
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

function aboutOf(good: readonly One[]): "party" | "ledger" | "period" | "measure" | "voucher" {
  const varies = (of: (one: One) => unknown): boolean =>
    new Set(good.map((one) => JSON.stringify(of(one)))).size > 1;
  if (varies(({ reading }) => reading.named.map(({ id }) => id))) {
    const isParty = good.some(({ asked }) =>
      asked.queries.some(({ parties, withoutParties }) => parties.length + withoutParties.length > 0),
    );
    return isParty ? "party" : "ledger";
  }
  if (varies(({ reading }) => reading.numbered?.id ?? null)) return "voucher";
  return varies(({ asked }) => asked.queries.map(({ measure }) => measure)) ? "measure" : "period";
}

function heardOf(read: Read, reading: Reading | undefined): Heard {
  const names = (reading?.named ?? []).map(({ id, name }, at) => {
    const mention = read.mentions[at];
    const from = read.words[mention?.first ?? 0]?.at ?? 0;
    const to = read.words[mention?.last ?? 0]?.end ?? 0;
    return { id, name, typed: read.question.slice(from, to) };
  });
  return { names, unread: read.unread.map(({ text }) => text) };
}
