import { written } from "../words/words.ts";

const SIGNS = /[^\p{L}\p{M}\p{N}]+/gu;

/** The words of a name as they are compared: small letters, common digits, no signs. "M/s. Ravi & Sons (Pune)" has ravi, sons, pune. */
export function nameWords(name: string): string[] {
  return written(name)
    .replaceAll(/['’.]/g, "")
    .replaceAll(SIGNS, " ")
    .split(" ")
    .filter((word) => word !== "" && !TITLES.has(word));
}

/** What stands before names and says nothing of whose they are. */
export const TITLES: ReadonlySet<string> = new Set([
  "ms",
  "shri",
  "shree",
  "sri",
  "smt",
  "mr",
  "mrs",
  "messrs",
  "the",
  "m",
  "and",
  "श्री",
  "मेसर्स",
]);

/** Kinds of business, which many names end in: of a name that is given in part they do not tell one from another. */
export const COMMON = new Set(
  (
    "traders trader trading enterprises enterprise stores store sons bros brothers co company ltd limited pvt private llp industries industry " +
    "agency agencies works mills mill services service solutions india international corporation corp associates group and electricals electric " +
    "hardware textiles steel foods engineering engineers ट्रेडर्स एंटरप्राइजेज स्टोर्स कंपनी"
  ).split(" "),
);

/**
 * How a word sounds, by the spellings that Indian names have in Latin letters: "Lakshmi" and "Laxmi", "Choudhary" and "Chaudhari", "Vishwas" and "Wishvas" come to
 * the same. Words of other scripts are left as they are.
 */
export function soundOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  const told = SPELLINGS.reduce((text, [from, to]) => text.replaceAll(from, to), word);
  const first = told.slice(0, 1);
  return (
    first +
    told
      .slice(1)
      .replaceAll(/[aeiou]+/g, "")
      .replaceAll(/(.)\1+/g, "$1")
  );
}

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/ksh|x/g, "ks"],
  [/chh|ch/g, "c"],
  [/sh/g, "s"],
  [/ph/g, "f"],
  [/([bcdgjkpt])h/g, "$1"],
  [/w/g, "v"],
  [/z/g, "j"],
  [/q|ck/g, "k"],
  [/y/g, "i"],
  [/(.)\1+/g, "$1"],
];

/** How many letters two words differ by, a swap of neighbours counting once; anything above `most` is told as one more than it. */
export function lettersApart(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const here = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      let least = Math.min(
        (above[column] ?? 0) + 1,
        (here[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) least = Math.min(least, (before[column - 2] ?? 0) + 1);
      here.push(least);
    }
    before = above;
    above = here;
    if (Math.min(...above) > most) return most + 1;
  }
  return Math.min(above[b.length] ?? 0, most + 1);
}

const BITS = 31;

/** Which letters a word has, a bit each. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) % BITS);
  return letters;
}

/** Whether two words that have such letters may be off by so many: each that is put in or left out changes one bit at most, another one in its place two. */
export function mayBeNear(one: number, other: number, most: number): boolean {
  let [differing, bits] = [one ^ other, 0];
  while (differing !== 0) {
    differing &= differing - 1;
    if (++bits > 2 * most) return false;
  }
  return true;
}
