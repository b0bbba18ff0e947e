import { fail, ok, type Result } from "@cfa/values/result";

/** A piece of a TDL formula. `text` is without its sign and, except for strings, in lower case. */
export type Token = {
  readonly kind: "string" | "number" | "method" | "function" | "variable" | "formula" | "word" | "sign";
  readonly text: string;
};

const BLANK = /\s+/y;
const PIECES: readonly [Token["kind"], RegExp][] = [
  ["string", /"((?:[^"]|"")*)"/y],
  ["number", /(\d+(?:\.\d+)?)/y],
  ["function", /\$\$(\w+)/y],
  ["method", /\$((?:\.\.)*\w+(?:\[\d+\])?(?:\.\w+(?:\[\d+\])?)*)/y],
  ["variable", /##(\w+)/y],
  ["formula", /@@?(\w+)/y],
  ["word", /([a-z_]\w*)/iy],
  ["sign", /(<=|>=|<>|=|<|>|\(|\)|:|,|\+|-|\*|\/)/y],
];

/** Cuts a formula into tokens; fails at the first character that begins none. */
export function tokensOf(text: string): Result<Token[], string> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    BLANK.lastIndex = at;
    if (BLANK.test(text)) {
      at = BLANK.lastIndex;
      continue;
    }
    const before = at;
    for (const [kind, pattern] of PIECES) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found === null) continue;
      const piece = found[1] ?? "";
      tokens.push({ kind, text: kind === "string" ? piece.replaceAll('""', '"') : piece.toLowerCase() });
      at = pattern.lastIndex;
      break;
    }
    if (at === before) return fail(`"${text.slice(at, at + 12)}" is no part of a formula`);
  }
  return ok(tokens);
}
