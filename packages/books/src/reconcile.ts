import type { TallyBalance } from "@cfa/contract/sync";
import { paiseFromJson, type Paise } from "@cfa/values/money";

import { nameKey } from "./name-key.ts";

/** Our balance of one ledger, debit positive. */
export type OurBalance = {
  ledger: string;
  group: string;
  root: string; // reserved name of the primary group
  balance: Paise; // at booked value
  isForeign: boolean; // kept in, or moved by, a foreign currency
};

/**
 * One ledger held against Tally's, debit positive. `revaluation`: a foreign ledger that Tally shows at the latest rate; the
 * difference is shown and is no part of the verdict.
 */
export type TieOutRow = {
  ledger: string;
  group: string;
  root: string;
  ours: Paise;
  tally: Paise | null; // null: Tally did not state it
  difference: Paise; // ours − Tally's, which is zero where Tally states others but not this one
  finding: "equal" | "different" | "revaluation";
};

/** Our totals held against Tally's. */
export type TieOut = {
  verdict: "equal" | "different" | "unknown"; // unknown: Tally stated nothing
  differences: number; // ledgers that differ
  rows: TieOutRow[]; // the largest differences first, then by name
  byRoot: { root: string; ours: Paise; tally: Paise | null }[];
};

/** Rows of Tally's trial balance that are no ledger. */
const SYNTHETIC_ROWS = new Set(
  ["Opening Stock", "Difference in Opening Balances", "Unadjusted Forex Gain/Loss"].map(nameKey),
);

/**
 * Holds our trial balance against Tally's (as carried, debit negative), ledger by ledger, by name as Tally compares names.
 * Tally leaves out ledgers at zero, so one that it does not state is taken as zero, provided it stated any.
 */
export function reconcile(
  ours: readonly OurBalance[],
  tally: readonly TallyBalance[] | null | undefined,
): TieOut {
  const theirs = tallyByKey(tally ?? []);
  const isKnown = theirs.size > 0;
  const rows: TieOutRow[] = [];
  const seen = new Set<string>();
  for (const our of ours) {
    const key = nameKey(our.ledger);
    seen.add(key);
    rows.push(rowFor(our, { tally: theirs.get(key)?.closing ?? null, isKnown }));
  }
  for (const [key, { ledger, closing }] of theirs) {
    if (seen.has(key) || SYNTHETIC_ROWS.has(key) || closing === 0n) continue;
    const missing = { ledger, group: "", root: "", balance: 0n, isForeign: false };
    rows.push(rowFor(missing, { tally: closing, isKnown }));
  }
  const differences = rows.filter((row) => row.finding === "different").length;
  return {
    verdict: isKnown ? (differences === 0 ? "equal" : "different") : "unknown",
    differences,
    rows: rows.toSorted(bySizeThenName),
    byRoot: totalsByRoot(rows, isKnown),
  };
}

function tallyByKey(balances: readonly TallyBalance[]): Map<string, { ledger: string; closing: Paise }> {
  const byKey = new Map<string, { ledger: string; closing: Paise }>();
  for (const { ledger, closing } of balances) {
    const key = nameKey(ledger);
    const before = byKey.get(key)?.closing ?? 0n;
    byKey.set(key, { ledger, closing: before - paiseFromJson(closing) });
  }
  return byKey;
}

function rowFor(our: OurBalance, { tally, isKnown }: { tally: Paise | null; isKnown: boolean }): TieOutRow {
  const difference = isKnown ? our.balance - (tally ?? 0n) : 0n;
  const unequal = our.isForeign ? "revaluation" : "different";
  return {
    ledger: our.ledger,
    group: our.group,
    root: our.root,
    ours: our.balance,
    tally,
    difference,
    finding: difference === 0n ? "equal" : unequal,
  };
}

function totalsByRoot(rows: readonly TieOutRow[], isKnown: boolean): TieOut["byRoot"] {
  const totals = new Map<string, { root: string; ours: Paise; tally: Paise | null }>();
  for (const row of rows) {
    const total = totals.get(row.root) ?? { root: row.root, ours: 0n, tally: isKnown ? 0n : null };
    total.ours += row.ours;
    if (total.tally !== null) total.tally += row.tally ?? 0n;
    totals.set(row.root, total);
  }
  return [...totals.values()].toSorted((a, b) => (a.root < b.root ? -1 : a.root > b.root ? 1 : 0));
}

function bySizeThenName(a: TieOutRow, b: TieOutRow): number {
  const [sizeA, sizeB] = [sizeOf(a), sizeOf(b)];
  if (sizeA !== sizeB) return sizeA > sizeB ? -1 : 1;
  return a.ledger < b.ledger ? -1 : a.ledger > b.ledger ? 1 : 0;
}

function sizeOf(row: TieOutRow): Paise {
  return row.difference < 0n ? -row.difference : row.difference;
}
