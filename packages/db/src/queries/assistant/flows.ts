import { sql, type RawBuilder } from "kysely";

import { tradedIn, type TradeSide } from "../ledgers/trade.ts";
import { moneyLines } from "../measures/collections.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** What moved: money, goods net of tax, costs, or vouchers that were counted. */
export type Flow =
  | "receipts"
  | "payments"
  | "sales"
  | "sales-returns"
  | "purchases"
  | "purchase-returns"
  | "expenses"
  | "vouchers";

/** By what a flow is summed. */
export type FlowGrain = "party" | "voucher" | "ledger" | "type" | "day" | "week" | "month";

/** Which lines. Empty lists of what is wanted mean all. */
export type FlowScope = {
  flow: Flow;
  from: string;
  to: string;
  parties: readonly string[];
  withoutParties: readonly string[];
  ledgers: readonly string[];
  withoutLedgers: readonly string[];
  /** Of expenses: the ledgers of cost. */
  costs: readonly string[];
};

/** Sums that are wanted, and in which order. */
export type FlowWanted = FlowScope & {
  by: readonly FlowGrain[];
  above: bigint | null;
  below: bigint | null;
  order: "most" | "least" | "latest" | "earliest";
  limit: number;
};

/** One sum. `rowCount`, `total` and `totalVouchers`: of all rows that fit, also those beyond the limit. */
export type FlowRow = {
  partyId: string | null;
  party: string | null;
  ledgerId: string | null;
  ledger: string | null;
  voucherId: string | null;
  number: string | null;
  type: string | null;
  day: string | null; // the first of the day, week or month
  last: string; // the last day something moved
  amount: bigint;
  vouchers: number;
  rowCount: number;
  total: bigint;
};

/** Sums of a flow, with the vouchers behind all that fit: the latest, and how many there are. */
export type FlowSums = {
  rows: FlowRow[];
  voucherIds: string[];
  voucherCount: number;
};

/** Sums of a flow by up to two grains; by none, one row, or none where nothing moved. Of the vouchers behind them so many are named, the latest first. */
export async function flowSums(
  snapshot: CompanySnapshot,
  wanted: FlowWanted,
  { behind }: { behind: number },
): Promise<FlowSums> {
  const { companyId } = snapshot;
  const order = sql`${ORDER[wanted.order]}, y.name, l.name, k.type_name, k.voucher_id, k.day`;
  // The flow is gone through once, for the sums and for what is behind them.
  const found = await sql<FlowRow & { voucherIds: string[] | null; voucherCount: number | null }>`
    with ${keptFlow(snapshot, wanted)},
    behind as materialized (
      ${
        isCountedOnce(wanted)
          ? sql`select f.voucher_id, f.date as last from flow f ${onlyKept(wanted)} where f.is_first`
          : sql`select f.voucher_id, max(f.date) as last from flow f ${onlyKept(wanted)} group by f.voucher_id`
      }
    ),
    head as (select count(*)::int as row_count, sum(amount)::bigint as total from kept),
    -- Names are read of those alone that may be shown; they tell what comes first where all else is equal.
    first as (select k.* from kept k order by ${ORDER[wanted.order]} fetch first ${wanted.limit} rows with ties),
    shown as (
      select k.*, y.name as party, l.name as ledger, head.row_count, head.total, row_number() over (order by ${order}) as place
      from head cross join first k
      left join ledger y on y.company_id = ${companyId} and y.ledger_id = k.party_id
      left join ledger l on l.company_id = ${companyId} and l.ledger_id = k.ledger_id
      order by place limit ${wanted.limit}
    )
    select s.party_id as "partyId", s.party, s.ledger_id as "ledgerId", s.ledger, s.voucher_id as "voucherId", v.number,
      coalesce(s.type_name, v.type_name) as type, s.day, s.last, s.amount, s.vouchers, s.row_count as "rowCount", s.total,
      case when s.place = 1 then (select count(*)::int from behind) end as "voucherCount",
      case when s.place = 1 then array(
        select b.voucher_id from behind b order by b.last desc, b.voucher_id limit ${behind})::text[] end as "voucherIds"
    from shown s left join voucher v on v.company_id = ${companyId} and v.voucher_id = s.voucher_id
    order by s.place`.execute(snapshot.query);
  const [first] = found.rows;
  const rows = found.rows.map(({ voucherIds: _ids, voucherCount: _count, ...row }) => row);
  return { rows, voucherIds: first?.voucherIds ?? [], voucherCount: first?.voucherCount ?? 0 };
}

/** Lines of sums that were left out are not behind those that were kept; where none can be left out nobody has to look. */
function onlyKept({ by, above, below }: FlowWanted): RawBuilder<unknown> {
  if (above === null && below === null) return sql``;
  const same = by.map((grain) => {
    const { column, none } = KEYS[grain];
    return sql`coalesce(k.${sql.ref(column)}, ${none}) = coalesce(f.${sql.ref(column)}, ${none})`;
  });
  return sql`join kept k on ${same.length === 0 ? sql`true` : sql.join(same, sql` and `)}`;
}

/** Whether each voucher has one first line, which all sums know: of trade, where nothing looks at single ledgers. */
function isCountedOnce({ flow, by, ledgers, withoutLedgers }: FlowWanted): boolean {
  const isTrade =
    flow === "sales" || flow === "sales-returns" || flow === "purchases" || flow === "purchase-returns";
  return isTrade && !by.includes("ledger") && ledgers.length + withoutLedgers.length === 0;
}

const NO_ID = sql`'00000000-0000-0000-0000-000000000000'::uuid`;
const NO_DAY = { column: "day", none: sql`'infinity'::date` } as const;
const KEYS: Readonly<Record<FlowGrain, { column: string; none: RawBuilder<unknown> }>> = {
  party: { column: "party_id", none: NO_ID },
  ledger: { column: "ledger_id", none: NO_ID },
  voucher: { column: "voucher_key", none: NO_ID },
  type: { column: "type_name", none: sql`''` },
  day: NO_DAY,
  week: NO_DAY,
  month: NO_DAY,
};

const ORDER = {
  most: sql`k.amount desc`,
  least: sql`k.amount`,
  latest: sql`k.last desc`,
  earliest: sql`k.last`,
} as const;

/** `flow`: the lines that fit, with what they are summed by, null where they are not. `kept`: the sums that fit. */
function keptFlow(snapshot: CompanySnapshot, wanted: FlowWanted): RawBuilder<unknown> {
  const { by, above, below } = wanted;
  const run = by.find((grain) => grain === "day" || grain === "week" || grain === "month");
  const when = (grain: FlowGrain, column: string) => (by.includes(grain) ? sql.ref(column) : sql`null`);
  const isOnce = isCountedOnce(wanted);
  const vouchers = isOnce ? sql`count(*) filter (where is_first)` : sql`count(distinct voucher_id)`;
  const isCount = wanted.flow === "vouchers";
  const sum = isCount ? sql`count(distinct voucher_id)::bigint` : sql`sum(amount)::bigint`;
  const keys = by.map((grain) => sql.ref(KEYS[grain].column));
  return sql`${linesOf(snapshot, wanted)},
    flow as materialized (
      select voucher_id, date, amount, ${isOnce ? sql`is_first` : sql`null::boolean as is_first`},
        ${when("party", "party_id")}::uuid as party_id,
        ${when("ledger", "ledger_id")}::uuid as ledger_id, ${when("voucher", "voucher_id")}::uuid as voucher_key,
        ${when("type", "type_name")}::text as type_name,
        ${run === undefined ? sql`null::date` : sql`date_trunc(${run}::text, date::timestamp)::date`} as day
      from lines where ${fits(wanted)}
    ),
    kept as materialized (
      select ${when("party", "party_id")}::uuid as party_id, ${when("ledger", "ledger_id")}::uuid as ledger_id,
        ${when("voucher", "voucher_key")}::uuid as voucher_key, ${when("voucher", "voucher_key")}::uuid as voucher_id,
        ${when("type", "type_name")}::text as type_name, ${run === undefined ? sql`null::date` : sql`day`} as day,
        max(date) as last, ${sum} as amount, ${vouchers}::int as vouchers
      from flow ${keys.length === 0 ? sql`` : sql`group by ${sql.join(keys)}`}
      having count(*) > 0 ${above === null ? sql`` : sql`and ${sum} > ${above}::bigint`}
        ${below === null ? sql`` : sql`and ${sum} < ${below}::bigint`}
    )`;
}

function fits({ parties, withoutParties, ledgers, withoutLedgers }: FlowScope): RawBuilder<unknown> {
  return sql`true ${only("party_id", parties)} ${but("party_id", withoutParties)}
    ${only("ledger_id", ledgers)} ${but("ledger_id", withoutLedgers)}`;
}

function only(column: string, ids: readonly string[]): RawBuilder<unknown> {
  return ids.length === 0 ? sql`` : sql`and ${sql.ref(column)} = any(${[...ids]}::uuid[])`;
}

function but(column: string, ids: readonly string[]): RawBuilder<unknown> {
  if (ids.length === 0) return sql``;
  return sql`and (${sql.ref(column)} is null or ${sql.ref(column)} <> all(${[...ids]}::uuid[]))`;
}

/** `lines`: every line of the flow with its voucher, party and ledger. */
function linesOf(
  snapshot: CompanySnapshot,
  scope: FlowScope & { by: readonly FlowGrain[] },
): RawBuilder<unknown> {
  switch (scope.flow) {
    case "receipts":
    case "payments":
      return moneyFlow(snapshot, { ...scope, flow: scope.flow });
    case "expenses":
      return costFlow(snapshot, scope);
    case "vouchers":
      return voucherFlow(snapshot, scope);
    case "sales":
    case "sales-returns":
      return tradeFlow(snapshot, scope, "sales");
    case "purchases":
    case "purchase-returns":
      return tradeFlow(snapshot, scope, "purchases");
  }
}

/** The ledger is the one that the money came to or went from: the first on the other side that is no party. */
function moneyFlow(
  snapshot: CompanySnapshot,
  scope: FlowScope & { flow: "receipts" | "payments"; by: readonly FlowGrain[] },
): RawBuilder<unknown> {
  const { flow: of, from, to, ledgers, withoutLedgers, by } = scope;
  const isByLedger = by.includes("ledger") || ledgers.length + withoutLedgers.length > 0;
  const side = of === "receipts" ? sql`q.amount > 0` : sql`q.amount < 0`;
  const other = sql`(select q.ledger_id from posting q
    join ledger o on o.company_id = q.company_id and o.ledger_id = q.ledger_id
    where q.company_id = ${snapshot.companyId} and q.voucher_id = m.voucher_id and ${side} and o.party_kind is null
    order by q.line_no limit 1)`;
  return sql`lines as (
    select m.voucher_id, m.date, m.type_name, m.ledger_id as party_id, ${isByLedger ? other : sql`null::uuid`} as ledger_id, m.amount
    from (${moneyLines(snapshot, { of, from, to })}) as m
  )`;
}

function tradeFlow(
  snapshot: CompanySnapshot,
  { from, to, flow, by }: FlowScope & { by: readonly FlowGrain[] },
  side: TradeSide,
): RawBuilder<unknown> {
  const isReturns = flow !== side;
  const isByType = by.includes("type");
  return sql`lines as (
    select t.voucher_id, t.date, ${isByType ? sql`v.type_name` : sql`null::text as type_name`}, t.party_id, t.ledger_id, t.place = 1 as is_first,
      ${isReturns ? sql`-t.goods` : sql`t.goods`} as amount
    from ${tradedIn(snapshot, { side, from, to })} t
    ${isByType ? sql`join voucher v on v.company_id = t.company_id and v.voucher_id = t.voucher_id` : sql``}
    where t.ledger_id is not null ${isReturns ? sql`and t.is_note` : sql``}
  )`;
}

function costFlow({ companyId }: CompanySnapshot, scope: FlowScope): RawBuilder<unknown> {
  return sql`lines as (
    select v.voucher_id, v.date, v.type_name, null::uuid as party_id, p.ledger_id, p.amount
    from posting p join voucher v using (company_id, voucher_id)
    where p.company_id = ${companyId} and p.ledger_id = any(${[...scope.costs]}::uuid[])
      and p.date between ${scope.from}::date and ${scope.to}::date
  )`;
}

/** A voucher counts once, with the first party of its lines. */
function voucherFlow(
  { companyId }: CompanySnapshot,
  scope: FlowScope & { by: readonly FlowGrain[] },
): RawBuilder<unknown> {
  const isByParty = scope.by.includes("party") || scope.parties.length + scope.withoutParties.length > 0;
  const party = sql`(select p.ledger_id from posting p
    join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
    where p.company_id = v.company_id and p.voucher_id = v.voucher_id and l.party_kind is not null
    order by p.line_no limit 1)`;
  return sql`lines as (
    select v.voucher_id, v.date, v.type_name, ${isByParty ? party : sql`null::uuid`} as party_id, null::uuid as ledger_id,
      1::bigint as amount
    from voucher v
    where v.company_id = ${companyId} and v.state in ('posted', 'post-dated')
      and v.date between ${scope.from}::date and ${scope.to}::date
  )`;
}
