import { TURNS, UNITS } from "../period/calendar-words.ts";
import { CONCEPTS, FILLER, PHRASES } from "../words/concepts.ts";

/** A meaning with the words it is of. */
export type Meant = { readonly meaning: string; readonly first: number; readonly last: number };

/** What the words of a question mean, in their order: concepts of the trade, places of what it names ("{party}"), and, after a "~", words that mean neither. */
export function meaningsAt(words: readonly string[]): Meant[] {
  const meant: Meant[] = [];
  for (let at = 0; at < words.length; at++) {
    const phrase = (PHRASES_BY.get(words[at] ?? "") ?? []).find(([parts]) =>
      parts.every((part, offset) => words[at + offset] === part),
    );
    const last = at + (phrase?.[0].length ?? 1) - 1;
    const meaning = phrase?.[1] ?? meaningOf(words[at] ?? "");
    for (const each of meaning?.split(" ") ?? []) meant.push({ meaning: each, first: at, last });
    at = last;
  }
  return meant;
}

/** What the words of a question mean, without their places. */
export function meaningsOf(words: readonly string[]): string[] {
  return meaningsAt(words).map(({ meaning }) => meaning);
}

const PHRASES_BY = Map.groupBy(PHRASES, ([parts]) => parts[0] ?? "");

/** Whether a word is one of a question's own. */
export function isOwnWord(word: string): boolean {
  return FILLER.has(word) || CONCEPTS.has(word) || UNITS.has(word) || TURNS.has(word);
}

/** What a word by itself means: a concept, a place ("{party}"), null where it says little, and itself after a "~" where it is not known. */
export function meaningOf(word: string): string | null {
  if (word.startsWith("{")) return word;
  const known = CONCEPTS.get(word);
  if (known !== undefined) return known;
  if (isOwnWord(word) || /^[\p{N}.,:/-]+$/u.test(word)) return null;
  return `~${word}`;
}

/** What a classifier sees of a question: its meanings, each two that follow each other, and each two that stand in it in any order. */
export function featuresOf(meanings: readonly string[]): string[] {
  const seen = [...new Set(meanings)].filter((meaning) => meaning !== "{time}" && meaning !== "{rows}");
  const pairs = meanings.slice(1).map((meaning, at) => `${meanings[at]} ${meaning}`);
  const both = seen.flatMap((one, at) =>
    seen.slice(at + 1).map((other) => [one, other].toSorted().join("&")),
  );
  return [...new Set([...meanings, ...pairs, ...both])];
}
