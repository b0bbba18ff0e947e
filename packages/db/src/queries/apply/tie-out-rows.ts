import type { CompanyTx } from "../../company-scope.ts";
import type { Side } from "../../tables/bills.ts";

/* What differed when our totals were last held against Tally's: each list whole, in the order it is to be shown in. */

export type LedgerDifference = {
  ledgerId: string | null;
  ledger: string;
  nameKey: string;
  group: string;
  ours: bigint;
  tally: bigint | null;
  finding: "equal" | "different" | "revaluation";
};

export type MonthRow = {
  month: string;
  typeName: string;
  oursVouchers: number;
  tallyVouchers: number;
  oursAmount: bigint | null;
  tallyAmount: bigint | null;
};

export type PartyRow = { ledgerId: string | null; party: string; side: Side; ours: bigint; tally: bigint };
export type BillRow = { partyKey: string; side: Side; name: string; ours: bigint; tally: bigint };

/** Puts the ledgers that differ or are revalued in the place of those before. */
export function keepLedgerDifferences(tx: CompanyTx, rows: readonly LedgerDifference[]): Promise<void> {
  return replace(tx, {
    table: "tie_out_ledger",
    columns: {
      ledger_id: "uuid",
      ledger_name: "text",
      name_key: "text",
      group_name: "text",
      ours: "bigint",
      tally: "bigint",
      finding: "text",
    },
    rows: rows.map((row) => [
      row.ledgerId,
      row.ledger,
      row.nameKey,
      row.group,
      row.ours,
      row.tally,
      row.finding,
    ]),
  });
}

/** The months and voucher types that differ by number or sum. */
export function keepMonthDifferences(tx: CompanyTx, rows: readonly MonthRow[]): Promise<void> {
  return replace(tx, {
    table: "tie_out_month",
    columns: {
      month: "text",
      type_name: "text",
      ours_vouchers: "int",
      tally_vouchers: "int",
      ours_amount: "bigint",
      tally_amount: "bigint",
    },
    rows: rows.map((row) => [
      row.month,
      row.typeName,
      row.oursVouchers,
      row.tallyVouchers,
      row.oursAmount,
      row.tallyAmount,
    ]),
  });
}

/** The parties whose pending bills differ. */
export function keepPartyDifferences(tx: CompanyTx, rows: readonly PartyRow[]): Promise<void> {
  return replace(tx, {
    table: "tie_out_party",
    columns: { ledger_id: "uuid", party_name: "text", side: "text", ours: "bigint", tally: "bigint" },
    rows: rows.map((row) => [row.ledgerId, row.party, row.side, row.ours, row.tally]),
  });
}

/** The sums of pending bills by side, ours and Tally's; `isByParty`: Tally's came by party too. */
export async function keepSides(
  tx: CompanyTx,
  rows: readonly { side: Side; ours: bigint; tally: bigint | null }[],
  isByParty: boolean,
): Promise<void> {
  await tx.run(
    `insert into tie_out_side (company_id, side, ours, tally, is_by_party)
     select $1, r.*, $5 from unnest($2::text[], $3::bigint[], $4::bigint[]) as r
     on conflict (company_id, side) do update
       set ours = excluded.ours, tally = excluded.tally, is_by_party = excluded.is_by_party`,
    [
      tx.companyId,
      rows.map((row) => row.side),
      rows.map((row) => row.ours),
      rows.map((row) => row.tally),
      isByParty,
    ],
  );
}

/** The bills that differ, of the parties Tally was asked for. */
export function keepBillDifferences(tx: CompanyTx, rows: readonly BillRow[]): Promise<void> {
  return replace(tx, {
    table: "tie_out_bill",
    columns: { party_key: "text", side: "text", name: "text", ours: "bigint", tally: "bigint" },
    rows: rows.map((row) => [row.partyKey, row.side, row.name, row.ours, row.tally]),
  });
}

/** Tally's balances at the ends of months, of the ledgers it was asked for, in the place of those before. */
export async function keepMonthEnds(
  tx: CompanyTx,
  rows: readonly { nameKey: string; day: string; closing: bigint }[],
): Promise<void> {
  await tx.run("delete from tally_month_end where company_id = $1", [tx.companyId]);
  await tx.run(
    `insert into tally_month_end (company_id, name_key, day, closing)
     select $1, r.key, r.day, sum(r.closing)::bigint
     from unnest($2::text[], $3::date[], $4::bigint[]) as r (key, day, closing) group by 2, 3`,
    [
      tx.companyId,
      rows.map((row) => row.nameKey),
      rows.map((row) => row.day),
      rows.map((row) => row.closing),
    ],
  );
}

type Value = string | number | bigint | null;
type Kept = "tie_out_ledger" | "tie_out_month" | "tie_out_party" | "tie_out_bill";

async function replace(
  tx: CompanyTx,
  {
    table,
    columns,
    rows,
  }: { table: Kept; columns: Readonly<Record<string, string>>; rows: readonly Value[][] },
): Promise<void> {
  await tx.run(`delete from ${table} where company_id = $1`, [tx.companyId]);
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const lists = Object.values(columns).map((type, at) => `$${at + 2}::${type}[]`);
  await tx.run(
    `insert into ${table} (company_id, place, ${names.join(", ")})
     select $1, r.place, ${names.map((name) => `r.${name}`).join(", ")}
     from unnest(${lists.join(", ")}) with ordinality as r (${names.join(", ")}, place)`,
    [tx.companyId, ...names.map((_, at) => rows.map((row) => row[at] ?? null))],
  );
}
