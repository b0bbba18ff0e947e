import type { CollectedRow, Collections } from "@cfa/contract/measures";
import { idIn } from "@cfa/values/ids";
import { paiseFromJson } from "@cfa/values/money";
import type { Row } from "@cfa/reports/report";

import { readCollections } from "../present/measures/collections.ts";
import { periodOf } from "../routes/period.ts";
import { columnsOf, type ColumnSpec } from "./columns.ts";
import { periodLine } from "./lines.ts";
import { allPages, pagesByCount } from "./pages.ts";
import type { Asked, Source, SourceRow } from "./source.ts";

/** Money received and bills settled in a period, day by day or party by party. */
export async function collections(asked: Asked, by: "day" | "party"): Promise<Source> {
  const { snapshot, ask, scope, words } = asked;
  const period = periodOf(scope, ask);
  const read = (from: number, limit: number) =>
    readCollections(snapshot, { period, by, limit, offset: from });
  const { total } = await read(0, 1);
  const first: ColumnSpec = by === "day" ? ["date", "day", 12] : ["party", "text", 30];
  const columns = columnsOf(words, [
    first,
    ["received", "money", 16],
    ["settledByMoney", "money", 16],
    ["settledLate", "money", 16],
    ["settledByNotes", "money", 16],
    ["settledOtherwise", "money", 16],
  ]).map((column) => ({ ...column, sortable: false }));
  const page = pagesByCount(async ({ from, limit }) => (await read(from, limit)).rows.map(rowOf));
  return {
    title: words.titles[by === "day" ? "collections" : "collections-parties"],
    lines: periodLine(asked, period),
    layout: "landscape",
    columns,
    page,
    all: () => allPages(page),
    totals: [null, ...sumsOf(total)],
    none: words.noVouchers,
  };
}

function rowOf(row: CollectedRow): SourceRow {
  const cells: Row = [row.period?.from ?? row.name, ...sumsOf(row)];
  const partyId = row.partyId === null ? null : idIn("party", row.partyId);
  return { cells, ...(partyId?.ok ? { partyId: partyId.value } : {}) };
}

function sumsOf(sums: Collections["total"]): bigint[] {
  const { received, settledByMoney, settledLate, settledByNotes, settledOtherwise } = sums;
  return [received, settledByMoney, settledLate, settledByNotes, settledOtherwise].map(paiseFromJson);
}
