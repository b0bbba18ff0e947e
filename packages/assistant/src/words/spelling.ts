import { COMMON, lettersApart } from "../names/name-form.ts";
import { namesNear, type NameIndex } from "../names/link-names.ts";
import { MONTHS, NEAR_DAYS, NUMBERS, TURNS, UNITS, WEEKDAYS, YEAR_LIKE } from "../period/calendar-words.ts";
import { SCALES } from "../read/quantities.ts";
import { CONCEPTS, FILLER, PHRASES } from "./concepts.ts";
import { NOT_HELD } from "./not-held.ts";
import { ORDER_WORDS } from "./order-words.ts";
import type { Word } from "./words.ts";

/** Every word that a question's own are known by. */
const KNOWN: ReadonlySet<string> = new Set([
  ...CONCEPTS.keys(),
  ...FILLER,
  ...PHRASES.flatMap(([words]) => words),
  ...[UNITS, TURNS, MONTHS, NUMBERS, SCALES, WEEKDAYS, NEAR_DAYS].flatMap((words) => [...words.keys()]),
  ...YEAR_LIKE,
  ...ORDER_WORDS,
  ...NOT_HELD,
]);
const SHORTEST = 5;
const LONG = 9;
const BY_FIRST = Map.groupBy(
  [...KNOWN].filter((word) => word.length >= SHORTEST && /^[\p{L}\p{M}]+$/u.test(word)),
  (word) => word.slice(0, 1),
);

/**
 * The words of a question with the misspelt ones put right: of six letters and more, off by one letter (by two in long ones), of five with one left out, from a word that questions are made of, and as near to none of the books' names.
 * What is spelt as a name is, or is as near to two words, stays as it was typed.
 */
export function spelt(words: readonly Word[], names: NameIndex): Word[] {
  return words.map((word) => {
    const text = rightSpelling(word.text, names);
    return text === word.text ? word : { ...word, text };
  });
}

function rightSpelling(word: string, names: NameIndex): string {
  const isLeft = KNOWN.has(word) || COMMON.has(word) || names.byWord.has(word);
  if (isLeft || word.length < SHORTEST || !/^[\p{L}\p{M}]+$/u.test(word)) return word;
  const most = word.length >= LONG ? 2 : 1;
  let [best, found]: [number, string[]] = [most + 1, []];
  for (const known of BY_FIRST.get(word.slice(0, 1)) ?? []) {
    // Of five letters only one with a letter left out: "credt", "moths".
    if (word.length === SHORTEST && known.length !== word.length + 1) continue;
    const apart = lettersApart(word, known, most);
    if (apart > most || apart > best) continue;
    found = apart < best ? [known] : [...found, known];
    best = apart;
  }
  if (found.length === 0 || isNameAsNear(word, names, best)) return word;
  return (
    oneMeaning(found) ??
    // A letter left out, put in or swapped is likelier than another one in its place.
    oneMeaning(found.filter((known) => known.length !== word.length || isSwap(known, word))) ??
    word
  );
}

/** The first of some words that all mean the same, as "supplier" and "suppliers" do. */
function oneMeaning(words: readonly string[]): string | undefined {
  return new Set(words.map(meaningOf)).size === 1 ? words[0] : undefined;
}

function isSwap(one: string, other: string): boolean {
  return one.split("").toSorted().join("") === other.split("").toSorted().join("");
}

function meaningOf(word: string): string {
  return UNITS.get(word) ?? TURNS.get(word) ?? CONCEPTS.get(word) ?? (FILLER.has(word) ? "" : word);
}

/** Whether a word of a name, which is none of a question's own, is as near. */
function isNameAsNear(word: string, { byLength }: NameIndex, apart: number): boolean {
  return namesNear(word, byLength, apart).some(([other]) => !KNOWN.has(other));
}
