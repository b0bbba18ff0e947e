import type { Measure } from "@cfa/contract/assistant-kinds";
import type { AskedQueries } from "@cfa/contract/assistant-query";
import type { LocalDate } from "@cfa/values/local-date";

import { askedOf } from "./build/asked-of.ts";
import { buildQuery, type Reading } from "./build/build-query.ts";
import { CATALOGUE } from "./catalogue.ts";
import { checkAsked } from "./check-query.ts";
import type { Context } from "./context.ts";
import { guessMeasure, type Guess } from "./measure/guess.ts";
import type { Mention } from "./names/link-names.ts";
import type { BookNames, Numbered } from "./read/book-names.ts";
import { isByUnknown, isMostlyUnread, isNotHeld, isVague } from "./read/out-of-reach.ts";
import { readQuestion, type Read } from "./read/read-question.ts";
import { lastSentence } from "./read/sentences.ts";
import { refusalOf, type Refusal } from "./refusals.ts";

/** What of a question was taken for what: names as they were typed, and words that said nothing. */
export type Heard = {
  readonly names: readonly { readonly id: string; readonly name: string; readonly typed: string }[];
  readonly unread: readonly string[];
};

export type Choice = { readonly name: string | null; readonly asked: AskedQueries };

/**
 * What a question comes to. `choices`: it may be any of these, or this one where some of its words said nothing (`heard.unread`). `unknown-name`: it names what is not in the books. `declined`: the books do not hold it, it is not
 * understood, or what it asks for is not to be had in that way (by that, of those days); `near`: what can be asked instead. `refused`: it is not done.
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
      readonly code: "not-held" | "not-understood" | "not-asked-so";
      readonly near: readonly Measure[];
    }
  | { readonly kind: "refused"; readonly code: Refusal };

const MOST_CHOICES = 8;
/** More words that say nothing leave it unsure what is asked. */
const MOST_UNREAD = 2;
const VAGUE: readonly Measure[] = ["sales", "net-profit", "receipts", "cash-balance"];

/** Understands one question to the books, with the questions before it. It decides nothing on figures: what comes out is a query, or why there is none. */
export function understand(question: string, context: Context): Understanding {
  const whole = understandAll(question, context);
  const parts = whole.kind === "refused" ? null : lastSentence(question);
  if (parts === null) return whole;
  return understandLast(parts, context) ?? whole;
}

/**
 * What the last of several sentences asks, where those before it ask nothing: they say why, or whom it is about, which is kept. Null: they belong together.
 */
function understandLast(
  { before, last }: { before: string; last: string },
  context: Context,
): Understanding | null {
  if (understandAll(before, { ...context, last: [] }).kind === "asked") return null;
  const told = readQuestion(before, context.names, context.today);
  // "Only the Jaipur branch. What did we sell?": what narrows the answer, and whom nobody knows, is not passed over.
  const isNarrowed = told.meanings.some((meaning) => meaning === "only" || meaning === "except");
  if (isNarrowed || told.unread.some(({ isNamed }) => isNamed)) return null;
  const asked = readQuestion(last, context.names, context.today);
  const isTimed = told.times.some((time) => time.kind !== "period" || time.period.from <= context.today);
  if ((isTimed && asked.times.length === 0) || told.quantities.length > 0) return null;
  const named = asked.mentions.length > 0 ? [] : told.mentions;
  const names = named.map((mention) => {
    const [first, end] = [told.words[mention.first], told.words[mention.last]];
    return before.slice(first?.at, end?.end);
  });
  const alone = understandAll([...names, last].join(" "), context);
  return alone.kind === "asked" ? alone : null;
}

function understandAll(question: string, context: Context): Understanding {
  const meant = context.last.length > 0 ? question.replace(CORRECTED, "") : question;
  const read = readQuestion(meant, context.names, context.today, dayBefore(context));
  const refused = refusalOf(read);
  if (refused !== null) return { kind: "refused", code: refused };
  const id = ID.exec(question)?.[0];
  if (id !== undefined) return { kind: "unknown-name", name: id };
  const guess = guessMeasure(read);
  const declined = (code: "not-held" | "not-understood" | "not-asked-so"): Understanding => ({
    kind: "declined",
    code,
    near: guess.near,
  });
  if (isNotHeld(read) || isByUnknown(read)) return declined("not-held");
  if (context.last.length > 0 && isOutOfNone(read)) return declined("not-understood");
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
    return declined(asked.length > 0 ? "not-asked-so" : "not-understood");
  }
  const heard = heardOf(read, good[0]?.reading);
  const [first] = good;
  const isUnsure =
    isTimeUnused(read, first, context) ||
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

/** What pages and answers know things by: nobody is asked after by it, whosever it is. */
const ID = /\b[a-z]{3}_[0-9a-z]{26}\b/i;

/** "not what we paid, I meant how much we bought". */
const CORRECTED =
  /^(?:no|not|nahi|nahin|sorry|oops)\b.{0,60}?\b(?:i meant|i mean|mera matlab|matlab)\b[,:\s]*(?=\S+\s+\S)/i;

/** A day of what was asked before. */
function dayBefore({ last }: Context): LocalDate | null {
  const query = last[0]?.queries[0];
  return (query?.asOf ?? query?.period?.from ?? null) as LocalDate | null;
}

/** Days are named that the measure knows nothing of. */
function isTimeUnused(read: Read, one: One | undefined, { today }: Context): boolean {
  const query = one?.asked.queries[0];
  const isNow = read.times.every((time) => time.kind === "until" && time.day === today);
  if (isNow) return false;
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
  // "bank and cash ledgers": of none alone.
  const isBoth = read.meanings.includes("cash-book") && read.meanings.includes("bank");
  const book = isBoth ? undefined : BOOKS.find(([meaning]) => read.meanings.includes(meaning))?.[1];
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
    read.times.map((time): Reading["times"] => {
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
  "leave except excluding exclude without remove drop barring besides minus ignoring leaving than hatao skip omit hide".split(
    " ",
  ),
);
const OUT_AFTER =
  /^(?:(?:ko|ke|के|को) )?(?:chhod|chod|chhodkar|chodkar|chhodke|alawa|hata|hatao|hatakar|bina|chhodo|nikal|nikalo|छोड|छोडकर|अलावा|हटा|हटाओ|हटाकर|बिना|shamil nahi)(?: |$)/;

/** "hide the biggest": something is to be left out that is not named. */
function isOutOfNone({ texts, mentions, meanings }: Read): boolean {
  const isOfTax = meanings.includes("before-tax") || meanings.includes("net-of-returns");
  return mentions.length === 0 && !isOfTax && OUT_BEFORE.has(texts[0] ?? "");
}

/** "except X", "remove X", "X ko chhodkar". */
function isLeftOut(read: Read, { first, last }: Mention): boolean {
  const back = read.texts
    .slice(Math.max(0, first - 3), first)
    .filter((text) => !["the", "for", "of", "out", "from", "and", "other", "counting"].includes(text));
  const before = back.at(-1) ?? "";
  const after = read.texts.slice(last + 1, last + 5).join(" ");
  if (before === "than") return read.texts.slice(0, first).join(" ").endsWith("other than");
  return OUT_BEFORE.has(before) || OUT_AFTER.test(after);
}

/** Whether what was learned from how people ask says the same as the rules. */
function isLearned(read: Read, asked: readonly One[], { near, sure }: Guess): boolean {
  const isOneWord = read.unread.length === 1 && !(read.unread[0]?.text ?? " ").includes(" ");
  return isOneWord && asked.some(({ asked: { queries } }) => queries[0]?.measure === (sure ?? near[0]));
}

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
