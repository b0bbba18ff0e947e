import type { LocalDate } from "@cfa/values/local-date";

import { isOwnWord, meaningsAt, meaningsOf } from "../measure/features.ts";
import type { Seen, TimeSide } from "../measure/seen.ts";
import { linkNames, type Mention } from "../names/link-names.ts";
import { COMMON } from "../names/name-form.ts";
import { findTimes, type AskedTime } from "../period/find-period.ts";
import { spelt } from "../words/spelling.ts";
import { wordsOf, type Word } from "../words/words.ts";
import { numbersIn, numberKey, type BookNames, type Numbered } from "./book-names.ts";
import { findQuantities, type Quantity, withNumbersJoined } from "./quantities.ts";

/** What a question says, before it is known what it asks for. */
export type Read = {
  readonly question: string;
  readonly words: readonly Word[];
  readonly texts: readonly string[];
  readonly mentions: readonly Mention[];
  readonly times: readonly AskedTime[];
  /** The same were it asked of what is to come. */
  readonly timesAhead: readonly AskedTime[];
  readonly quantities: readonly Quantity[];
  readonly numbered: readonly Numbered[];
  /** The words with what they name put in its place. */
  readonly masked: readonly string[];
  readonly meanings: readonly string[];
  /** The words that are no part of a whole name. */
  readonly besidesNames: readonly string[];
  /** Stretches that mean nothing known. `isNamed`: they stand where a name would. `isNarrowing`: they may narrow what is asked for. */
  readonly unread: readonly Unread[];
};

export type Unread = { readonly text: string; readonly isNamed: boolean; readonly isNarrowing: boolean };

/** Reads the names, numbers, times and words of a question. `near`: a day of what was asked before. */
export function readQuestion(
  question: string,
  names: BookNames,
  today: LocalDate,
  near: LocalDate | null = null,
): Read {
  const words = withNumbersJoined(spelt(wordsOf(question), names.index));
  const isNow = ({ first, last }: { first: number; last: number }): boolean =>
    words.slice(first, last + 1).every(({ text }) => NOW.has(text));
  const allTimes = findTimes(words, { today, isAhead: false, near }).filter((time) => !isNow(time));
  const allQuantities = findQuantities(words, question, today);
  const counted = [...allTimes, ...allQuantities.filter(({ kind }) => kind !== "stray")];
  const { numbered, taken } = numbersNamed(words, names, counted);
  // "debit notes" is a word of the trade, though a customer be called "Note".
  const phrases = meaningsAt(words.map(({ text }) => text)).filter(({ first, last }) => last > first);
  const isFree = (at: number): boolean =>
    !inside(phrases, at) &&
    !inside(taken, at) &&
    !inside(allTimes, at) &&
    !inside(allQuantities, at) &&
    !isOwnWord(words[at]?.text ?? "");
  const mentions = linkNames(words, names.index, isFree).filter(
    (mention) => !overlaps(taken, mention) && isMeant(mention, words, names),
  );
  const apart = <T extends { first: number; last: number }>(places: readonly T[]): T[] =>
    places.filter((place) => !overlaps(mentions, place) && !overlaps(taken, place));
  const quantities = apart(allQuantities).filter(
    (quantity) => quantity.kind === "within" || !overlaps(allTimes, quantity),
  );
  const clear = <T extends { first: number; last: number }>(places: readonly T[]): T[] =>
    apart(places).filter((place) => !overlaps(quantities, place));
  const times = clear(allTimes);
  const timesAhead = clear(findTimes(words, { today, isAhead: true, near })).filter((time) => !isNow(time));
  const masked = maskedOf(words, { mentions, times, quantities, taken }, names);
  return {
    question,
    words,
    texts: words.map(({ text }) => text),
    mentions,
    times,
    timesAhead,
    quantities,
    numbered,
    masked: masked.map(({ text }) => text),
    meanings: meaningsOf(masked.map(({ text }) => text)),
    besidesNames: words
      .filter((_, at) => !mentions.some(({ isWhole, first, last }) => isWhole && first <= at && at <= last))
      .map(({ text }) => text),
    unread: unreadOf(masked, words, question),
  };
}

function inside(places: readonly { first: number; last: number }[], at: number): boolean {
  return places.some(({ first, last }) => first <= at && at <= last);
}

/** As it stands, and no time by itself. */
const NOW = new Set(["now", "abhi", "अभी", "tak", "तक"]);

function overlaps(
  places: readonly { first: number; last: number }[],
  place: { first: number; last: number },
): boolean {
  return places.some(({ first, last }) => first <= place.last && place.first <= last);
}

const BEFORE_NAME = new Set(
  "of from to for on with by does did has is about between and except without excluding remove than how owe par from".split(
    " ",
  ),
);
const AFTER_NAME = new Set(
  "ka ki ke ko se ne का की के को से ने par pe पर owe owes pay paid pays ledger khata account s aur".split(" "),
);
const BOOK_WORDS = new Set(["ledger", "account"]);

/** Whether a stretch whose words are the question's own too is meant as a name: of a party, where one would stand; of a ledger, where it is called one. */
function isMeant(mention: Mention, words: readonly Word[], names: BookNames): boolean {
  const kind = names.kinds.get(mention.found[0]?.id ?? "");
  const isNear = mention.apart > 0 && !mention.isWhole && mention.first === mention.last;
  // One word that is only near one of a longer name: of a ledger any other word, of a party one off by two letters.
  if (isNear && (mention.apart > 1 || !isPartyKind(kind))) return false;
  if (!mention.isWordToo && !(mention.isWhole || isPartyKind(kind) || mention.last > mention.first))
    return isMeantInPart(mention, words);
  if (!mention.isWordToo) return true;
  const previous = words[mention.first - 1]?.text ?? "";
  const next = words[mention.last + 1]?.text ?? "";
  const isPlaced = BEFORE_NAME.has(previous) || AFTER_NAME.has(next);
  if (kind === "expense")
    return meaningsOf([words[mention.first]?.text ?? ""])[0] === "salary" || mention.last > mention.first;
  if (isPartyKind(kind)) return isPlaced;
  const after = words[mention.last + 2]?.text ?? "";
  const beside = [previous, next, after].flatMap((word) => meaningsOf([word]));
  const isAccount = kind === "bank" || kind === "cash";
  // "each bank and cash ledger": no ledger named Cash.
  const near = [-3, -2, 2, 3].map((step) => words[mention.first + step]?.text ?? "");
  if (isAccount && mention.last === mention.first && near.some((word) => isOther(word, kind))) return false;
  return (isAccount && mention.last > mention.first) || beside.some((meaning) => BOOK_WORDS.has(meaning));
}

function isOther(word: string, kind: "bank" | "cash"): boolean {
  return meaningsOf([word]).includes(kind === "bank" ? "cash" : "bank");
}

/** One word of a longer ledger's name, as "diwali" of "Diwali Gifts": where it stands as a name does, or nothing else is asked for. */
function isMeantInPart({ first, last }: Mention, words: readonly Word[]): boolean {
  if (BEFORE_NAME.has(words[first - 1]?.text ?? "") || AFTER_NAME.has(words[last + 1]?.text ?? ""))
    return true;
  const meanings = meaningsOf(words.map(({ text }) => text));
  return !["collect", "received", "came", "paid-in", "sale", "purchase"].some((meaning) =>
    meanings.includes(meaning),
  );
}

function isPartyKind(kind: string | undefined): boolean {
  return kind === "customer" || kind === "supplier" || kind === "both";
}

type Masks = {
  mentions: readonly Mention[];
  times: readonly AskedTime[];
  quantities: readonly Quantity[];
  taken: readonly { first: number; last: number; kind: string }[];
};
type Masked = { readonly text: string; readonly first: number; readonly last: number };

function maskedOf(
  words: readonly Word[],
  { mentions, times, quantities, taken }: Masks,
  names: BookNames,
): Masked[] {
  const masks: Masked[] = [
    ...mentions.map((mention) => ({ ...mention, text: maskOf(names.kinds.get(mention.found[0]?.id ?? "")) })),
    ...times.map((time) => ({ ...time, text: "{time}" })),
    ...quantities.map((quantity) => ({ ...quantity, text: `{${quantity.kind}}` })),
    ...taken.map((number) => ({ ...number, text: `{${number.kind}}` })),
  ];
  const out: Masked[] = [];
  for (let at = 0; at < words.length; at++) {
    const mask = masks.find(({ first, last }) => first <= at && at <= last);
    if (mask === undefined) out.push({ text: words[at]?.text ?? "", first: at, last: at });
    else {
      out.push({ text: mask.text, first: at, last: mask.last });
      at = mask.last;
    }
  }
  return out;
}

function maskOf(kind: string | undefined): string {
  return isPartyKind(kind) ? "{party}" : "{ledger}";
}

const NUMBERED = new Set(["bill", "voucher", "number"]);

function numbersNamed(
  words: readonly Word[],
  names: BookNames,
  counted: readonly { first: number; last: number }[],
): { numbered: Numbered[]; taken: { first: number; last: number; kind: string }[] } {
  const byKey = Map.groupBy(names.numbered, ({ number }) => numberKey(number));
  const hits = numbersIn(words)
    .filter(({ key, first, last }) => {
      if (!byKey.has(key) || (/^\d+$/.test(key) && overlaps(counted, { first, last }))) return false;
      if (/\p{L}/u.test(key) || last > first || /[/-]/.test(words[first]?.text ?? "")) return true;
      return [1, 2].some((back) => NUMBERED.has(meaningsOf([words[first - back]?.text ?? ""])[0] ?? ""));
    })
    .toSorted((a, b) => b.last - b.first - (a.last - a.first));
  const best = hits[0];
  if (best === undefined) return { numbered: [], taken: [] };
  const found = ofKind(byKey.get(best.key) ?? [], words);
  return { numbered: found, taken: [{ first: best.first, last: best.last, kind: found[0]?.kind ?? "bill" }] };
}

/** What a word that stands before it may narrow: "export sales", "cheque receipts". */
const NARROWED = new Set(
  "class share stop sale purchase collect payment spend balance bill voucher party supplier ledger account bank cash offer discount message transaction profit debtor creditor goods bought return due pending".split(
    " ",
  ),
);
/** After a word, "in", "from" or "by" it in Hindi. */
const PLACES = new Set("mein me mai se ke ka ki wise wale wali wala में से के का की वाले वाली".split(" "));

/**
 * A sale stands in the books as a bill and as the voucher that made it, under one number: the bill where its payment is asked after or it is called one, else the voucher.
 * Several of one kind are all kept.
 */
function ofKind(found: readonly Numbered[], words: readonly Word[]): Numbered[] {
  const meanings = meaningsOf(words.map(({ text }) => text));
  const isOwed = OWED.some((meaning) => meanings.includes(meaning));
  const wanted = isOwed || (meanings.includes("bill") && !meanings.includes("voucher")) ? "bill" : "voucher";
  const own = found.filter(({ kind }) => kind === wanted);
  return own.length > 0 ? own : [...found];
}

const OWED = ["pending", "overdue", "late", "due", "pay", "expect", "when", "will-come", "promise"];

function unreadOf(masked: readonly Masked[], words: readonly Word[], question: string): Read["unread"] {
  const isCommon = (at: number): boolean => COMMON.has(masked[at]?.text ?? "");
  const all = meaningsAt(masked.map(({ text }) => text)).filter(({ meaning }) => meaning.startsWith("~"));
  const meant = all.filter(({ first }) => !isCommon(first) || all.some((other) => other.first === first - 1));
  const unread: Unread[] = [];
  for (let at = 0; at < meant.length; at++) {
    const first = meant[at]?.first ?? 0;
    while (meant[at + 1]?.first === (meant[at]?.last ?? 0) + 1) at++;
    const last = meant[at]?.last ?? first;
    const from = words[masked[first]?.first ?? 0]?.at ?? 0;
    const to = words[masked[last]?.last ?? 0]?.end ?? 0;
    const isCapital = first > 0 && /^\p{Lu}/u.test(question.slice(from, to));
    const isNamed =
      isCapital ||
      meaningsOf([masked[last + 1]?.text ?? ""])[0] === "spend" ||
      BEFORE_NAME.has(masked[first - 1]?.text ?? "") ||
      AFTER_NAME.has(masked[last + 1]?.text ?? "");
    const next = meaningsOf([masked[last + 1]?.text ?? ""])[0] ?? "";
    const isNarrowing =
      isNamed || last > first + 1 || NARROWED.has(next) || PLACES.has(masked[last + 1]?.text ?? "");
    unread.push({ text: question.slice(from, to), isNamed, isNarrowing });
  }
  return unread;
}

/** What tells the measure, of one reading of whom and when it names. */
export function seenOf(read: Read, kinds: readonly (string | undefined)[], today: LocalDate): Seen {
  const parties = kinds.filter((kind) => kind === "customer" || kind === "supplier" || kind === "both");
  const ledgers = kinds.filter(
    (kind) => kind === "bank" || kind === "cash" || kind === "expense" || kind === "ledger",
  );
  const isOne = new Set(parties).size <= 1;
  return {
    meanings: read.meanings,
    party: isOne ? (parties[0] ?? null) : "both",
    ledger: ledgers[0] ?? null,
    time: timeSide(read, today),
    hasBill: read.numbered.some(({ kind }) => kind === "bill"),
    hasVoucher: read.numbered.some(({ kind }) => kind === "voucher"),
    hasDays: read.quantities.some(({ kind }) => kind === "days"),
    hasPercent: read.quantities.some(({ kind }) => kind === "percent"),
    limit: read.quantities.flatMap((one) => (one.kind === "rows" ? [one.count] : []))[0] ?? null,
  };
}

function timeSide(read: Read, today: LocalDate): TimeSide | null {
  if (read.quantities.some(({ kind }) => kind === "within")) return "ahead";
  const [time] = read.times;
  if (time === undefined) return null;
  const isBy = BY.has(read.texts[time.first] ?? "");
  if (time.kind === "until") {
    const other = read.timesAhead[0];
    const day = isBy && other?.kind === "until" ? other.day : time.day;
    // "as of today": as it stands.
    if (read.texts[time.first] === "as" && day <= today) return "past";
    return day >= today ? "ahead" : "past";
  }
  // A Friday or a March may be the last or the next: what is asked of it tells.
  const period = time.kind === "unclear" ? time.choices[0] : time.period;
  if (JSON.stringify(time) !== JSON.stringify(read.timesAhead[0]))
    return period?.from === period?.to ? "today" : "open";
  if (period === undefined || period.to < today) return "past";
  if (period.from === today && period.to === today) return "today";
  return period.from > today ? "ahead" : "open";
}

const BY = new Set(["by", "before"]);
