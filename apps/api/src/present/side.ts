import type { SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import { bucketDays, bucketsAt } from "@cfa/books/ageing";
import type { AgeingBucket, Side } from "@cfa/contract/reads";
import {
  openAtPlaces,
  sideCounts,
  tdsAwaitedSums,
  type OpenAtPlace,
  type SideCount,
} from "@cfa/db/queries/rollups/side-sums";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { presentBalance } from "./balances.ts";
import { readTopOverdue, type TopParty } from "./top-overdue.ts";

/** Both sides of the home on a day: totals, ageing, and the parties with most overdue money that nothing covers. */
export async function readSides(
  snapshot: CompanySnapshot,
  asOf: LocalDate,
): Promise<{ receivable: Side; payable: Side }> {
  const places = await openAtPlaces(snapshot, { asOf, days: bucketDays(asOf) });
  const counts = await sideCounts(snapshot, asOf);
  const awaited = await tdsAwaitedSums(snapshot, asOf);
  const readSide = async (side: SideOnDay["side"]): Promise<Side> => {
    const top = await readTopOverdue(snapshot, { side, asOf });
    const count = counts.find((row) => row.side === side);
    assert(count !== undefined, "both sides are counted");
    const tds = awaited.find((row) => row.side === side) ?? { amount: 0n, bills: 0 };
    return presentSide({ places: places.filter((row) => row.side === side), count, tds, top });
  };
  return { receivable: await readSide("receivable"), payable: await readSide("payable") };
}

function presentSide(facts: {
  places: readonly OpenAtPlace[];
  count: SideCount;
  tds: { amount: bigint; bills: number };
  top: readonly TopParty[];
}): Side {
  const { parties, unapplied } = facts.count;
  const { tds } = facts;
  const buckets = bucketsAt(facts.places);
  const due = buckets[0]?.amount ?? 0n;
  const overdue = buckets.slice(1).reduce((sum, bucket) => sum + bucket.amount, 0n);
  return {
    outstanding: paiseToJson(due + overdue + tds.amount - unapplied),
    due: paiseToJson(due),
    overdue: paiseToJson(overdue),
    tdsAwaited: paiseToJson(tds.amount),
    unapplied: paiseToJson(unapplied),
    bills: buckets.reduce((sum, bucket) => sum + bucket.bills, tds.bills),
    parties,
    ageing: buckets.map(({ key, amount, bills }) => ({
      key: key as AgeingBucket["key"],
      amount: paiseToJson(amount),
      bills,
    })),
    topOverdue: facts.top.map((party) => presentBalance(party, party)),
  };
}
