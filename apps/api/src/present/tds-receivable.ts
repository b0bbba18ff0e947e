import { ofKind } from "@cfa/books/corrections/correction";
import { rootsOf } from "@cfa/books/corrections/party-group";
import { readCorrection } from "@cfa/books/corrections/stored";
import { isTdsReceivable } from "@cfa/books/tds";
import type { TdsBill, TdsReceivable, TdsYear } from "@cfa/contract/tds";
import { standingMerges } from "@cfa/db/queries/corrections";
import { ledgerBalance } from "@cfa/db/queries/parties";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { tdsBills, tdsByYear, tdsLedgers, type TdsYearRow } from "@cfa/db/queries/tds/receivable";
import { idOut } from "@cfa/values/ids";
import { day, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson, sum } from "@cfa/values/money";
import { financialYearLabel } from "@cfa/values/period";

import { pageOf } from "../routes/cursor.ts";
import { presentBill } from "./bill.ts";

type Page = { asOf: LocalDate; limit: number; offset: number };

/** What customers have kept back: awaited from them, and booked, by customer and financial year. */
export async function readTdsReceivable(
  snapshot: CompanySnapshot,
  { asOf, limit, offset }: Page,
): Promise<TdsReceivable> {
  const ledgers = (await tdsLedgers(snapshot)).filter(isTdsReceivable);
  const balances: TdsReceivable["ledgers"] = [];
  for (const { ledgerId, name } of ledgers) {
    const balance = paiseToJson(await ledgerBalance(snapshot, { ledgerId, asOf }));
    balances.push({ ledgerId: idOut("ledger", ledgerId), name, balance });
  }
  const all = await tdsByYear(snapshot, {
    asOf,
    tdsLedgerIds: ledgers.map(({ ledgerId }) => ledgerId),
    into: await mergedInto(snapshot),
  });
  const page = pageOf(all.slice(offset, offset + limit + 1), {
    limit,
    placeOf: () => [String(offset + limit)],
  });
  return {
    asOf,
    ledgers: balances,
    years: yearsOf(all),
    rows: page.rows.map(presentYear),
    nextCursor: page.nextCursor,
  };
}

/** The bills behind what is awaited. */
export async function readTdsBills(
  snapshot: CompanySnapshot,
  wanted: Page & { ledgerId: string | null; year: number | null },
): Promise<{ asOf: LocalDate; rows: TdsBill[]; nextCursor: string | null }> {
  const { asOf, limit, offset } = wanted;
  const found = await tdsBills(snapshot, {
    ...wanted,
    side: "receivable",
    order: "oldest",
    page: { limit: limit + 1, offset },
  });
  const page = pageOf(found, { limit, placeOf: () => [String(offset + limit)] });
  const rows = page.rows.map((row) => ({
    partyId: idOut("party", row.ledgerId),
    party: row.party,
    bill: presentBill(row, asOf),
  }));
  return { asOf, rows, nextCursor: page.nextCursor };
}

/** Ledgers that people say are another party, each with that one's. */
async function mergedInto(snapshot: CompanySnapshot): Promise<[string, string][]> {
  const roots = rootsOf(ofKind((await standingMerges(snapshot)).map(readCorrection), "merge"));
  const parties = await partyLedgers(snapshot, { guids: [...roots.keys(), ...roots.values()] });
  const ids = new Map(parties.map(({ guid, ledgerId }) => [guid, ledgerId]));
  return [...roots].flatMap(([from, root]): [string, string][] => {
    const [fromId, rootId] = [ids.get(from), ids.get(root)];
    return fromId === undefined || rootId === undefined ? [] : [[fromId, rootId]];
  });
}

function yearsOf(rows: readonly TdsYearRow[]): TdsReceivable["years"] {
  const byYear = Map.groupBy(rows, ({ year }) => year);
  return [...byYear]
    .toSorted(([a], [b]) => b - a)
    .map(([year, some]) => ({
      year: labelOf(year),
      awaited: paiseToJson(sum(some.map(({ awaited }) => awaited))),
      received: paiseToJson(sum(some.map(({ received }) => received))),
    }));
}

function presentYear({ ledgerId, name, year, awaited, bills, received }: TdsYearRow): TdsYear {
  return {
    partyId: ledgerId === null ? null : idOut("party", ledgerId),
    party: name ?? "",
    year: labelOf(year),
    awaited: paiseToJson(awaited),
    bills,
    received: paiseToJson(received),
  };
}

function labelOf(year: number): string {
  return financialYearLabel(day(`${year}-04-01`));
}
