import type { CollectedRow, Collections } from "@cfa/contract/measures";
import { collected, type CollectedRow as Sums } from "@cfa/db/queries/measures/collections";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import { monthOf, type Period } from "@cfa/values/period";

import { pageAt } from "../../routes/cursor.ts";

type Wanted = { period: Period; by: Collections["by"]; limit: number; offset: number };

/** One page of what was received and settled in a period, with the total of all. */
export async function readCollections(
  snapshot: CompanySnapshot,
  { period, by, limit, offset }: Wanted,
): Promise<Collections> {
  const rows = (await collected(snapshot, { ...period, by })).toSorted(by === "party" ? byReceived : byDay);
  const page = pageAt(rows.slice(offset, offset + limit + 1), { limit, offset });
  return {
    period,
    by,
    total: presentSums(totalOf(rows)),
    rows: page.rows.map((row) => presentRow(row, { period, by })),
    nextCursor: page.nextCursor,
  };
}

function presentRow(row: Sums, { period, by }: Pick<Wanted, "period" | "by">): CollectedRow {
  return {
    period: row.day === null ? null : spanOf(row.day as LocalDate, { period, by }),
    partyId: row.ledgerId === null ? null : idOut("party", row.ledgerId),
    name: row.name,
    ...presentSums(row),
  };
}

function spanOf(first: LocalDate, { period, by }: Pick<Wanted, "period" | "by">): Period {
  const last = by === "day" ? first : by === "week" ? addDays(first, 6) : monthOf(first).to;
  return { from: first < period.from ? period.from : first, to: last > period.to ? period.to : last };
}

type Amounts = Pick<Sums, "received" | "byMoney" | "late" | "inferred" | "byNotes" | "otherwise">;

function totalOf(rows: readonly Amounts[]): Amounts {
  const total = { received: 0n, byMoney: 0n, late: 0n, inferred: 0n, byNotes: 0n, otherwise: 0n };
  for (const row of rows) {
    total.received += row.received;
    total.byMoney += row.byMoney;
    total.late += row.late;
    total.inferred += row.inferred;
    total.byNotes += row.byNotes;
    total.otherwise += row.otherwise;
  }
  return total;
}

function presentSums(sums: Amounts) {
  return {
    received: paiseToJson(sums.received),
    settledByMoney: paiseToJson(sums.byMoney),
    settledLate: paiseToJson(sums.late),
    settledInferred: paiseToJson(sums.inferred),
    settledByNotes: paiseToJson(sums.byNotes),
    settledOtherwise: paiseToJson(sums.otherwise),
  };
}

function byDay(a: Sums, b: Sums): number {
  const [one, other] = [a.day ?? "", b.day ?? ""];
  return one === other ? 0 : one < other ? -1 : 1;
}

function byReceived(a: Sums, b: Sums): number {
  if (a.received !== b.received) return a.received > b.received ? -1 : 1;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return (a.ledgerId ?? "") < (b.ledgerId ?? "") ? -1 : 1;
}
