import { overdueDaysOf } from "@cfa/books/outstanding";
import { paiseOf } from "@cfa/reports/cell-text";
import type { Row } from "@cfa/reports/report";
import { billsOfParty, type BillPlace, type BillRow } from "@cfa/db/queries/bills";
import { partyRow, unappliedRows, type PartyRow, type UnappliedRow } from "@cfa/db/queries/parties";
import type { LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { idIn } from "@cfa/values/ids";

import { ApiFailure } from "../errors.ts";
import { asOfDay } from "../routes/as-of.ts";
import { columnsOf } from "./columns.ts";
import { dayLines } from "./lines.ts";
import { listed, type ListedRow } from "./listed.ts";
import { wordsOf } from "../routes/words.ts";
import type { Asked, Source } from "./source.ts";
import type { ReportWords } from "./words/en.ts";

const BILLS_AT_ONCE = 1_000;

/** One party's open bills, and the money that no bill has taken, which is deducted: together its outstanding. */
export async function statement(asked: Asked): Promise<Source> {
  const { ask, words } = asked;
  const asOf = asOfDay(asked.scope, ask.asOf);
  const party = await partyAsked(asked);
  const columns = columnsOf(words, [
    ["bill", "text", 16],
    ["date", "day", 10],
    ["due", "day", 10],
    ["days", "count", 9],
    ["amount", "money", 15],
    ["settled", "money", 15],
    ["open", "money", 15],
  ]);
  const rows = await statementRows(asked, { party, asOf });
  const list = listed(rows, { columns, ask, words: wordsOf(ask.search) });
  const open = sum(list.rows.map(({ cells }) => paiseOf(cells[6] ?? null)));
  return {
    title: words.titles.statement,
    lines: [{ label: words.party, value: party.name }, ...dayLines(asked, asOf)],
    layout: "portrait",
    columns,
    page: list.page,
    all: list.all,
    totals: [null, null, null, null, null, null, open],
    none: words.none,
    about: party.name,
  };
}

/** The party that a report is about. */
export async function partyAsked({ snapshot, ask }: Asked): Promise<PartyRow> {
  if (ask.party === undefined) {
    const message = 'This report is about one party: say which in "party".';
    throw new ApiFailure("bad-input", { field: "party", message });
  }
  const ledgerId = idIn("party", ask.party);
  const party = ledgerId.ok ? await partyRow(snapshot, ledgerId.value) : undefined;
  if (party === undefined) throw new ApiFailure("not-found");
  return party;
}

async function statementRows(
  { snapshot, ask: { side }, words }: Asked,
  { party, asOf }: { party: PartyRow; asOf: LocalDate },
): Promise<ListedRow[]> {
  const rows: ListedRow[] = [];
  const ledgerId = party.ledger_id;
  for (let after: BillPlace | null = null; ;) {
    const wanted = { ledgerId, asOf, state: "open" as const, limit: BILLS_AT_ONCE, after };
    const bills: BillRow[] = await billsOfParty(snapshot, wanted);
    for (const bill of bills) if (bill.side === side) rows.push(billLine(bill, asOf, words));
    const last = bills.at(-1);
    if (last === undefined || bills.length < BILLS_AT_ONCE) break;
    after = last;
  }
  const waiting = await unappliedRows(snapshot, { ledgerId, asOf });
  const ofSide = waiting.filter((row) => row.side === side);
  return [...rows, ...ofSide.map((row) => unappliedLine(row, words))];
}

function billLine(bill: BillRow, asOf: LocalDate, words: ReportWords): ListedRow {
  const name = bill.name === "" && bill.isOpening ? words.opening : bill.name;
  const overdue = bill.open > bill.tdsAwaited ? overdueDaysOf(bill.dueDate as LocalDate, asOf) : 0;
  const cells: Row = [
    name,
    bill.date,
    bill.dueDate,
    overdue,
    bill.amount,
    bill.amount - bill.open,
    bill.open,
  ];
  return { cells, billId: bill.billId, partyId: bill.ledgerId, nameKey: name.toLowerCase() };
}

function unappliedLine(row: UnappliedRow, words: ReportWords): ListedRow {
  const kind = words.unapplied[row.kind];
  const name = row.name === "" ? kind : `${kind}: ${row.name}`;
  const cells: Row = [name, row.date, null, null, null, null, -row.amount];
  return { cells, voucherId: row.voucherId, nameKey: name.toLowerCase() };
}
