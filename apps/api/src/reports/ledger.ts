import type { StatementLine } from "@cfa/contract/ledgers";
import { idIn } from "@cfa/values/ids";
import { paiseFromJson } from "@cfa/values/money";

import { ApiFailure } from "../errors.ts";
import { readStatement } from "../present/ledgers/statement.ts";
import { isDay, isLineNo, isName, readCursor } from "../routes/cursor.ts";
import { periodOf } from "../routes/period.ts";
import { ledgerUuidOf } from "../uuid-of.ts";
import { columnsOf } from "./columns.ts";
import { periodLine } from "./lines.ts";
import { allPages } from "./pages.ts";
import type { Asked, PagePlace, Source, SourcePage, SourceRow } from "./source.ts";

/** A ledger's lines of a period with the balance after each, as its statement on the screen. */
export async function ledger(asked: Asked): Promise<Source> {
  const { snapshot, ask, scope, words } = asked;
  const period = periodOf(scope, ask);
  const ledgerId = ledgerAsked(ask.party);
  const read = (place: PagePlace) =>
    readStatement(snapshot, { ledgerId, period, limit: place.limit, after: placeIn(place.cursor) });
  const { ledger: about, opening, debit, credit, closing } = await read({ cursor: undefined, limit: 1 });
  const first: SourceRow = {
    cells: [period.from, words.opening, null, null, null, null, paiseFromJson(opening)],
  };
  const page = async (place: PagePlace): Promise<SourcePage> => {
    const { rows, nextCursor } = await read(place);
    const lines = rows.map(rowOf);
    return { rows: place.cursor === undefined ? [first, ...lines] : lines, nextCursor };
  };
  const columns = columnsOf(words, [
    ["date", "day", 10],
    ["particulars", "text", 28],
    ["type", "text", 12],
    ["number", "text", 12],
    ["debit", "money", 15],
    ["credit", "money", 15],
    ["balance", "balance", 18],
  ]).map((column) => ({ ...column, sortable: false }));
  return {
    title: words.titles.ledger,
    lines: [{ label: words.ledger, value: about.name }, ...periodLine(asked, period)],
    layout: "portrait",
    columns,
    page,
    all: () => allPages(page),
    totals: [null, null, null, null, paiseFromJson(debit), paiseFromJson(credit), paiseFromJson(closing)],
    none: words.noVouchers,
    about: about.name,
  };
}

function ledgerAsked(id: string | undefined): string {
  if (id === undefined) {
    const message = 'This report is about one ledger: say which in "party".';
    throw new ApiFailure("bad-input", { field: "party", message });
  }
  return ledgerUuidOf(id);
}

function placeIn(cursor: string | undefined) {
  const place = readCursor(cursor, [isDay, isName, isLineNo]);
  return place && { date: place[0] ?? "", voucherGuid: place[1] ?? "", lineNo: Number(place[2]) };
}

function rowOf(line: StatementLine): SourceRow {
  const amount = paiseFromJson(line.amount);
  const voucherId = idIn("voucher", line.voucherId);
  const narration = line.narration === "" ? [] : [line.narration];
  return {
    cells: [
      line.date,
      [line.others.join(", "), ...narration].join(" · "),
      line.type,
      line.number,
      amount > 0n ? amount : null,
      amount < 0n ? -amount : null,
      paiseFromJson(line.balance),
    ],
    voucherId: voucherId.ok ? voucherId.value : null,
  };
}
