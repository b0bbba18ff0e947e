/** Letters and digits of any script; what stands between them separates words. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const LEAST_LENGTH = 3; // of a name without its separators; "7" says nothing in a narration

/**
 * The bills that a text names, in the order in which it names them: "agst INV/001 & inv-3" names INV-001 and INV-3. A name
 * must stand in it as whole words, have a digit and at least three characters; of two that stand at the same place the longer
 * one is meant. A name that two bills share is taken for the first of them in `bills`.
 */
export function billsNamedIn<Bill extends { readonly name: string }>(
  text: string,
  bills: readonly Bill[],
): Bill[] {
  const words = wordsOf(text);
  const byFirstWord = new Map<string, { bill: Bill; words: readonly string[] }[]>();
  for (const bill of bills) {
    const name = wordsOf(bill.name);
    const [first] = name;
    const joined = name.join("");
    if (first === undefined || joined.length < LEAST_LENGTH || !/\p{N}/u.test(joined)) continue;
    const others = byFirstWord.get(first) ?? [];
    byFirstWord.set(first, [...others, { bill, words: name }]);
  }
  const named = new Map<string, Bill>();
  for (let at = 0; at < words.length;) {
    const here = (byFirstWord.get(words[at] ?? "") ?? [])
      .filter(({ words: name }) => name.every((word, index) => words[at + index] === word))
      .toSorted((a, b) => b.words.length - a.words.length)[0];
    if (here !== undefined && !named.has(here.words.join(" "))) named.set(here.words.join(" "), here.bill);
    at += here?.words.length ?? 1;
  }
  return [...named.values()];
}

/** Lower case, leading zeros of numbers gone: "INV/0042" and "inv-42" have the same words. */
function wordsOf(text: string): string[] {
  const lower = text.normalize("NFC").toLowerCase();
  return (lower.match(WORD) ?? []).map((word) => word.replace(/^0+(?=\p{N})/u, ""));
}
