/** What kind of party or ledger a question names. */
export type NamedKind = "customer" | "supplier" | "both" | "bank" | "cash" | "expense" | "ledger";

/** Where the time that a question names lies. `open`: it holds today, as "this week" does, or may be of either side; `today`: that day, or one that may be of either side. */
export type TimeSide = "past" | "today" | "open" | "ahead";

/** What of a question tells which measure it is after. */
export type Seen = {
  /** Its meanings in their order (features.ts). */
  readonly meanings: readonly string[];
  readonly party: "customer" | "supplier" | "both" | null;
  readonly ledger: "bank" | "cash" | "expense" | "ledger" | null;
  readonly time: TimeSide | null;
  readonly hasBill: boolean;
  readonly hasVoucher: boolean;
  readonly hasDays: boolean;
  readonly hasPercent: boolean;
  /** Rows asked for by number, such as the last 5. */
  readonly limit: number | null;
};

/** Whether any of some meanings is there. */
export function any(seen: Seen, ...meanings: readonly string[]): boolean {
  return meanings.some((meaning) => seen.meanings.includes(meaning));
}

/** Whether one meaning stands somewhere before another. */
export function before(seen: Seen, first: string, second: string): boolean {
  const at = seen.meanings.indexOf(first);
  return at !== -1 && seen.meanings.lastIndexOf(second) > at;
}
