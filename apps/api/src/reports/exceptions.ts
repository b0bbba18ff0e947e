import { ExceptionKind, type ExceptionRow } from "@cfa/contract/exceptions";
import { idIn } from "@cfa/values/ids";
import { formatDay } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

import { readQueue, showItems } from "../exceptions/read-queue.ts";
import { asOfDay } from "../routes/as-of.ts";
import { isName, isPaise, pageOf, readCursor } from "../routes/cursor.ts";
import { columnsOf } from "./columns.ts";
import { allPages } from "./pages.ts";
import type { Asked, PagePlace, Source, SourcePage, SourceRow } from "./source.ts";
import type { ReportWords } from "./words/en.ts";

/** What a person should look at, largest first, as in the queue of exceptions. */
export function exceptions(asked: Asked): Promise<Source> {
  const { snapshot, ask, scope, words } = asked;
  const asOf = asOfDay(scope, ask.asOf);
  const page = async ({ cursor, limit }: PagePlace): Promise<SourcePage> => {
    const place = readCursor(cursor, [isPaise, (text) => ExceptionKind.safeParse(text).success, isName]);
    const after = place && { amount: place[0] ?? "", kind: place[1] ?? "", id: place[2] ?? "" };
    const items = await readQueue(snapshot, { asOf, kind: null, ledgerId: null, limit: limit + 1, after });
    const placeOf = (item: (typeof items)[number]) => [item.amount.toString(), item.kind, item.id];
    const { rows, nextCursor } = pageOf(items, { limit, placeOf });
    const shown = await showItems(snapshot, rows, asOf);
    return { rows: shown.map((row) => rowOf(row, words)), nextCursor };
  };
  const columns = columnsOf(words, [
    ["kind", "text", 18],
    ["party", "text", 28],
    ["bill", "text", 16],
    ["date", "day", 10],
    ["amount", "money", 16],
    ["particulars", "text", 28],
  ]).map((column) => ({ ...column, sortable: false }));
  return Promise.resolve({
    title: words.titles.exceptions,
    lines: [{ label: words.asOf, value: formatDay(asOf) }],
    layout: "landscape",
    columns,
    page,
    all: () => allPages(page),
    totals: null,
    none: words.noExceptions,
  });
}

function rowOf(row: ExceptionRow, words: ReportWords): SourceRow {
  const [party] = row.parties;
  const partyId = party === undefined ? null : idIn("party", party.partyId);
  return {
    cells: [
      words.exceptions[row.kind] ?? row.kind,
      row.parties.map(({ name }) => name).join(", "),
      row.name || row.bills.map(({ name }) => name).join(", "),
      row.date,
      paiseFromJson(row.amount),
      row.reason || (row.voucher?.narration ?? ""),
    ],
    ...(partyId?.ok ? { partyId: partyId.value } : {}),
  };
}
