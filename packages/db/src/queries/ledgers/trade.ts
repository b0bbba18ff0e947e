import { sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

export type TradeSide = "sales" | "purchases";

/** Which vouchers: of a side and period. `duties` are the ledgers below Duties & Taxes. */
export type TradeScope = { side: TradeSide; from: string; to: string; duties: readonly string[] };

/** Sums of one month, party or ledger, positive in the direction of the side; notes are positive too. */
export type TradeRow = {
  name: string;
  ledgerId: string | null; // of the party or ledger
  vouchers: number;
  goods: bigint;
  notes: bigint;
  tax: bigint;
};

export type TradeVoucherRow = {
  voucherId: string;
  voucherGuid: string;
  date: string;
  kind: string;
  type: string;
  number: string;
  partyId: string | null;
  party: string;
  net: bigint;
  tax: bigint;
};

/** Sales or purchases of a period by month, by party, or by ledger of income or expense. In no order. */
export async function trade(
  snapshot: CompanySnapshot,
  scope: TradeScope,
  by: "month" | "party" | "ledger",
): Promise<TradeRow[]> {
  const sums = sql`count(distinct voucher_id)::int as vouchers,
    coalesce(sum(value) filter (where not is_note), 0)::bigint as goods,
    coalesce(-sum(value) filter (where is_note), 0)::bigint as notes, coalesce(sum(tax), 0)::bigint as tax`;
  const grouped = {
    month: sql`select to_char(date, 'YYYY-MM') as name, null::uuid as "ledgerId", ${sums} from line group by 1`,
    ledger: sql`select l.name, l.ledger_id as "ledgerId", ${sums}
      from line join ledger l on l.company_id = ${snapshot.companyId} and l.ledger_id = line.ledger_id
      where line.is_value group by l.ledger_id, l.name`,
    party: sql`select coalesce(l.name, '') as name, l.ledger_id as "ledgerId", ${sums}
      from line join head using (voucher_id)
      left join ledger l on l.company_id = ${snapshot.companyId} and l.ledger_id = head.party_id
      group by l.ledger_id, l.name`,
  }[by];
  const found = await sql<TradeRow>`with ${tradeLines(snapshot, scope)} ${grouped}`.execute(snapshot.query);
  return found.rows;
}

/** The vouchers behind sales or purchases, by day and as Tally made them. `limit` after `after`. */
export async function tradeVouchers(
  snapshot: CompanySnapshot,
  scope: TradeScope & {
    partyId: string | null;
    ledgerId: string | null;
    limit: number;
    after: { date: string; voucherGuid: string } | null;
  },
): Promise<TradeVoucherRow[]> {
  const { companyId } = snapshot;
  const { after, partyId, ledgerId } = scope;
  const found = await sql<TradeVoucherRow>`
    with ${tradeLines(snapshot, scope)}
    select v.voucher_id as "voucherId", v.guid as "voucherGuid", v.date, v.kind, v.type_name as type, v.number,
      head.party_id as "partyId", coalesce(l.name, '') as party,
      coalesce(sum(line.value), 0)::bigint as net, coalesce(sum(line.tax), 0)::bigint as tax
    from line join head using (voucher_id)
    join voucher v on v.company_id = ${companyId} and v.voucher_id = line.voucher_id
    left join ledger l on l.company_id = ${companyId} and l.ledger_id = head.party_id
    where true
      ${partyId === null ? sql`` : sql`and head.party_id = ${partyId}`}
      ${after === null ? sql`` : sql`and (v.date, v.guid) > (${after.date}::date, ${after.voucherGuid})`}
    group by v.company_id, v.voucher_id, head.party_id, l.name
    ${ledgerId === null ? sql`` : sql`having bool_or(line.is_value and line.ledger_id = ${ledgerId})`}
    order by v.date, v.guid limit ${scope.limit}`.execute(snapshot.query);
  return found.rows;
}

/**
 * `line`: every line of the side's vouchers, with what it says of goods (on ledgers of income or expense) and of tax, in the
 * direction of the side; `only` the values, where neither tax nor party is asked for. `head`: the party of each voucher, the first that stands on a line.
 */
export function tradeLines(
  { companyId }: CompanySnapshot,
  scope: TradeScope & { readonly only?: "all" | "values" },
): RawBuilder<unknown> {
  const { goods, note, sign } = {
    sales: { goods: "sales", note: "credit-note", sign: -1 },
    purchases: { goods: "purchase", note: "debit-note", sign: 1 },
  }[scope.side];
  return sql`
    line as materialized (
      select v.voucher_id, v.date, v.type_name, v.kind = ${note} as is_note, p.line_no, p.ledger_id, l.is_revenue as is_value,
        l.party_kind is not null as is_party,
        case when l.is_revenue then p.amount * ${sign}::int end as value,
        case when p.ledger_id = any(${[...scope.duties]}::uuid[]) then p.amount * ${sign}::int end as tax
      from voucher v
      join posting p using (company_id, voucher_id)
      join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
      where v.company_id = ${companyId} and v.kind in (${goods}, ${note})
        and v.date between ${scope.from}::date and ${scope.to}::date
        ${scope.only === "values" ? sql`and l.is_revenue` : sql``}
    ),
    head as (
      select voucher_id, (array_agg(ledger_id order by line_no) filter (where is_party))[1] as party_id
      from line group by voucher_id
    )`;
}
