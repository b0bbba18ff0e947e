import { sql } from "kysely";

import { tradedIn } from "../ledgers/trade.ts";
import type { CompanySnapshot } from "../snapshot.ts";
import type { FlowWanted } from "./flows.ts";
import type { PartyChoice } from "./open-bills.ts";

type Days = { from: string; to: string };

/** Who bought in `period` and not in `since`, and in which order. */
export type LostWanted = PartyChoice &
  Pick<FlowWanted, "above" | "below" | "order" | "limit"> & { period: Days; since: Days };

/** A party, what it bought in the period and the last day of that. `rowCount`, `total`: of all that fit, also those beyond the limit. */
export type LostRow = {
  partyId: string;
  party: string;
  amount: bigint;
  last: string | null;
  rowCount: number;
  total: bigint;
};

const ORDER = {
  most: sql`b.amount desc`,
  least: sql`b.amount`,
  latest: sql`b.last desc nulls last`,
  earliest: sql`b.last`,
} as const;

/** Customers who bought more than they gave back in a period and nothing since. Of the vouchers behind so many are named, the latest first. */
export async function lostParties(
  snapshot: CompanySnapshot,
  wanted: LostWanted,
  { behind }: { behind: number },
): Promise<{ rows: LostRow[]; voucherIds: string[] }> {
  const { parties, withoutParties, above, below } = wanted;
  const bought = tradedIn(snapshot, { side: "sales", ...wanted.period });
  const found = await sql<LostRow & { voucherIds: string[] | null }>`
    with bought as (
      select t.party_id, sum(t.goods)::bigint as amount, max(t.date) filter (where t.ledger_id is not null) as last
      from ${bought} t
      where t.party_id is not null ${parties.length === 0 ? sql`` : sql`and t.party_id = any(${[...parties]}::uuid[])`}
        ${withoutParties.length === 0 ? sql`` : sql`and t.party_id <> all(${[...withoutParties]}::uuid[])`}
      group by t.party_id
      having sum(t.goods) > 0 ${above === null ? sql`` : sql`and sum(t.goods) > ${above}::bigint`}
        ${below === null ? sql`` : sql`and sum(t.goods) < ${below}::bigint`}
    ),
    since as (
      select t.party_id from ${tradedIn(snapshot, { side: "sales", ...wanted.since })} t
      where not t.is_note and t.party_id is not null group by t.party_id having sum(t.goods) > 0
    ),
    lost as materialized (
      select b.* from bought b where not exists (select from since where since.party_id = b.party_id)
    ),
    head as (select count(*)::int as row_count, sum(amount)::bigint as total from lost),
    first as (select b.* from lost b order by ${ORDER[wanted.order]} fetch first ${wanted.limit} rows with ties),
    shown as (
      select b.*, l.name as party, head.row_count, head.total, row_number() over (order by ${ORDER[wanted.order]}, l.name, b.party_id) as place
      from head cross join first b join ledger l on l.company_id = ${snapshot.companyId} and l.ledger_id = b.party_id
      order by place limit ${wanted.limit}
    )
    select s.party_id as "partyId", s.party, s.amount, s.last, s.row_count as "rowCount", s.total,
      case when s.place = 1 then array(
        select t.voucher_id from ${bought} t join lost on lost.party_id = t.party_id
        where t.ledger_id is not null group by t.voucher_id order by max(t.date) desc, t.voucher_id limit ${behind})::text[]
      end as "voucherIds"
    from shown s order by s.place`.execute(snapshot.query);
  const rows = found.rows.map(({ voucherIds: _ids, ...row }) => row);
  return { rows, voucherIds: found.rows[0]?.voucherIds ?? [] };
}
