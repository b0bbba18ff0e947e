import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import type { World } from "./world.ts";

/* The rows behind each measure of a question file, read by SQL of this bench's own from what is stored: none of the product's reads is used. */

/** The smallest part of a figure: a bill, a line of a voucher, a ledger, a voucher. Ids as they stand in answers. */
export type Atom = {
  readonly party: string | null;
  readonly bill: string | null;
  readonly voucher: string | null;
  readonly ledger: string | null;
  readonly date: LocalDate | null;
  readonly type: string | null;
  readonly overdue: number | null;
  /** Paise, or one of a count. */
  readonly amount: bigint;
};
export type AtTime = { readonly period: Period | null; readonly asOf: LocalDate };

type Row = {
  party: string | null;
  bill: string | null;
  voucher: string | null;
  ledger: string | null;
  date: string | null;
  type: string | null;
  overdue: number | null;
  amount: string;
};
const COLUMNS = {
  party: "null::uuid",
  bill: "null::uuid",
  voucher: "null::uuid",
  ledger: "null::uuid",
  date: "null::text",
  type: "null::text",
  overdue: "null::int",
};
/** The columns of an atom, those not given as nothing. */
const only = (own: Partial<typeof COLUMNS>): string =>
  Object.entries({ ...COLUMNS, ...own })
    .map(([name, value]) => `${value} as ${name}`)
    .join(", ");

/** Open bills as of $2 on a side, by their settlements alone. */
const open = (side: string) => `
  select b.*, b.amount - coalesce((select sum(s.amount) from settlement s where s.company_id = b.company_id
    and s.bill_id = b.bill_id and s.basis in (b.basis, 'corrected') and s.date <= $2::date), 0) as left_open
  from bill b where b.company_id = $1 and b.date <= $2::date and b.side = '${side}'`;
const openBills = (side: string) =>
  `select ${only({ party: "ledger_id", bill: "bill_id", voucher: "voucher_id", date: "due_date::text", overdue: "($2::date - due_date)" })},
     left_open::text as amount from (${open(side)}) o where left_open <> 0`;
const unapplied = (side: string) =>
  `select ${only({ party: "ledger_id", voucher: "voucher_id", date: "date::text" })}, (-amount)::text as amount
   from unapplied where company_id = $1 and side = '${side}' and date <= $2::date and amount <> 0`;
const overdue = (side: string) =>
  `select * from (${openBills(side)}) o where o.overdue > 0 and not exists (select 1 from bill b where b.company_id = $1
     and b.bill_id = o.bill and b.tds_from <= $2::date and o.amount::bigint <= b.tds_awaited)`;

/** Lines of vouchers of some kinds in $2 to $3. */
const lines = (where: string, sign: string, party = "null::uuid") =>
  `select ${only({ party: party, voucher: "v.voucher_id", ledger: "p.ledger_id", date: "v.date::text", type: "v.type_name" })},
     (p.amount * ${sign})::text as amount
   from voucher v join posting p using (company_id, voucher_id)
   join ledger l on l.company_id = v.company_id and l.ledger_id = p.ledger_id
   where v.company_id = $1 and v.date between $2::date and $3::date and ${where}`;
/** The party of a voucher: of its first line that is one's. */
const PARTY_OF = `(select q.ledger_id from posting q join ledger m on m.company_id = q.company_id and m.ledger_id = q.ledger_id
  where q.company_id = v.company_id and q.voucher_id = v.voucher_id and m.party_kind is not null order by q.line_no limit 1)`;
const trade = (kinds: string, sign: number) =>
  lines(`v.kind in (${kinds}) and l.is_revenue`, String(sign), PARTY_OF);
const money = (kind: string, party: string, sign: number) =>
  lines(`v.kind = '${kind}' and l.party_kind in ('${party}', 'both')`, String(sign), "p.ledger_id");
const costs = lines(`l.group_path && array['Direct Expenses', 'Indirect Expenses']`, "1");
const tax = (word: string, sign: number) =>
  lines(
    `l.name ilike '%${word}%' and l.name ilike '%gst%' and v.narration <> 'GST set-off for the month'`,
    String(sign),
  );
const vouchers = `select ${only({ party: PARTY_OF, voucher: "v.voucher_id", date: "v.date::text", type: "v.type_name" })},
  '1' as amount from voucher v where v.company_id = $1 and v.state in ('posted', 'post-dated') and v.date between $2::date and $3::date`;
const balances = (groups: string) =>
  `select ${only({ ledger: "l.ledger_id" })}, (l.opening + coalesce((select sum(p.amount) from posting p where p.company_id = l.company_id
     and p.ledger_id = l.ledger_id and p.date <= $2::date), 0))::text as amount
   from ledger l where l.company_id = $1 and l.group_path && array[${groups}]`;
const forecast = `select ${only({ party: "ledger_id", bill: "bill_id", date: "median::text" })}, amount::text as amount from bill_forecast
  where company_id = $1 and side = 'receivable' and as_of = (select max(as_of) from payment_learning
    where company_id = $1 and side = 'receivable')`;
const classes = `select ${only({ party: "ledger_id", type: "learned_class" })}, '1' as amount from party_insight where company_id = $1
  and side = 'receivable' and as_of = (select max(as_of) from payment_learning where company_id = $1 and side = 'receivable')`;
const offers = `select ${only({ party: "b.ledger_id", bill: "b.bill_id" })}, o.amount::text as amount from offer o
  join ledger l on l.company_id = o.company_id and l.guid = o.ledger_guid
  join bill b on b.company_id = o.company_id and b.ledger_id = l.ledger_id and b.name_key = o.bill_key and b.date = o.bill_date
  where o.company_id = $1 and not o.is_held_out and o.state in ('proposed', 'approved', 'accepted')`;
const nudges = `select ${only({ party: "l.ledger_id", date: "n.day::text" })}, '1' as amount from nudge n
  join ledger l on l.company_id = n.company_id and l.guid = n.ledger_guid where n.company_id = $1`;

type Source = { readonly text: string; readonly takes: "day" | "period" | "none" };
const onDay = (text: string): Source => ({ text, takes: "day" });
const inDays = (text: string): Source => ({ text, takes: "period" });
const asIs = (text: string): Source => ({ text, takes: "none" });

const SOURCES: Readonly<Record<string, Source>> = {
  receivable_outstanding: onDay(`${openBills("receivable")} union all ${unapplied("receivable")}`),
  payable_outstanding: onDay(`${openBills("payable")} union all ${unapplied("payable")}`),
  overdue_receivable: onDay(overdue("receivable")),
  overdue_payable: onDay(overdue("payable")),
  payable_due: onDay(openBills("payable")),
  receivable_due: onDay(openBills("receivable")),
  unallocated: onDay(
    `select party, null::uuid as bill, voucher, null::uuid as ledger, min(date) as date, null::text as type, null::int as overdue,
       (-sum(amount::bigint))::text as amount
     from (${unapplied("receivable")}) u where voucher is not null group by party, voucher having sum(amount::bigint) < 0`,
  ),
  cash_bank_balance: onDay(balances("'Cash-in-Hand', 'Bank Accounts', 'Bank OD A/c'")),
  bank_balance: onDay(balances("'Bank Accounts', 'Bank OD A/c'")),
  sales_net: inDays(trade("'sales', 'credit-note'", -1)),
  sales_returns: inDays(trade("'credit-note'", 1)),
  purchase_net: inDays(trade("'purchase', 'debit-note'", 1)),
  purchase_returns: inDays(trade("'debit-note'", -1)),
  receipts: inDays(money("receipt", "customer", -1)),
  payments: inDays(money("payment", "supplier", 1)),
  expense: inDays(costs),
  net_profit: inDays(lines("l.is_revenue", "-1")),
  gross_profit: inDays(
    lines(
      `l.is_revenue and l.group_path && array['Sales Accounts', 'Purchase Accounts', 'Direct Expenses', 'Direct Incomes']`,
      "-1",
    ),
  ),
  gst_output: inDays(tax("output", -1)),
  gst_input: inDays(tax("input", 1)),
  gst_payable: inDays(`${tax("output", -1)} union all ${tax("input", -1)}`),
  voucher_count: inDays(vouchers),
  day_book: inDays(vouchers),
  expected_payment_date: asIs(forecast),
  inflows: inDays(`select * from (${forecast}) f where date between $2 and $3`),
  party_segment: asIs(classes),
  offer: asIs(offers),
  offers_made: inDays(
    `${offers} and (o.proposed_at at time zone 'Asia/Kolkata')::date between $2::date and $3::date`,
  ),
  reminder: asIs(nudges),
};

/** Whether there are atoms of a measure. */
export function hasAtoms(measure: string): boolean {
  return SOURCES[measure] !== undefined;
}

/** The atoms of a measure at a time: of days for flows, as of a day for what stands. */
export async function atomsOf(world: World, measure: string, { period, asOf }: AtTime): Promise<Atom[]> {
  const source = SOURCES[measure];
  if (source === undefined) throw new Error(`there is no SQL for ${measure}`);
  const days = period ?? { from: asOf, to: asOf };
  const values = { day: [asOf], period: [days.from, days.to], none: [] }[source.takes];
  const rows = await world.rows<Row>("a", source.text, ...values);
  return rows.map((row) => ({
    party: row.party && idOut("party", row.party),
    bill: row.bill && idOut("bill", row.bill),
    voucher: row.voucher && idOut("voucher", row.voucher),
    ledger: row.ledger && idOut("ledger", row.ledger),
    date: row.date as LocalDate | null,
    type: row.type,
    overdue: row.overdue,
    amount: BigInt(row.amount),
  }));
}

/** An account's balance at the end of a day, debit positive; of income and expense since the financial year began. */
export async function balanceOf(
  world: World,
  uuid: string,
  { asOf, yearFrom }: { asOf: LocalDate; yearFrom: LocalDate },
): Promise<bigint> {
  const [row] = await world.rows<{ sum: string }>(
    "a",
    `select (l.opening + coalesce((select sum(p.amount) from posting p where p.company_id = l.company_id
       and p.ledger_id = l.ledger_id and p.date <= $3::date and (not l.is_revenue or p.date >= $4::date)), 0))::text as sum
     from ledger l where company_id = $1 and ledger_id = $2`,
    uuid,
    asOf,
    yearFrom,
  );
  return BigInt(row?.sum ?? 0);
}

/** Mean days, weighted by money, from the bill's day or its due day to settlement, over bills settled wholly in the days given. */
export async function settledDays(
  world: World,
  { party, from, since }: { party: string | null; from: "date" | "due_date"; since: LocalDate },
): Promise<{ days: number; bills: number } | null> {
  const [row] = await world.rows<{ days: number | null; bills: number }>(
    "a",
    `select (sum(days) / nullif(sum(amount), 0))::float as days, count(*)::int as bills from (
       select b.amount, sum(s.amount * (s.date - b.${from})) as days
       from bill b join settlement s using (company_id, bill_id)
       where b.company_id = $1 and b.side = 'receivable' and s.basis in (b.basis, 'corrected') and s.date <= $2::date
         and ($3::uuid is null or b.ledger_id = $3)
       group by b.company_id, b.bill_id having sum(s.amount) = b.amount and max(s.date) >= $4::date) paid`,
    world.today,
    party,
    since,
  );
  return row?.days === null || row === undefined ? null : { days: row.days, bills: row.bills };
}
