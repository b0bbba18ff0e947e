import type { SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import type { AgeingBucket } from "@cfa/books/ageing";
import {
  ageingUnder,
  ageOn,
  bucketAt,
  keysOf,
  type AgeingChoice,
  type OpenOnDay,
} from "@cfa/books/ageing-choice";
import { addTotals, type SideTotals } from "@cfa/books/outstanding";
import type { AgedBill, AgeingSummary, PartyAgeing } from "@cfa/contract/measures";
import { agedBills } from "@cfa/db/queries/measures/aged-bills";
import { partiesNamed } from "@cfa/db/queries/measures/parties";
import type { OpenBill } from "@cfa/db/queries/outstanding";
import { companySetting } from "@cfa/db/queries/settings/company-setting";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { assert } from "@cfa/values/assert";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { pageOf } from "../../routes/cursor.ts";
import { presentBill } from "../bill.ts";
import { readStandings } from "./standings.ts";

export type AgeingAsked = { by?: AgeingChoice["by"] | undefined; edges?: string | undefined };
export type AgeingOn = SideOnDay & { readonly choice: AgeingChoice };
type Head = Pick<AgeingSummary, "asOf" | "side" | "by" | "edges">;
type Page = { limit: number; after: readonly string[] | null };

/** What was asked, and the company's own choice where nothing was. */
export async function ageingOn(
  snapshot: CompanySnapshot,
  { side, asOf }: SideOnDay,
  asked: AgeingAsked = {},
): Promise<AgeingOn> {
  const { ageingBy, ageingEdges } = await companySetting(snapshot);
  const edges = asked.edges?.split(",").map(Number) ?? ageingEdges;
  return { side, asOf, choice: { by: asked.by ?? ageingBy, edges } };
}

/** Ageing of one side in all. */
export async function readAgeing(snapshot: CompanySnapshot, on: AgeingOn): Promise<AgeingSummary> {
  const { open, byParty } = await readStandings(snapshot, on);
  const totals = addTotals(byParty.values());
  return {
    ...headOf(on),
    parties: byParty.size,
    ...presentTotals(totals),
    buckets: presentBuckets(open, totals, on),
  };
}

/** A party with anything open or unapplied on a side, and its open bills there. */
export type AgedParty = {
  readonly ledgerId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly totals: SideTotals;
  readonly open: readonly OpenBill[];
};

/** Every party with anything open or unapplied on a side, or those whose names have all the words. */
export async function agedParties(
  snapshot: CompanySnapshot,
  on: SideOnDay,
  words: readonly string[],
): Promise<AgedParty[]> {
  const { open, byParty } = await readStandings(snapshot, on);
  const bills = Map.groupBy(open, (bill) => bill.ledgerId);
  return (await partiesNamed(snapshot, words)).flatMap((party) => {
    const totals = byParty.get(party.ledgerId);
    return totals === undefined ? [] : [{ ...party, totals, open: bills.get(party.ledgerId) ?? [] }];
  });
}

/** One page of ageing by party. */
export async function readAgeingParties(
  snapshot: CompanySnapshot,
  on: AgeingOn,
  wanted: Page & { words: readonly string[]; sort: "outstanding" | "overdue" | "name" },
): Promise<Head & { rows: PartyAgeing[]; nextCursor: string | null }> {
  const { sort, limit, after } = wanted;
  const rows = (await agedParties(snapshot, on, wanted.words)).map((party) => ({
    ...party,
    key: sort === "name" ? 0n : party.totals[sort],
  }));
  const place = after && { key: BigInt(after[0] ?? "0"), nameKey: after[1] ?? "", ledgerId: after[2] ?? "" };
  const left = rows.toSorted(order).filter((row) => place === null || order(row, place) > 0);
  const page = pageOf(left.slice(0, limit + 1), {
    limit,
    placeOf: (row) => [row.key.toString(), row.nameKey, row.ledgerId],
  });
  return {
    ...headOf(on),
    ...page,
    rows: page.rows.map(({ ledgerId, name, totals, open }) => ({
      partyId: idOut("party", ledgerId),
      name,
      ...presentTotals(totals),
      buckets: presentBuckets(open, totals, on),
    })),
  };
}

/** One page of open bills with their age; of one bucket where it is named. An unknown bucket has none. */
export async function readAgeingBills(
  snapshot: CompanySnapshot,
  on: AgeingOn,
  wanted: Page & { bucket: string | undefined },
): Promise<Head & { rows: AgedBill[]; nextCursor: string | null }> {
  const { asOf, side, choice } = on;
  const { by } = choice;
  const ages = agesOf(wanted.bucket, choice);
  if (ages === null) return { ...headOf(on), rows: [], nextCursor: null };
  const after = wanted.after && { day: wanted.after[0] ?? "", billId: wanted.after[1] ?? "" };
  const found = await agedBills(snapshot, { asOf, side, by, ages, limit: wanted.limit + 1, after });
  const page = pageOf(found, {
    limit: wanted.limit,
    placeOf: (row) => [by === "due-date" ? row.dueDate : row.date, row.billId],
  });
  const keys = keysOf(choice);
  return {
    ...headOf(on),
    ...page,
    rows: page.rows.map((row) => {
      const days = ageOn(openOf(row), asOf, by);
      return {
        partyId: idOut("party", row.ledgerId),
        party: row.party,
        bill: presentBill(row, asOf),
        days,
        bucket: keys[bucketAt(days, choice)] ?? "",
      };
    }),
  };
}

/** The ages a bucket holds; null: there is no such bucket. */
function agesOf(
  bucket: string | undefined,
  choice: AgeingChoice,
): { from: number; to: number | null } | null {
  if (bucket === undefined) return { from: 0, to: null };
  const at = keysOf(choice).indexOf(bucket);
  if (at === -1) return null;
  const edges = choice.by === "due-date" ? [0, ...choice.edges] : choice.edges;
  return { from: at === 0 ? 0 : (edges[at - 1] ?? 0) + 1, to: edges[at] ?? null };
}

/** Open bills by age, held against the totals that are made from the same bills. */
export function agedBuckets(
  open: readonly OpenBill[],
  totals: SideTotals,
  { asOf, choice }: AgeingOn,
): AgeingBucket[] {
  // Tax whose certificate is awaited is neither due nor overdue, so it has no age.
  const aging = open.map((bill) => openOf({ ...bill, open: bill.open - bill.tdsAwaited }));
  const found = ageingUnder(aging, asOf, choice);
  const aged = found.reduce((sum, bucket) => sum + bucket.amount, 0n);
  assert(aged === totals.due + totals.overdue, "ageing and outstanding are made from the same bills");
  return found;
}

function presentBuckets(...of: Parameters<typeof agedBuckets>) {
  return agedBuckets(...of).map(({ key, amount, bills }) => ({ key, amount: paiseToJson(amount), bills }));
}

/** Days come from the database, where they are days. */
function openOf({ date, dueDate, open }: { date: string; dueDate: string; open: bigint }): OpenOnDay {
  return { date: date as LocalDate, dueDate: dueDate as LocalDate, open };
}

function headOf({ asOf, side, choice }: AgeingOn): Head {
  return { asOf, side, by: choice.by, edges: [...choice.edges] };
}

function presentTotals({ outstanding, due, overdue, tdsAwaited, unapplied }: SideTotals) {
  return {
    outstanding: paiseToJson(outstanding),
    due: paiseToJson(due),
    overdue: paiseToJson(overdue),
    tdsAwaited: paiseToJson(tdsAwaited),
    unapplied: paiseToJson(unapplied),
  };
}

type Place = { key: bigint; nameKey: string; ledgerId: string };

function order(a: Place, b: Place): number {
  if (a.key !== b.key) return a.key > b.key ? -1 : 1;
  if (a.nameKey !== b.nameKey) return a.nameKey < b.nameKey ? -1 : 1;
  return a.ledgerId === b.ledgerId ? 0 : a.ledgerId < b.ledgerId ? -1 : 1;
}
