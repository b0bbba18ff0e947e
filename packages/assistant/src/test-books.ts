import type { NamedKind } from "./measure/seen.ts";
import { indexBooks, type BookNames, type Numbered } from "./read/book-names.ts";

/** Parties and ledgers by id, name and kind, the first of them the heaviest, as a company's questions may name them. */
export function testBooks(
  names: readonly (readonly [string, string, NamedKind])[],
  numbered: readonly Numbered[] = [],
): BookNames {
  return { ...indexBooks(names.map(([id, name, kind], at) => ({ id, name, kind, weight: -at }))), numbered };
}
