import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/* What the last tie-out found, as it was kept. Pages go by the place in the list. */

export type Page = { limit: number; after: number };
export type LedgerRow = {
  place: number;
  ledgerId: string | null;
  ledger: string;
  group: string;
  ours: bigint;
  tally: bigint | null;
  finding: "equal" | "different" | "revaluation";
};
export type MonthRow = {
  place: number;
  month: string;
  type: string;
  oursVouchers: number;
  tallyVouchers: number;
  oursAmount: bigint | null;
  tallyAmount: bigint | null;
};
export type PartyRow = {
  place: number;
  ledgerId: string | null;
  party: string;
  side: Side;
  ours: bigint;
  tally: bigint;
};
export type BillRow = { party: string; side: Side; name: string; ours: bigint; tally: bigint };
export type TieOutCounts = { different: number; revalued: number; months: number; parties: number };

/** The ledgers that differ, or those that are revalued. */
export async function tieOutLedgers(
  snapshot: CompanySnapshot,
  wanted: Page & { finding: "different" | "revaluation" },
): Promise<LedgerRow[]> {
  const found = await sql<LedgerRow>`
    select place, ledger_id as "ledgerId", ledger_name as ledger, group_name as "group", ours, tally, finding
    from tie_out_ledger
    where company_id = ${snapshot.companyId} and finding = ${wanted.finding} and place > ${wanted.after}
    order by place limit ${wanted.limit}`.execute(snapshot.query);
  return found.rows;
}

/** Months and voucher types that differ. */
export async function tieOutMonths(snapshot: CompanySnapshot, page: Page): Promise<MonthRow[]> {
  const found = await sql<MonthRow>`
    select place, month, type_name as type, ours_vouchers as "oursVouchers", tally_vouchers as "tallyVouchers",
           ours_amount as "oursAmount", tally_amount as "tallyAmount"
    from tie_out_month where company_id = ${snapshot.companyId} and place > ${page.after}
    order by place limit ${page.limit}`.execute(snapshot.query);
  return found.rows;
}

/** Parties whose pending bills differ. */
export async function tieOutParties(snapshot: CompanySnapshot, page: Page): Promise<PartyRow[]> {
  const found = await sql<PartyRow>`
    select place, ledger_id as "ledgerId", party_name as party, side, ours, tally
    from tie_out_party where company_id = ${snapshot.companyId} and place > ${page.after}
    order by place limit ${page.limit}`.execute(snapshot.query);
  return found.rows;
}

/** The bills that differ of some parties (keys of their names), the first few of each. */
export async function tieOutBills(
  snapshot: CompanySnapshot,
  wanted: { partyKeys: readonly string[]; each: number },
): Promise<BillRow[]> {
  const found = await sql<BillRow>`
    select party_key as party, side, name, ours, tally
    from (
      select *, row_number() over (partition by party_key, side order by place) as n
      from tie_out_bill
      where company_id = ${snapshot.companyId} and party_key = any(${[...wanted.partyKeys]}::text[])
    ) each where n <= ${wanted.each} order by place`.execute(snapshot.query);
  return found.rows;
}

/** How much differs. */
export async function tieOutCounts(snapshot: CompanySnapshot): Promise<TieOutCounts> {
  const { companyId } = snapshot;
  const found = await sql<TieOutCounts>`
    select (select count(*) from tie_out_ledger where company_id = ${companyId} and finding = 'different')::int as different,
           (select count(*) from tie_out_ledger where company_id = ${companyId} and finding = 'revaluation')::int as revalued,
           (select count(*) from tie_out_month where company_id = ${companyId})::int as months,
           (select count(distinct party_name) from tie_out_party where company_id = ${companyId})::int as parties`.execute(
    snapshot.query,
  );
  return found.rows[0] ?? { different: 0, revalued: 0, months: 0, parties: 0 };
}

/** Bill sums of one side as the last tie-out held them. */
export type SideBills = { side: Side; ours: bigint; tally: bigint | null; isByParty: boolean };

/** Bill sums of both sides; nothing before the first tie-out with bills. */
export async function tieOutSides(snapshot: CompanySnapshot): Promise<SideBills[]> {
  const found = await sql<SideBills>`
    select side, ours, tally, is_by_party as "isByParty" from tie_out_side where company_id = ${snapshot.companyId}`.execute(
    snapshot.query,
  );
  return found.rows;
}

/** What is open on bills made from balances: Tally knows nothing of these. */
export async function inferredOpen(snapshot: CompanySnapshot): Promise<Record<Side, bigint>> {
  const found = await sql<Record<Side, bigint>>`
    select coalesce(sum(p.open) filter (where p.side = 'receivable'), 0)::bigint as receivable,
           coalesce(sum(p.open) filter (where p.side = 'payable'), 0)::bigint as payable
    from ledger l join party_side p on p.company_id = ${snapshot.companyId} and p.ledger_id = l.ledger_id
    where l.company_id = ${snapshot.companyId} and l.home_side is not null and not l.is_bill_wise`.execute(
    snapshot.query,
  );
  return found.rows[0] ?? { receivable: 0n, payable: 0n };
}
