import { nameKey } from "@cfa/books/name-key";
import type { TieOutLedger, TieOutMonth, TieOutParty, TieOutSummary } from "@cfa/contract/tie-out";
import { syncStanding } from "@cfa/db/queries/freshness";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { ledgersBeside } from "@cfa/db/queries/tie-out/ledgers";
import {
  inferredOpen,
  tieOutBills,
  tieOutCounts,
  tieOutLedgers,
  tieOutMonths,
  tieOutParties,
  tieOutSides,
} from "@cfa/db/queries/tie-out/rows";
import { booksBegin } from "@cfa/db/queries/trial-balance";
import { idOut } from "@cfa/values/ids";
import { parseLocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

import { pageOf } from "../../routes/cursor.ts";
import { presentTieOut } from "../freshness.ts";

const BILLS_EACH = 50;

type Asked = { limit: number; place: readonly string[] | null };
type Paged<Row> = { rows: Row[]; nextCursor: string | null };

/** The verdict of the last tie-out and how much of what differs. */
export async function readTieOut(snapshot: CompanySnapshot): Promise<TieOutSummary> {
  const { state, asOf, isOlder, message } = presentTieOut(await syncStanding(snapshot));
  const counts = await tieOutCounts(snapshot);
  const sides = await tieOutSides(snapshot);
  const inferred = await inferredOpen(snapshot);
  const sideOf = (side: "receivable" | "payable") => {
    const held = sides.find((row) => row.side === side);
    return {
      ours: paiseToJson(held?.ours ?? 0n),
      tally: held === undefined || held.tally === null ? null : paiseToJson(held.tally),
      inferred: paiseToJson(inferred[side]),
    };
  };
  return {
    state,
    asOf,
    isOlder,
    message,
    ledgers: { different: counts.different, revalued: counts.revalued },
    months: counts.months,
    parties: sides.some((row) => row.isByParty) ? counts.parties : null,
    receivable: sideOf("receivable"),
    payable: sideOf("payable"),
  };
}

/** A page of the ledgers that differ or are revalued, largest difference first; of all, by name. */
export async function readTiedLedgers(
  snapshot: CompanySnapshot,
  wanted: Asked & { which: "different" | "revaluation" | "all" },
): Promise<Paged<TieOutLedger> & { asOf: string | null }> {
  const { which, limit, place } = wanted;
  const asOf = (await syncStanding(snapshot))?.tieOutAsOf ?? null;
  if (which === "all") return { asOf, ...(await readAllLedgers(snapshot, { limit, place, asOf })) };
  const after = Number(place?.[0] ?? 0);
  const found = await tieOutLedgers(snapshot, { finding: which, limit: limit + 1, after });
  const page = pageOf(found, { limit, placeOf: (row) => [String(row.place)] });
  return { asOf, ...page, rows: page.rows.map(presentLedger) };
}

/** A page of the months and voucher types that differ. */
export async function readTiedMonths(
  snapshot: CompanySnapshot,
  { limit, place }: Asked,
): Promise<Paged<TieOutMonth>> {
  const found = await tieOutMonths(snapshot, { limit: limit + 1, after: Number(place?.[0] ?? 0) });
  const page = pageOf(found, { limit, placeOf: (row) => [String(row.place)] });
  return {
    ...page,
    rows: page.rows.map((row) => ({
      month: row.month,
      type: row.type,
      ours: { vouchers: row.oursVouchers, amount: amount(row.oursAmount) },
      tally: { vouchers: row.tallyVouchers, amount: amount(row.tallyAmount) },
    })),
  };
}

/** A page of the parties whose pending bills differ, each with its bills where Tally was asked for them. */
export async function readTiedParties(
  snapshot: CompanySnapshot,
  { limit, place }: Asked,
): Promise<Paged<TieOutParty>> {
  const found = await tieOutParties(snapshot, { limit: limit + 1, after: Number(place?.[0] ?? 0) });
  const page = pageOf(found, { limit, placeOf: (row) => [String(row.place)] });
  const partyKeys = page.rows.map(({ party }) => nameKey(party));
  const bills = Map.groupBy(
    await tieOutBills(snapshot, { partyKeys, each: BILLS_EACH }),
    ({ party, side }) => `${party} ${side}`,
  );
  return {
    ...page,
    rows: page.rows.map(({ ledgerId, party, side, ours, tally }) => ({
      partyId: ledgerId === null ? null : idOut("party", ledgerId),
      party,
      side,
      ours: paiseToJson(ours),
      tally: paiseToJson(tally),
      difference: paiseToJson(ours - tally),
      bills:
        bills.get(`${nameKey(party)} ${side}`)?.map((bill) => ({
          name: bill.name,
          ours: paiseToJson(bill.ours),
          tally: paiseToJson(bill.tally),
        })) ?? null,
    })),
  };
}

function amount(value: bigint | null): string | null {
  return value === null ? null : paiseToJson(value);
}

async function readAllLedgers(
  snapshot: CompanySnapshot,
  { limit, place, asOf }: Asked & { asOf: string | null },
): Promise<Paged<TieOutLedger>> {
  const day = parseLocalDate(asOf ?? "");
  const yearFrom = day.ok ? financialYearOf(day.value).from : null;
  const booksFrom = await booksBegin(snapshot);
  const isFirstYear = yearFrom === null || booksFrom === null || yearFrom <= booksFrom;
  const found = await ledgersBeside(snapshot, {
    asOf: asOf ?? "9999-12-31",
    yearFrom: isFirstYear ? null : yearFrom,
    limit: limit + 1,
    after: place && { nameKey: place[0] ?? "", ledgerId: place[1] ?? "" },
  });
  const page = pageOf(found, { limit, placeOf: (row) => [row.nameKey, row.ledgerId] });
  return {
    ...page,
    rows: page.rows.map((row) => {
      const differs = asOf !== null && row.ours !== (row.tally ?? 0n);
      const finding = !differs ? "equal" : row.isForeign ? "revaluation" : "different";
      return presentLedger({ ...row, finding }, asOf !== null);
    }),
  };
}

function presentLedger(
  row: {
    ledgerId: string | null;
    ledger: string;
    group: string;
    ours: bigint;
    tally: bigint | null;
    finding: TieOutLedger["finding"];
  },
  isKnown: unknown = true,
): TieOutLedger {
  return {
    ledgerId: row.ledgerId === null ? null : idOut("ledger", row.ledgerId),
    ledger: row.ledger,
    group: row.group,
    ours: paiseToJson(row.ours),
    tally: row.tally === null ? null : paiseToJson(row.tally),
    difference: paiseToJson(isKnown === false ? 0n : row.ours - (row.tally ?? 0n)),
    finding: row.finding,
  };
}
