const KEYS = /\bcfa_(?:live|test)_[0-9A-Za-z]+/g;
const SECRETS: readonly RegExp[] = [
  KEYS,
  /(?<=\bBearer\s+)[\w.~+/=-]+/gi,
  // Claims of pairings, tickets, sessions and control secrets: long words of no language.
  /\b[A-Za-z0-9_-]{40,}(?![A-Za-z0-9_-])/g,
  // Pairing codes, as shown and as the QR says them.
  /(?<=cfa-pair:)[\w-]+/g,
  /\b[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}\b/g,
];

/** A line without secrets: keys, codes and tokens of pairing, sessions and whatever is sent as a bearer's. */
export function withoutSecrets(line: string): string {
  return SECRETS.reduce((text, secret) => text.replaceAll(secret, "***"), line);
}

/** A text without keys, with whatever else it says: codes that are to be shown stay. */
export function withoutKeys(text: string): string {
  return text.replaceAll(KEYS, "***");
}

/** What Tally says in its own words may name parties, ledgers and vouchers: whatever is quoted and not a company's name goes. */
export function withoutNames(line: string, companies: readonly string[]): string {
  const known = new Set(companies);
  return line
    .replaceAll(/"([^"]*)"/g, (whole, name: string) => (known.has(name) ? whole : '"…"'))
    .replace(/^Set aside (?!\d).*?: /, "Set aside …: ")
    .replace(/(Tally refused the question|does not know a report that was asked for): .*/, "$1: …");
}
