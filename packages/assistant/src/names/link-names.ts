import { written, type Word } from "../words/words.ts";
import { COMMON, lettersApart, lettersOf, mayBeNear, nameWords, soundOf, TITLES } from "./name-form.ts";

/** Something of the books that has a name. `weight`: of two that are as near, the heavier comes first. */
export type Named = {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
};

/** Names of a company, ready to be looked for. */
export type NameIndex = {
  readonly entries: readonly Entry[];
  /** The entries in which a word stands, by the word, and by how it sounds. */
  readonly byWord: ReadonlyMap<string, readonly number[]>;
  readonly bySound: ReadonlyMap<string, readonly string[]>;
  readonly byLength: ReadonlyMap<number, readonly Lettered[]>;
};

/** A word with which letters it has. */
type Lettered = { readonly word: string; readonly letters: number };

type Entry = { readonly named: Named; readonly words: readonly string[] };

/**
 * A stretch of a question that names something. `found`: what it may be, the nearest first; one: it is that. `isWhole`: the whole name was given. `isWordToo`: its words
 * are the question's own as well, so that it is a name only where one is asked for.
 */
export type Mention = {
  readonly first: number;
  readonly last: number;
  readonly found: readonly Named[];
  readonly isWhole: boolean;
  readonly isWordToo: boolean;
  /** How many letters what was typed is off by. */
  readonly apart: number;
};

const LONGEST = 8;
const MOST_CHOICES = 8;

/** Makes names ready to be looked for. */
export function indexNames(names: readonly Named[]): NameIndex {
  const entries = names.flatMap((named) =>
    [...new Set([named.name, named.name.replaceAll(/['’]/g, " ")])].map((name) => ({
      named,
      words: nameWords(name),
    })),
  );
  const byWord = new Map<string, number[]>();
  for (const [at, { words }] of entries.entries()) for (const word of new Set(words)) push(byWord, word, at);
  const bySound = new Map<string, string[]>();
  const byLength = new Map<number, Lettered[]>();
  for (const word of byWord.keys()) {
    push(bySound, soundOf(word), word);
    push(byLength, word.length, { word, letters: lettersOf(word) });
  }
  return { entries, byWord, bySound, byLength };
}

/**
 * The stretches of a question that name something: the longest that one name holds, from the left. Spellings may be off by a letter (by two in long words), or sound
 * the same. `isFree`: whether a word may be part of a name; words of the question itself, such as "owes", and those that name a time are not, unless a whole name is given
 * and nothing else is named.
 */
export function linkNames(
  words: readonly Word[],
  index: NameIndex,
  isFree: (at: number) => boolean,
): Mention[] {
  const mentions: Mention[] = [];
  const near: Near = new Map();
  for (let at = 0; at < words.length;) {
    const mention = mentionAt(words, index, { at, isFree, near });
    if (mention === undefined) at++;
    else {
      mentions.push(mention);
      at = mention.last + 1;
    }
  }
  const sure = mentions.some(({ isWordToo }) => !isWordToo)
    ? mentions.filter(({ isWordToo }) => !isWordToo)
    : mentions;
  return sure.length > 0 ? sure : titlesNamed(words, index);
}

/** "from Shree": all whose names begin with that title, where nothing else is named. */
function titlesNamed(words: readonly Word[], { entries }: NameIndex): Mention[] {
  return words.flatMap(({ text }, at) => {
    if (!isTitle(text) || text.length < 4) return [];
    const found = entries
      .filter(({ named }) => written(named.name).startsWith(`${text} `))
      .map(({ named }) => named);
    const place = { first: at, last: at, isWhole: false, isWordToo: false, apart: 0 };
    return found.length === 0 ? [] : [{ ...place, found: found.slice(0, MOST_CHOICES) }];
  });
}

/** The words of names near each typed one, looked for once a question. */
type Near = Map<string, ReadonlyMap<string, number>>;
type Place = { at: number; isFree: (at: number) => boolean; near: Near };

function mentionAt(
  words: readonly Word[],
  index: NameIndex,
  { at, isFree, near }: Place,
): Mention | undefined {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
    const stretch = words.slice(at, at + length).map(({ text }) => nameWords(text));
    if (stretch[0]?.length === 0 || stretch.at(-1)?.length === 0) continue;
    const asked = stretch.flat();
    const hits = hitsOf(asked, index, near);
    if (hits.length === 0) continue;
    const isWordToo = stretch.every((parts, offset) => parts.length === 0 || !isFree(at + offset));
    const place = { first: at, last: at + length - 1, isWordToo };
    const isShort = asked.length === 1 && (asked[0] ?? "").length <= 4;
    const whole = hits.filter(({ isWhole, apart }) => isWhole && (!(isWordToo || isShort) || apart === 0));
    const apart = hits[0]?.apart ?? 0;
    if (whole.length > 0) return { ...titled(words, place), found: nearest(whole), isWhole: true, apart };
    const isTelling = asked.some((word) => !COMMON.has(word) && word.length > 1);
    // A short word that is only near one of a longer name is as likely another word.
    const isSure = asked.length > 1 || (asked[0] ?? "").length > 4 || hits.some(({ apart }) => apart === 0);
    if (!isWordToo && isTelling && isSure)
      return { ...titled(words, place), found: nearest(hits), isWhole: false, apart };
  }
  return undefined;
}

/** With the titles before it, such as "श्री", that are no word of a name by themselves. */
function titled<T extends { first: number }>(words: readonly Word[], place: T): T {
  let { first } = place;
  while (first > 0 && isTitle(words[first - 1]?.text ?? "")) first--;
  return { ...place, first };
}

const isTitle = (word: string): boolean => TITLES.has(word) && !["the", "and", "m"].includes(word);

type Hit = { readonly named: Named; readonly isWhole: boolean; readonly apart: number };

/** The entries that have every asked word, in the order asked, each as it is written or nearly so. */
function hitsOf(asked: readonly string[], index: NameIndex, known: Near): Hit[] {
  const near = asked.map((word) => {
    const found = known.get(word) ?? nearWords(word, index);
    known.set(word, found);
    return found;
  });
  const [first] = near.toSorted((a, b) => a.size - b.size);
  if (first === undefined || first.size === 0) return [];
  const candidates = new Set([...first.keys()].flatMap((word) => index.byWord.get(word) ?? []));
  const hits = [...candidates].flatMap((at) => {
    const entry = index.entries[at];
    const hit = entry === undefined ? undefined : hitOf(entry, near);
    return hit === undefined ? [] : [hit];
  });
  // Where some name has just these words, those that are only near are not meant.
  const least = Math.min(...hits.map(({ apart }) => apart));
  return hits.filter(({ apart }) => apart === least);
}

function hitOf({ named, words }: Entry, near: readonly ReadonlyMap<string, number>[]): Hit | undefined {
  let [at, apart] = [0, 0];
  for (const each of near) {
    while (at < words.length && !each.has(words[at] ?? "")) at++;
    const distance = each.get(words[at] ?? "");
    if (distance === undefined) return undefined;
    apart += distance;
    at++;
  }
  return { named, isWhole: near.length === words.length, apart };
}

/** The words of names that a typed one may be, with how far each is off: 0 as written, 1 off by a letter or by its spelling, 2 off by two. */
function nearWords(word: string, { byWord, bySound, byLength }: NameIndex): Map<string, number> {
  const near = new Map<string, number>();
  if (byWord.has(word)) near.set(word, 0);
  if (word.length < 4 || /\p{N}/u.test(word)) return near;
  const most = word.length >= 8 ? 2 : 1;
  for (const [other, apart] of namesNear(word, byLength, most)) if (!near.has(other)) near.set(other, apart);
  for (const other of bySound.get(soundOf(word)) ?? []) if (!near.has(other)) near.set(other, 1);
  return near;
}

/** The words of names that are off by no more than so many letters, with how many. */
export function namesNear(word: string, byLength: NameIndex["byLength"], most: number): [string, number][] {
  const letters = lettersOf(word);
  const found: [string, number][] = [];
  for (let length = word.length - most; length <= word.length + most; length++) {
    for (const other of byLength.get(length) ?? []) {
      if (!mayBeNear(letters, other.letters, most)) continue;
      const apart = lettersApart(word, other.word, most);
      if (apart <= most) found.push([other.word, apart]);
    }
  }
  return found;
}

function nearest(hits: readonly Hit[]): Named[] {
  return hits
    .toSorted((a, b) => Number(b.isWhole) - Number(a.isWhole) || b.named.weight - a.named.weight)
    .map(({ named }) => named)
    .filter(({ id }, at, all) => all.findIndex((other) => other.id === id) === at)
    .slice(0, MOST_CHOICES);
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
