import type { NamedKind } from "../measure/seen.ts";
import { indexNames, type Named, type NameIndex } from "../names/link-names.ts";
import type { Word } from "../words/words.ts";
import { written } from "../words/words.ts";

/** A bill or voucher by its number, as it is written in the books. */
export type Numbered = {
  readonly id: string;
  readonly number: string;
  readonly kind: "bill" | "voucher";
  readonly about: string;
};

/** What a company's questions may name: its parties and ledgers, and, of its bills and vouchers, those whose numbers the question holds (`numbersIn`). */
export type BookNames = {
  readonly index: NameIndex;
  readonly kinds: ReadonlyMap<string, NamedKind>;
  readonly numbered: readonly Numbered[];
};

/** Makes a company's parties and ledgers ready to be looked for. */
export function indexBooks(
  names: readonly (Named & { readonly kind: NamedKind })[],
): Omit<BookNames, "numbered"> {
  return { index: indexNames(names), kinds: new Map(names.map(({ id, kind }) => [id, kind])) };
}

/** A number as it is compared: its letters and digits alone, small. */
export function numberKey(number: string): string {
  return written(number).replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

const LONGEST = 5;

/** What in a question may be the number of a bill or voucher, as `numberKey` gives it: what has a digit and stands together, or follows a word such as "bill". */
export function numbersIn(words: readonly Word[]): { key: string; first: number; last: number }[] {
  const found: { key: string; first: number; last: number }[] = [];
  for (let first = 0; first < words.length; first++) {
    let key = "";
    for (let last = first; last < Math.min(words.length, first + LONGEST); last++) {
      // The parts of a number stand with one sign between them.
      if (last > first && (words[last]?.at ?? 0) - (words[last - 1]?.end ?? 0) > 1) break;
      key += numberKey(words[last]?.text ?? "");
      if (/\d/.test(key) && key.length <= 40) found.push({ key, first, last });
    }
  }
  return found;
}
