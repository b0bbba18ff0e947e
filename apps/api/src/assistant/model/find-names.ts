import { linkNames } from "@cfa/assistant/names/link-names";
import { numberKey, type BookNames } from "@cfa/assistant/read/book-names";
import { wordsOf, type Word } from "@cfa/assistant/words/words";

import type { Named } from "./named.ts";

const MOST_FOUND = 8;

/** What a text names: parties and ledgers by their names, bills and vouchers by their numbers. */
export function findNames(text: string, names: BookNames): Named[] {
  const named = mentionsIn(wordsOf(text), names).flatMap(({ found }) => found.map(namedOf));
  const keys = new Set(text.split(/\s+/).map(numberKey));
  const numbered = names.numbered
    .filter(({ number }) => keys.has(numberKey(number)))
    .map(({ kind, id, number }) => ({ kind, id, name: number }));
  return [...named, ...numbered].slice(0, MOST_FOUND);
}

/** The stretches of a text that name a party or ledger, any word of it taken for one that may. */
export function mentionsIn(words: readonly Word[], { index }: BookNames) {
  return linkNames(words, index, () => true);
}

/** A party or ledger by its outward id. */
export function namedOf({ id, name }: { id: string; name: string }): Named {
  return { kind: id.startsWith("pty_") ? "party" : "ledger", id, name };
}
