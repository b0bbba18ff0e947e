import { bucketOf, USUAL_EDGES } from "@cfa/books/ageing";
import { billAsOf, outstandingAsOf, type BillHistory } from "@cfa/books/outstanding";
import { paiseOf } from "@cfa/reports/cell-text";
import type { Row } from "@cfa/reports/report";
import { openBills, unappliedSums } from "@cfa/db/queries/outstanding";
import { namesOfParties } from "@cfa/db/queries/reports/party-names";
import { assert } from "@cfa/values/assert";
import type { LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";

import { asHistory } from "../present/measures/standings.ts";
import { asOfDay } from "../routes/as-of.ts";
import { columnsOf, type ColumnSpec } from "./columns.ts";
import { dayLines } from "./lines.ts";
import { listed, type ListedRow } from "./listed.ts";
import { wordsOf } from "../routes/words.ts";
import type { Asked, Source } from "./source.ts";
import type { ReportWords } from "./words/en.ts";

type Facts = { bills: BillHistory[]; unapplied: bigint };

/** What each party owes, by days overdue: its buckets and the tax awaited, less what is unapplied, are its outstanding. */
export async function ageingByParty(asked: Asked): Promise<Source> {
  const { ask, words } = asked;
  const asOf = asOfDay(asked.scope, ask.asOf);
  const columns = columnsOf(words, [
    ["party", "text", 30],
    ...bucketColumns(words),
    ["tdsAwaited", "money", 14],
    ["unapplied", "money", 15],
    ["outstanding", "money", 16],
    ["bills", "count", 6],
  ]);
  const list = listed(await partyRows(asked, asOf), { columns, ask, words: wordsOf(ask.search) });
  return {
    title: words.titles.ageing,
    lines: dayLines(asked, asOf),
    layout: "landscape",
    columns,
    page: list.page,
    all: list.all,
    totals: totalsOf(list.rows, columns),
    none: words.none,
  };
}

/** Every party with anything open or unapplied on that side, by name. */
async function partyRows({ snapshot, ask: { side } }: Asked, asOf: LocalDate): Promise<ListedRow[]> {
  const facts = new Map<string, Facts>();
  const of = (ledgerId: string): Facts => {
    const known = facts.get(ledgerId) ?? { bills: [], unapplied: 0n };
    facts.set(ledgerId, known);
    return known;
  };
  for (const bill of await openBills(snapshot, { asOf, side })) of(bill.ledgerId).bills.push(asHistory(bill));
  for (const { ledgerId, amount } of await unappliedSums(snapshot, { asOf, side })) {
    of(ledgerId).unapplied = amount;
  }
  const names = await namesOfParties(snapshot);
  const rows = [...facts].map(([ledgerId, { bills, unapplied }]): ListedRow => {
    const { name, nameKey } = names.get(ledgerId) ?? { name: "", nameKey: "" };
    const waiting = [{ side, date: asOf, amount: unapplied }];
    const totals = outstandingAsOf({ bills, unapplied: waiting }, { side, asOf });
    const buckets = bucketSums(bills, asOf);
    const aged = sum(buckets);
    assert(aged === totals.due + totals.overdue, "ageing and outstanding are made from the same bills");
    const { tdsAwaited, unapplied: free, outstanding, bills: count } = totals;
    const cells: Row = [name, ...buckets, tdsAwaited, free, outstanding, count];
    return { cells, partyId: ledgerId, nameKey };
  });
  return rows.toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : Number(a.nameKey > b.nameKey)));
}

function bucketSums(bills: readonly BillHistory[], asOf: LocalDate): bigint[] {
  const sums = Array.from({ length: USUAL_EDGES.length + 2 }, () => 0n);
  for (const bill of bills) {
    const standing = billAsOf(bill, asOf);
    if (standing === null) continue;
    const at = bucketOf(standing.overdueDays);
    sums[at] = (sums[at] ?? 0n) + standing.open - standing.tdsAwaited;
  }
  return sums;
}

function bucketColumns({ columns }: ReportWords): ColumnSpec[] {
  const between = USUAL_EDGES.map((edge, at): ColumnSpec => {
    const from = (USUAL_EDGES[at - 1] ?? 0) + 1;
    return [`${from}-${edge}`, "money", 15, columns.bucket(from, edge)];
  });
  const last = USUAL_EDGES.at(-1) ?? 0;
  return [["notDue", "money", 15], ...between, [`over-${last}`, "money", 15, columns.over(last)]];
}

/** The sums of all columns but the first, which has the word for it. */
function totalsOf(rows: readonly ListedRow[], columns: Source["columns"]): Row {
  return columns.map(({ kind }, at) => {
    if (kind === "text") return null;
    const cells = rows.map((row) => row.cells[at] ?? null);
    if (kind === "count") return cells.reduce<number>((all, cell) => all + Number(cell), 0);
    return sum(cells.map(paiseOf));
  });
}
