import type { SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import { bucketDays, bucketsAt, type AgeingBucket as Bucket } from "@cfa/books/ageing";
import type { AgeingBucket, Side } from "@cfa/contract/reads";
import { openAtPlaces, sideCounts, tdsAwaitedSums } from "@cfa/db/queries/rollups/side-sums";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson, sum } from "@cfa/values/money";

import { presentBalance } from "./balances.ts";
import { readTopOverdue, type TopParty } from "./top-overdue.ts";

/** What a side comes to on a day, and its ageing by the usual buckets. */
export type SideSums = {
  due: bigint;
  overdue: bigint;
  tdsAwaited: bigint;
  unapplied: bigint;
  outstanding: bigint;
  bills: number;
  parties: number;
  buckets: Bucket[];
};

/** Both sides of the home on a day: totals, ageing, and the parties with most overdue money that nothing covers. */
export async function readSides(
  snapshot: CompanySnapshot,
  asOf: LocalDate,
): Promise<{ receivable: Side; payable: Side }> {
  const sums = await readSideSums(snapshot, asOf);
  const readSide = async (side: SideOnDay["side"]): Promise<Side> =>
    presentSide(sums[side], await readTopOverdue(snapshot, { side, asOf }));
  return { receivable: await readSide("receivable"), payable: await readSide("payable") };
}

/** What both sides come to on a day, from the sums that are kept. */
export async function readSideSums(
  snapshot: CompanySnapshot,
  asOf: LocalDate,
): Promise<Readonly<Record<SideOnDay["side"], SideSums>>> {
  const places = await openAtPlaces(snapshot, { asOf, days: bucketDays(asOf) });
  const counts = await sideCounts(snapshot, asOf);
  const awaited = await tdsAwaitedSums(snapshot, asOf);
  const sumsOf = (side: SideOnDay["side"]): SideSums => {
    const count = counts.find((row) => row.side === side);
    assert(count !== undefined, "both sides are counted");
    const tds = awaited.find((row) => row.side === side) ?? { amount: 0n, bills: 0 };
    const { parties, unapplied } = count;
    const buckets = bucketsAt(places.filter((row) => row.side === side));
    const due = buckets[0]?.amount ?? 0n;
    const overdue = sum(buckets.slice(1).map(({ amount }) => amount));
    return {
      due,
      overdue,
      tdsAwaited: tds.amount,
      unapplied,
      outstanding: due + overdue + tds.amount - unapplied,
      bills: buckets.reduce((total, bucket) => total + bucket.bills, tds.bills),
      parties,
      buckets,
    };
  };
  return { receivable: sumsOf("receivable"), payable: sumsOf("payable") };
}

function presentSide(sums: SideSums, top: readonly TopParty[]): Side {
  return {
    outstanding: paiseToJson(sums.outstanding),
    due: paiseToJson(sums.due),
    overdue: paiseToJson(sums.overdue),
    tdsAwaited: paiseToJson(sums.tdsAwaited),
    unapplied: paiseToJson(sums.unapplied),
    bills: sums.bills,
    parties: sums.parties,
    ageing: sums.buckets.map(({ key, amount, bills }) => ({
      key: key as AgeingBucket["key"],
      amount: paiseToJson(amount),
      bills,
    })),
    topOverdue: top.map((party) => presentBalance(party, party)),
  };
}
