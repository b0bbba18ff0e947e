import { keysOf, type AgeingChoice } from "@cfa/books/ageing-choice";
import { paiseOf } from "@cfa/reports/cell-text";
import type { Row } from "@cfa/reports/report";
import { sum } from "@cfa/values/money";

import {
  agedBuckets,
  agedParties,
  ageingOn,
  type AgedParty,
  type AgeingOn,
} from "../present/measures/ageing.ts";
import { asOfDay } from "../routes/as-of.ts";
import { columnsOf, type ColumnSpec } from "./columns.ts";
import { dayLines } from "./lines.ts";
import { listed, type ListedRow } from "./listed.ts";
import { wordsOf } from "../routes/words.ts";
import type { Asked, Source } from "./source.ts";
import type { ReportWords } from "./words/en.ts";

/** What each party owes, by age as the company counts it: buckets and the tax awaited, less what is unapplied, are its outstanding. */
export async function ageingByParty(asked: Asked): Promise<Source> {
  const { ask, words, snapshot } = asked;
  const asOf = asOfDay(asked.scope, ask.asOf);
  const on = await ageingOn(snapshot, { side: ask.side, asOf });
  const columns = columnsOf(words, [
    ["party", "text", 30],
    ...bucketColumns(words, on.choice),
    ["tdsAwaited", "money", 14],
    ["unapplied", "money", 15],
    ["outstanding", "money", 16],
    ["bills", "count", 6],
  ]);
  const parties = await agedParties(snapshot, on, wordsOf(ask.search));
  const list = listed(parties.map((party) => rowOf(party, on)).toSorted(byName), { columns, ask, words: [] });
  return {
    title: words.titles.ageing,
    lines: [...dayLines(asked, asOf), { label: words.age, value: words.ages[on.choice.by] }],
    layout: "landscape",
    columns,
    page: list.page,
    all: list.all,
    totals: totalsOf(list.rows, columns),
    none: words.none,
  };
}

function rowOf({ ledgerId, name, nameKey, totals, open }: AgedParty, on: AgeingOn): ListedRow {
  const buckets = agedBuckets(open, totals, on).map(({ amount }) => amount);
  const { tdsAwaited, unapplied, outstanding, bills } = totals;
  return { cells: [name, ...buckets, tdsAwaited, unapplied, outstanding, bills], partyId: ledgerId, nameKey };
}

function byName(a: ListedRow, b: ListedRow): number {
  return a.nameKey < b.nameKey ? -1 : Number(a.nameKey > b.nameKey);
}

/** By due date the first bucket is what is not due; by bill date every bill has an age. */
function bucketColumns({ columns }: ReportWords, choice: AgeingChoice): ColumnSpec[] {
  const { by, edges } = choice;
  return keysOf(choice).map((key, at): ColumnSpec => {
    const place = by === "due-date" ? at - 1 : at;
    const [before, edge] = [edges[place - 1] ?? 0, edges[place]];
    if (place < 0) return [key, "money", 15, columns.notDue];
    if (edge === undefined) return [key, "money", 15, columns.over(before)];
    const from = by === "bill-date" && place === 0 ? 0 : before + 1;
    return [key, "money", 15, columns.bucket(from, edge)];
  });
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
