import { readClock, type Clocked } from "@cfa/db/queries/settings/msme-clock";
import { sum } from "@cfa/values/money";

import { asOfDay } from "../routes/as-of.ts";
import { wordsOf } from "../routes/words.ts";
import { formatDay } from "@cfa/values/local-date";
import { columnsOf } from "./columns.ts";
import { listed, type ListedRow } from "./listed.ts";
import type { Asked, Source } from "./source.ts";
import type { ReportWords } from "./words/en.ts";

/** What is owed to micro and small suppliers, by the last day on which the law has it paid; interest where that has passed. */
export async function msmeDues(asked: Asked): Promise<Source> {
  const { snapshot, ask, words } = asked;
  const asOf = asOfDay(asked.scope, ask.asOf);
  const { law, applies, clocked } = await readClock(snapshot, { side: "payable", asOf });
  const columns = columnsOf(words, [
    ["party", "text", 26],
    ["udyam", "text", 8],
    ["bill", "text", 14],
    ["date", "day", 10],
    ["lastDay", "day", 10],
    ["daysLeft", "count", 8],
    ["amount", "money", 14],
    ["open", "money", 14],
    ["interest", "money", 12],
  ]);
  const rows = clocked.map((one) => rowOf(one, words));
  const list = listed(rows, { columns, ask, words: wordsOf(ask.search) });
  const total = (at: number): bigint => sum(list.rows.map(({ cells }) => (cells[at] ?? 0n) as bigint));
  return {
    title: words.titles.msme,
    lines: [
      { label: words.asOf, value: formatDay(asOf) },
      { label: words.clock, value: words.clockOf(law.days.written, law.days.unwritten) },
    ],
    layout: "landscape",
    columns,
    page: list.page,
    all: list.all,
    totals: [null, null, null, null, null, null, null, total(7), total(8)],
    none: applies ? words.none : words.noMsme,
  };
}

function rowOf({ bill, standing }: Clocked, words: ReportWords): ListedRow {
  const { ledgerId, billId, party, udyamClass, name, date, amount, open } = bill;
  const { lastDay, daysLeft, interest } = standing;
  const said = words.udyam[udyamClass ?? ""] ?? "";
  return {
    cells: [party, said, name, date, lastDay, daysLeft, amount, open, interest],
    partyId: ledgerId,
    billId,
    nameKey: `${party} ${name}`.normalize("NFC").toLowerCase(),
  };
}
