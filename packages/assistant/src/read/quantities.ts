import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import { NUMBERS, TENS, TURNS, UNITS } from "../period/calendar-words.ts";
import { CONCEPTS } from "../words/concepts.ts";
import type { Word } from "../words/words.ts";

type Place = { readonly first: number; readonly last: number };

/** A number that a question names, by what it is of. `rows`: how many are to be shown. `within`: days from today on. `stray`: money of which nothing is said. */
export type Quantity = Place &
  (
    | { readonly kind: "above" | "below" | "stray"; readonly paise: string }
    | { readonly kind: "between"; readonly paise: string; readonly to: string }
    | { readonly kind: "days" | "rows" | "percent"; readonly count: number }
    | { readonly kind: "within"; readonly period: Period }
  );

/** Thousands, lakhs and crores by the words for them. */
export const SCALES: ReadonlyMap<string, number> = new Map(
  (
    [
      ["k thousand hazaar hazar hajar हजार thousands", 1_000],
      ["l lakh lakhs lac lacs लाख lakhon", 100_000],
      ["cr crore crores karod करोड", 10_000_000],
    ] as const
  ).flatMap(([words, scale]) => words.split(" ").map((word) => [word, scale] as const)),
);
const MORE = new Set(
  "above over more greater exceeding exceeds beyond than bigger larger upar ऊपर crossing older atleast least past".split(
    " ",
  ),
);
const LESS = new Set("below under less smaller within upto lower neeche niche नीचे fewer".split(" "));
const MORE_AFTER = new Set(
  "zyada jyada ज्यादा upar ऊपर अधिक adhik purana purane purani पुराना पुराने more above plus older bada bade badi बड़े बडे".split(
    " ",
  ),
);
const LESS_AFTER = new Set("kam कम neeche niche नीचे less below chhota chhote".split(" "));
const RUPEE = new Set(["rs", "inr", "rupees", "rupee", "rupaye", "रुपये"]);
const PERCENT = new Set(["percent", "pct", "pratishat", "प्रतिशत", "फीसदी", "fisdi", "taka"]);
const LINK = new Set([
  "se",
  "से",
  "or",
  "and",
  "ya",
  "rs",
  "rupees",
  "rupaye",
  "rupee",
  "रुपये",
  "ke",
  "के",
  "than",
  "the",
  "of",
  "inr",
  "by",
]);
const RANK_BEFORE = new Set([
  "top",
  "last",
  "first",
  "latest",
  "bottom",
  "biggest",
  "largest",
  "oldest",
  "recent",
  "pehle",
  "aakhri",
  "akhri",
  "आखिरी",
  "highest",
  "lowest",
  "sabse",
  "newest",
  "smallest",
  "worst",
  "best",
  "slowest",
  "पहले",
  "pichle",
  "पिछले",
  "which",
  "these",
  "show",
  "list",
  "my",
  "our",
  "kaunse",
  "kaun",
  "टॉप",
  "past",
  "previous",
]);
const RANK_AFTER = new Set([
  "top",
  "tag",
  "bill",
  "party",
  "supplier",
  "voucher",
  "transaction",
  "debtor",
  "creditor",
  "collect",
  "payment",
  "spend",
  "sale",
  "purchase",
  "old",
  "last",
  "bottom",
  "ledger",
  "slow",
  "most",
  "due",
  "overdue",
  "pending",
]);

/** The numbers of a question, from the left. `question`: as it was typed, where a per cent sign follows a number. */
export function findQuantities(words: readonly Word[], question: string, today: LocalDate): Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < words.length;) {
    const quantity = quantityAt(words, at, { question, today });
    if (quantity === undefined) at++;
    else {
      found.push(quantity);
      at = quantity.last + 1;
    }
  }
  return found;
}

type Typed = { readonly question: string; readonly today: LocalDate };

function quantityAt(words: readonly Word[], at: number, { question, today }: Typed): Quantity | undefined {
  const text = (index: number): string => words[index]?.text ?? "";
  const number = numberAt(words, at);
  if (number === undefined) return undefined;
  const end = at + number.length - 1;
  const next = text(end + 1);
  if (PERCENT.has(next) || question[words[end]?.end ?? 0] === "%") {
    const last = PERCENT.has(next) ? end + 1 : end;
    return { first: at, last, kind: "percent", count: Math.round(number.value * 100) };
  }
  const unit = UNITS.get(next);
  if (unit !== undefined && question[words[end]?.end ?? 0] === "+" && DAYS_OF[unit] !== undefined)
    return { first: at, last: end + 1, kind: "days", count: number.value * (DAYS_OF[unit] ?? 1) };
  if (unit !== undefined && !number.isScaled)
    return runAt(words, { at, end, count: number.value, unit }, today);
  if (!number.isScaled && isRows(words, at, end) && Number.isInteger(number.value) && number.value > 0)
    return { first: at, last: end, kind: "rows", count: Math.min(100, number.value) };
  return moneyAt(words, { at, end, number });
}

const DAYS_OF: Readonly<Record<string, number | undefined>> = {
  day: 1,
  week: 7,
  month: 30,
  quarter: 90,
  year: 365,
};

/** "more than 60 days", "60 din se zyada", "within 10 days"; weeks and months are days too. */
function runAt(
  words: readonly Word[],
  { at, end, count, unit }: { at: number; end: number; count: number; unit: string },
  today: LocalDate,
): Quantity | undefined {
  const text = (index: number): string => words[index]?.text ?? "";
  const days = DAYS_OF[unit];
  if (days === undefined || TURNS.has(text(at - 1))) return undefined;
  const is = compared(words, at, end + 1);
  const isAgo = ["ago", "back", "pehle", "पहले", "pahle", "prior", "before", "earlier"].includes(
    text(end + 2),
  );
  if (isAgo) return undefined;
  const isWithin = ["in", "within"].includes(text(at - 1)) || ["mein", "me", "में"].includes(text(end + 2));
  if (isWithin && is?.side !== "above")
    return {
      first: at - (text(at - 1) === "in" || text(at - 1) === "within" ? 1 : 0),
      last: end + 1,
      kind: "within",
      period: { from: today, to: addDays(today, count * days) },
    };
  return { first: is?.first ?? at, last: is?.last ?? end + 1, kind: "days", count: count * days };
}

function moneyAt(
  words: readonly Word[],
  { at, end, number }: { at: number; end: number; number: Number_ },
): Quantity | undefined {
  const text = (index: number): string => words[index]?.text ?? "";
  if (text(at - 1) === "between" && ["and", "to", "se", "aur"].includes(text(end + 1))) {
    const to = numberAt(words, end + 2);
    if (to !== undefined) {
      const scale = number.isScaled || !to.isScaled || number.value >= 1_000 ? 1 : to.scale;
      return {
        first: at - 1,
        last: end + 1 + to.length,
        kind: "between",
        paise: paise(number.value * scale),
        to: paise(to.value),
      };
    }
  }
  const is = compared(words, at, end);
  const isMoney =
    number.isScaled || number.value >= 1_000 || RUPEE.has(text(at - 1)) || RUPEE.has(text(end + 1));
  const isYear = !number.isScaled && /^(19|20)\d\d$/.test(text(at));
  if (is !== undefined && (isMoney || number.value >= 10))
    return { first: is.first, last: is.last, kind: is.side, paise: paise(number.value) };
  return isMoney && !isYear ? { first: at, last: end, kind: "stray", paise: paise(number.value) } : undefined;
}

/** Which side of a number is meant, with the words that say so. */
function compared(
  words: readonly Word[],
  at: number,
  end: number,
): (Place & { side: "above" | "below" }) | undefined {
  const text = (index: number): string => words[index]?.text ?? "";
  let before = at - 1;
  while (LINK.has(text(before)) && text(before) !== "than" && at - before < 4) before--;
  // "sabse upar ke 6": the first six.
  if (["sabse", "सबसे"].includes(text(before - 1))) return undefined;
  const first = text(before) === "than" ? before - 1 : before;
  if (LESS.has(text(before)) || (text(before) === "than" && LESS.has(text(first))))
    return { first, last: end, side: "below" };
  if (MORE.has(text(before)))
    return { first: text(before) === "than" ? first : before, last: end, side: "above" };
  let after = end + 1;
  while (LINK.has(text(after)) && after - end < 4) after++;
  if (LESS_AFTER.has(text(after))) return { first: at, last: after, side: "below" };
  return MORE_AFTER.has(text(after)) ? { first: at, last: after, side: "above" } : undefined;
}

function isRows(words: readonly Word[], at: number, end: number): boolean {
  const next = words[end + 1]?.text ?? "";
  const afterNext = words[end + 2]?.text ?? "";
  const concept = CONCEPTS.get(next) ?? "";
  if (compared(words, at, end) !== undefined) return false;
  if (MORE.has(words[at - 1]?.text ?? "") || LESS.has(words[at - 1]?.text ?? "")) return false;
  // "5 names of customers".
  const named = /^(?:names?|naam)$/.test(next) ? (words[end + 3]?.text ?? "") : afterNext;
  const isNoun = [concept, CONCEPTS.get(afterNext), CONCEPTS.get(named)].some((one) =>
    RANK_AFTER.has(one ?? ""),
  );
  return isNoun || (RANK_BEFORE.has(words[at - 1]?.text ?? "") && !UNITS.has(next));
}

type Number_ = {
  readonly value: number;
  readonly length: number;
  readonly isScaled: boolean;
  readonly scale: number;
};

/** "50,000", "50k", "2.5 lakh", "paanch lakh", "five". */
function numberAt(words: readonly Word[], at: number): Number_ | undefined {
  const word = words[at]?.text ?? "";
  const glued = /^(\d+(?:\.\d+)?)(\p{L}+)$/u.exec(word);
  const gluedScale = glued === null ? undefined : SCALES.get(glued[2] ?? "");
  if (glued !== null && gluedScale !== undefined)
    return { value: Number(glued[1]) * gluedScale, length: 1, isScaled: true, scale: gluedScale };
  const spoken = spokenAt(words, at);
  if (spoken !== undefined && spoken.value > 15) return spoken;
  const plain = /^\d[\d,]*(?:\.\d+)?$/.test(word) ? Number(word.replaceAll(",", "")) : NUMBERS.get(word);
  if (plain === undefined) return undefined;
  const scale = SCALES.get(words[at + 1]?.text ?? "");
  if (scale !== undefined) return { value: plain * scale, length: 2, isScaled: true, scale };
  // "do", "teen" and "saat" are numbers only where something countable follows.
  if (
    !/\d/.test(word) &&
    (word === "do" || word === "दो" || word === "one" || word === "ek" || word === "एक")
  ) {
    const next = words[at + 1]?.text ?? "";
    return UNITS.has(next) && word !== "do"
      ? { value: plain, length: 1, isScaled: false, scale: 1 }
      : undefined;
  }
  return { value: plain, length: 1, isScaled: false, scale: 1 };
}

/** "ninety", "twenty five", "fifty thousand", "pachas hazaar", "two hundred". */
function spokenAt(words: readonly Word[], at: number): Number_ | undefined {
  const text = (index: number): string => words[index]?.text ?? "";
  const tens = TENS.get(text(at));
  let [value, length] = [tens ?? NUMBERS.get(text(at)), 1];
  if (value === undefined) return undefined;
  const digit = NUMBERS.get(text(at + 1));
  if (
    tens !== undefined &&
    tens % 10 === 0 &&
    digit !== undefined &&
    digit > 0 &&
    digit < 10 &&
    /^[a-z]+$/.test(text(at + 1)) &&
    !UNITS.has(text(at + 1))
  )
    [value, length] = [value + digit, 2];
  if (HUNDRED.has(text(at + length))) [value, length] = [value * 100, length + 1];
  const scale = SCALES.get(text(at + length));
  if (scale !== undefined) return { value: value * scale, length: length + 1, isScaled: true, scale };
  return { value, length, isScaled: false, scale: 1 };
}

/** "forty five days", as "45 days": a number in two words before a unit of time is one. */
export function withNumbersJoined(words: readonly Word[]): Word[] {
  return words.flatMap((word, at) => {
    const [before, next, after] = [words[at - 1], words[at + 1], words[at + 2]];
    if (isCountIn(before, word, next)) return [];
    if (next === undefined || !isCountIn(word, next, after)) return [word];
    const count = (TENS.get(word.text) ?? 0) + (NUMBERS.get(next.text) ?? 0);
    return [{ ...word, text: String(count), end: next.end }];
  });
}

function isCountIn(tens?: Word, digit?: Word, unit?: Word): boolean {
  return TENS.has(tens?.text ?? "") && DIGITS.has(digit?.text ?? "") && UNITS.has(unit?.text ?? "");
}

const DIGITS = new Set("one two three four five six seven eight nine".split(" "));
const HUNDRED = new Set(["hundred", "sau", "सौ"]);

function paise(rupees: number): string {
  return String(Math.round(rupees * 100));
}
