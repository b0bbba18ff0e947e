/** One setting of a .env file, and the line it stands on, counted from 1. */
export type EnvEntry = { readonly name: string; readonly value: string; readonly line: number };

/** A line that cannot be understood, in words for a person. */
export type EnvFault = { readonly line: number; readonly message: string };

export type EnvRead = { readonly entries: readonly EnvEntry[]; readonly faults: readonly EnvFault[] };

const NAME = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/;

/** UTF-8's mark at the beginning, as text and as its three bytes. */
const MARK = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/;

/** Reads the lines of a .env file; a bad one is told of and the others count. */
export function readEnvLines(text: string): EnvRead {
  const entries: EnvEntry[] = [];
  const faults: EnvFault[] = [];
  for (const [at, raw] of bareLines(text).entries()) {
    const line = at + 1;
    const bare = raw.trim();
    if (bare === "" || bare.startsWith("#")) continue;
    const [, name, rest] = NAME.exec(bare) ?? [];
    if (name === undefined || rest === undefined) {
      faults.push({ line, message: "It is no NAME=value." });
      continue;
    }
    const value = unquoted(rest);
    if (value === undefined) faults.push({ line, message: `The quote of ${name} is not closed.` });
    else entries.push({ name, value, line });
  }
  return { entries, faults };
}

/** The text without one line; every other byte stays as it was. */
export function withoutLine(text: string, line: number): string {
  const ends = [...text.matchAll(/\r\n|\n|\r|$/g)].map(({ index, 0: end }) => index + end.length);
  const from = line === 1 ? (MARK.exec(text)?.[0].length ?? 0) : (ends[line - 2] ?? text.length);
  const to = ends[line - 1] ?? text.length;
  return text.slice(0, from) + text.slice(to);
}

function bareLines(text: string): string[] {
  return text.replace(MARK, "").split(/\r\n|\n|\r/);
}

/** What is quoted is taken as it stands; else a comment after a space ends the value. undefined: the quote is not closed. */
function unquoted(rest: string): string | undefined {
  const quote = rest[0];
  if (quote !== '"' && quote !== "'") return rest.replace(/(^|\s)#.*$/, "").trim();
  const end = rest.indexOf(quote, 1);
  if (end < 0 || !/^\s*(#.*)?$/.test(rest.slice(end + 1))) return undefined;
  return rest.slice(1, end);
}
