import { awaitedBy, awaitedOf } from "@cfa/books/tds-awaited";
import type { PartyRow } from "@cfa/db/queries/parties";
import { tdsReceipts, type TdsReceiptRow } from "@cfa/db/queries/tds/receivable";
import { formatRupees } from "@cfa/values/money";

import { readAwaitedTds, type AwaitedTds } from "../present/tds-awaited.ts";
import { asOfDay } from "../routes/as-of.ts";
import { wordsOf } from "../routes/words.ts";
import { columnsOf } from "./columns.ts";
import { dayLines } from "./lines.ts";
import { listed, type ListedRow } from "./listed.ts";
import type { Asked, Source } from "./source.ts";
import { partyAsked } from "./statement.ts";

/** The tax that parties, or one of them, kept back and whose certificate is awaited, bill by bill; each year's sum stands in the head. */
export async function tdsAwaited(asked: Asked): Promise<Source> {
  const { snapshot, ask, words } = asked;
  const asOf = asOfDay(asked.scope, ask.asOf);
  const party: PartyRow | null = ask.party === undefined ? null : await partyAsked(asked);
  const columns = columnsOf(words, [
    ["party", "text", 28],
    ["year", "text", 9],
    ["quarter", "text", 8],
    ["bill", "text", 16],
    ["date", "day", 10],
    ["amount", "money", 15],
    ["tdsAwaited", "money", 15],
    ["since", "day", 10],
    ["receipt", "text", 18],
    ["receiptDate", "day", 10],
  ]);
  const ledgerId = party?.ledger_id ?? null;
  const bills = await readAwaitedTds(snapshot, { side: ask.side, asOf, ledgerId });
  const receipts = await tdsReceipts(
    snapshot,
    bills.map(({ billId }) => billId),
  );
  const rows = bills.map((bill) => rowOf(bill, { receipt: receipts.get(bill.billId), asked }));
  const list = listed(rows, { columns, ask, words: wordsOf(ask.search) });
  const ids = new Set(list.rows.map(({ billId }) => billId));
  const found = bills.filter(({ billId }) => ids.has(billId));
  return {
    title: words.titles["tds-awaited"],
    lines: [
      ...(party === null ? [] : [{ label: words.party, value: party.name }]),
      ...dayLines(asked, asOf),
      ...[...awaitedBy(found, ({ year }) => year)]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([year, { awaited }]) => ({ label: words.yearOf(year), value: formatRupees(awaited) })),
    ],
    layout: "landscape",
    columns,
    page: list.page,
    all: list.all,
    totals: columns.map(({ key }) => (key === "tdsAwaited" ? awaitedOf(found).awaited : null)),
    none: words.noTds,
    ...(party === null ? {} : { about: party.name }),
  };
}

function rowOf(
  bill: AwaitedTds,
  { receipt, asked }: { receipt: TdsReceiptRow | undefined; asked: Asked },
): ListedRow {
  const { billId, ledgerId, party, nameKey, name, date, since, amount, awaited, year, quarter } = bill;
  const settled = receipt === undefined ? null : `${receipt.type} ${receipt.number}`.trim();
  return {
    cells: [
      party,
      year,
      asked.words.quarterOf(quarter),
      name,
      date,
      amount,
      awaited,
      since,
      settled,
      receipt?.date ?? null,
    ],
    partyId: ledgerId,
    billId,
    nameKey,
  };
}
