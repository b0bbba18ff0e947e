import { comparePartyBills } from "@cfa/books/compare-bills";
import { nameKey } from "@cfa/books/name-key";
import type { NarrowWants, TallyTotals } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import { statedBillsOf, statedPartiesOn } from "@cfa/db/queries/apply/stated-sums";
import {
  keepBillDifferences,
  keepMonthEnds,
  keepPartyDifferences,
  keepSides,
  type BillRow,
  type LedgerDifference,
} from "@cfa/db/queries/apply/tie-out-rows";
import { abs, formatRupees, paiseFromJson, sum, type Paise } from "@cfa/values/money";
import { monthsIn } from "@cfa/values/period";
import { day, type LocalDate } from "@cfa/values/local-date";

import { counted } from "./counted.ts";

/** Tally is asked for the bills of so many parties and the month ends of so many ledgers at once; the largest differences come first. */
const PARTIES_AT_ONCE = 50;
const LEDGERS_AT_ONCE = 20;
const MONTHS_AT_ONCE = 36;

/** Sentences about bills that differ, and the parties whose bills are to be asked for. */
export type BillsTied = { messages: string[]; parties: string[] };

/**
 * Holds what stands open under stated names against Tally's Bills reports: in total, by party where Tally's sums by party came, and
 * by name for the parties whose bills were asked for.
 */
export async function tieOutBills(tx: CompanyTx, totals: TallyTotals): Promise<BillsTied> {
  const { billsReceivable, billsPayable, billParties } = totals;
  if (billsReceivable === undefined && billsPayable === undefined) return { messages: [], parties: [] };
  const ours = await statedPartiesOn(tx, totals.asOf);
  const sides = (["receivable", "payable"] as const).map((side) => ({
    side,
    ours: sum(ours.map((row) => row[side])),
    tally: stated(side === "receivable" ? billsReceivable : billsPayable),
  }));
  await keepSides(tx, sides, billParties !== undefined);
  const messages = sides.flatMap(({ side, ours, tally }) => {
    if (tally === null || tally === ours) return [];
    return [`Bills ${side} are ${formatRupees(ours)} here and ${formatRupees(tally)} in Tally.`];
  });
  // An agent from before sends no sums by party: what was known of parties is then about earlier books.
  const differing = billParties === undefined ? [] : comparePartyBills(ours, billParties);
  await keepPartyDifferences(tx, differing);
  const names = new Set(differing.map(({ party }) => party));
  if (differing.length > 0 && messages.length === 0) {
    messages.push(`Pending bills of ${counted(names.size, "party", "parties")} differ.`);
  }
  await keepBillDifferences(tx, await billRows(tx, totals));
  return { messages, parties: [...names].slice(0, PARTIES_AT_ONCE) };
}

/** A report's sum as a positive number; null: not stated. */
function stated(paise: string | undefined): Paise | null {
  return paise === undefined ? null : abs(paiseFromJson(paise));
}

/** The bills that differ, of the parties whose pending bills came by name. */
async function billRows(tx: CompanyTx, { asOf, bills, billsOf }: TallyTotals): Promise<BillRow[]> {
  if (bills === undefined || billsOf === undefined) return [];
  const pairs = new Map<string, BillRow>();
  const pairOf = (party: string, side: BillRow["side"], name: string): BillRow => {
    const key = [nameKey(party), side, nameKey(name)].join("\n");
    const pair = pairs.get(key) ?? { partyKey: nameKey(party), side, name, ours: 0n, tally: 0n };
    pairs.set(key, pair);
    return pair;
  };
  for (const { partyKey, name, net } of await statedBillsOf(tx, { asOf, partyKeys: billsOf.map(nameKey) })) {
    if (net !== 0n) pairOf(partyKey, net > 0n ? "receivable" : "payable", name).ours += abs(net);
  }
  for (const { party, side, name, pending } of bills) {
    pairOf(party, side, name).tally += abs(paiseFromJson(pending));
  }
  return [...pairs.values()]
    .filter(({ ours, tally }) => ours !== tally)
    .toSorted((a, b) => (abs(a.ours - a.tally) > abs(b.ours - b.tally) ? -1 : 1));
}

/** Keeps Tally's balances at the ends of months, where it was asked for them. */
export async function tieOutMonthEnds(tx: CompanyTx, { monthEnds }: TallyTotals): Promise<void> {
  await keepMonthEnds(
    tx,
    (monthEnds ?? []).map(({ ledger, day, closing }) => ({
      nameKey: nameKey(ledger),
      day,
      closing: -paiseFromJson(closing),
    })),
  );
}

/**
 * What is to be asked to narrow what differs: bills by name of parties, balances at month ends of ledgers. Undefined when nothing
 * differs. `isAnswered`: this run has brought it all.
 */
export function narrowing(
  totals: TallyTotals,
  found: { parties: readonly string[]; ledgers: readonly LedgerDifference[]; booksFrom: LocalDate },
): { narrow: NarrowWants; isAnswered: boolean } | undefined {
  const ledgers = found.ledgers
    .filter(({ finding }) => finding === "different")
    .map(({ ledger }) => ledger)
    .slice(0, LEDGERS_AT_ONCE);
  if (found.parties.length + ledgers.length === 0) return undefined;
  const until = day(totals.asOf);
  const ends = monthsIn({ from: found.booksFrom, to: until }).map(({ to }) => to);
  const days = ledgers.length === 0 ? [] : ends.filter((end) => end < until).slice(-MONTHS_AT_ONCE);
  const brought = {
    parties: new Set((totals.billsOf ?? []).map(nameKey)),
    ledgers: new Set((totals.monthEndsOf ?? []).map(nameKey)),
  };
  const isAnswered =
    found.parties.every((party) => brought.parties.has(nameKey(party))) &&
    (days.length === 0 || ledgers.every((ledger) => brought.ledgers.has(nameKey(ledger))));
  return { narrow: { parties: [...found.parties], ledgers, days }, isAnswered };
}
