import { sql, type RawBuilder } from "kysely";

import { assert } from "@cfa/values/assert";

import type { Side } from "../../tables/bills.ts";
import { openAsOf, tdsAwaitedAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";
import type { FlowWanted } from "./flows.ts";
import { chosen, type PartyChoice } from "./open-bills.ts";

/** Which bills of a side, and in which order. */
export type StandingWanted = PartyChoice &
  Pick<FlowWanted, "above" | "below" | "order" | "limit"> & {
    side: Side;
    asOf: string;
    /** Only bills that are overdue by more days than these; null: all. */
    overdueBeyond: number | null;
    /** Unapplied money is taken off what parties owe. */
    isNet: boolean;
    grain: "bill" | "party";
  };

/** A bill, or a party with its bills. `overdueDays`: the most of any. */
export type StandingRow = {
  billId: string | null;
  name: string;
  ledgerId: string;
  party: string;
  amount: bigint;
  overdue: bigint;
  unapplied: bigint;
  overdueDays: number;
  dueDate: string | null;
};

/** Sums of all that fit, also of what is beyond the limit, and `whole`: what the parties asked of owe, whatever fits. */
export type Standing = {
  open: bigint;
  overdue: bigint;
  tdsAwaited: bigint;
  bills: number;
  unapplied: bigint;
  rowCount: number;
  whole: bigint;
  wholeUnapplied: bigint;
  rows: StandingRow[];
  voucherIds: string[];
};

const ORDER = {
  most: sql`k.amount desc`,
  least: sql`k.amount`,
  latest: sql`k.due_date desc nulls last`,
  earliest: sql`k.due_date nulls last`,
} as const;

/** What one row of the statement holds: the sums of all, and a bill or party; null where nothing fits. */
type Found = Omit<Standing, "rows" | "voucherIds"> &
  Omit<StandingRow, "overdue" | "unapplied"> & {
    place: number | null;
    itsOverdue: bigint;
    itsUnapplied: bigint;
    /** In the first row alone. */
    billVouchers: string[] | null;
    moneyVouchers: string[] | null;
  };

/** What stands of a side on a day, bill by bill or party by party. Of the vouchers behind so many are named, those of the earliest due first. */
export async function standing(
  snapshot: CompanySnapshot,
  wanted: StandingWanted,
  { behind }: { behind: number },
): Promise<Standing> {
  const { companyId } = snapshot;
  const { limit, isNet, order, side, asOf, grain } = wanted;
  const isNarrowed = wanted.above !== null || wanted.below !== null;
  const theirs = isNarrowed ? sql`and f.ledger_id in (select ledger_id from kept)` : sql``;
  const bills =
    grain === "bill"
      ? sql`select voucher_id::text from kept where voucher_id is not null order by due_date, bill_id limit ${behind}`
      : sql`select f.voucher_id::text from fit f where f.voucher_id is not null ${theirs} order by f.due_date, f.bill_id limit ${behind}`;
  const money = sql`
    select u.voucher_id::text from unapplied u
    where u.company_id = ${companyId} and u.side = ${side} and u.date <= ${asOf}::date and u.voucher_id is not null ${chosen("u", wanted)}
    group by u.voucher_id having sum(u.amount) <> 0 order by max(u.date) desc, u.voucher_id limit ${behind}`;
  const found = await sql<Found>`
    with ${standingBills(snapshot, wanted)}, ${keptRows(wanted)},
    head as (
      select k.*, w.*, array(${bills}) as "billVouchers", ${isNet ? sql`array(${money})` : sql`'{}'::text[]`} as "moneyVouchers"
      from (
        select coalesce(sum(open), 0)::bigint as open, coalesce(sum(overdue), 0)::bigint as overdue, coalesce(sum(tds), 0)::bigint as "tdsAwaited",
          coalesce(sum(bills), 0)::int as bills, coalesce(sum(unapplied), 0)::bigint as unapplied, count(*)::int as "rowCount" from kept
      ) k, (
        select s.open - m.unapplied as whole, m.unapplied as "wholeUnapplied"
        from (select coalesce(sum(open), 0)::bigint as open from stands) s,
          (select coalesce(sum(unapplied), 0)::bigint as unapplied from loose) m
      ) w
    ),
    first as (select k.* from kept k order by ${ORDER[order]}, k.due_date, k.bill_id, k.ledger_id limit ${limit}),
    shown as (
      select k.*, l.name as party, row_number() over (order by ${ORDER[order]}, k.due_date, k.bill_id, k.ledger_id) as place
      from first k join ledger l on l.company_id = ${companyId} and l.ledger_id = k.ledger_id
    )
    select head.open, head.overdue, head."tdsAwaited", head.bills, head.unapplied, head."rowCount", head.whole, head."wholeUnapplied",
      case when coalesce(s.place, 1) = 1 then head."billVouchers" end as "billVouchers",
      case when coalesce(s.place, 1) = 1 then head."moneyVouchers" end as "moneyVouchers", s.place::int, s.bill_id as "billId", s.name, s.ledger_id as "ledgerId", s.party, s.amount, s.overdue as "itsOverdue",
      s.unapplied as "itsUnapplied", s.over as "overdueDays", s.due_date as "dueDate"
    from head left join shown s on true order by s.place`.execute(snapshot.query);
  return asStanding(found.rows);
}

/** `stands`: the bills that are open on the day. `fit`: those that are overdue as asked for. `loose`: unapplied money by party. */
function standingBills({ companyId }: CompanySnapshot, wanted: StandingWanted): RawBuilder<unknown> {
  const { side, asOf, overdueBeyond } = wanted;
  return sql`
    -- Each sum is worked out once: it is held back from being written out again wherever it is used.
    dated as materialized (
      select b.bill_id, b.name, b.ledger_id, b.due_date, b.voucher_id, ${openAsOf(asOf)} as open, ${tdsAwaitedAsOf(asOf)} as tds
      from bill b
      where b.company_id = ${companyId} and b.side = ${side} and b.date <= ${asOf}::date
        and (b.open <> 0 or b.last_settled > ${asOf}::date) ${chosen("b", wanted)}
    ),
    stands as materialized (
      select *, case when open > tds then greatest(${asOf}::date - due_date, 0) else 0 end as over from dated where open <> 0
    ),
    fit as (select * from stands ${overdueBeyond === null ? sql`` : sql`where over > ${overdueBeyond}::int`}),
    loose as (
      select u.ledger_id, sum(u.amount)::bigint as unapplied from unapplied u
      where u.company_id = ${companyId} and u.side = ${side} and u.date <= ${asOf}::date ${chosen("u", wanted)}
      group by u.ledger_id
    )`;
}

/** `kept`: the bills, or the parties, that are within the amounts asked for. */
function keptRows({ grain, isNet, above, below }: StandingWanted): RawBuilder<unknown> {
  const within = sql`${above === null ? sql`` : sql`and amount > ${above}::bigint`}
    ${below === null ? sql`` : sql`and amount < ${below}::bigint`}`;
  if (grain === "bill") {
    return sql`kept as materialized (
      select * from (
        select bill_id, name, ledger_id, due_date, over, voucher_id, open as amount, open, tds, 1 as bills,
          case when over > 0 then open else 0 end as overdue, 0::bigint as unapplied from fit
      ) each where true ${within})`;
  }
  return sql`kept as materialized (
    select * from (
      select null::uuid as bill_id, ''::text as name, coalesce(p.ledger_id, m.ledger_id) as ledger_id, p.due_date, coalesce(p.over, 0) as over,
        coalesce(p.open, 0) - ${isNet ? sql`coalesce(m.unapplied, 0)` : sql`0`} as amount, p.open, p.tds, p.bills,
        coalesce(p.overdue, 0) as overdue, coalesce(m.unapplied, 0) as unapplied, p.ledger_id is not null as has_bills
      from (
        select ledger_id, min(due_date) as due_date, max(over) as over, sum(open)::bigint as open, sum(tds)::bigint as tds,
          count(*) as bills, (sum(open) filter (where over > 0))::bigint as overdue from fit group by ledger_id
      ) p full join loose m using (ledger_id)
    ) each where (has_bills ${isNet ? sql`or amount <> 0` : sql``}) ${within})`;
}

function asStanding(found: readonly Found[]): Standing {
  const [head] = found;
  assert(head !== undefined, "sums of nothing are sums too");
  const { open, overdue, tdsAwaited, bills, unapplied, rowCount, whole, wholeUnapplied } = head;
  return {
    open,
    overdue,
    tdsAwaited,
    bills,
    unapplied,
    rowCount,
    whole,
    wholeUnapplied,
    rows: found.flatMap(({ place, billId, name, ledgerId, party, amount, overdueDays, dueDate, ...row }) =>
      place === null
        ? []
        : [
            {
              billId,
              name,
              ledgerId,
              party,
              amount,
              overdue: row.itsOverdue,
              unapplied: row.itsUnapplied,
              overdueDays,
              dueDate,
            },
          ],
    ),
    voucherIds: [...(head.billVouchers ?? []), ...(head.moneyVouchers ?? [])],
  };
}
