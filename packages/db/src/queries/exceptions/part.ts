import { sql, type RawBuilder } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { openAsOf } from "../open-as-of.ts";

/** One exception as the queue finds it. Sums are paise, positive. */
export type ExceptionItem = {
  kind: string;
  id: string; // the same exception has the same one tomorrow
  amount: bigint;
  ledgerIds: string[];
  billIds: string[]; // some of them, where it is about many
  voucherId: string | null;
  side: Side | null;
  name: string;
  reason: string;
  date: string | null;
  count: number;
  correctionId: string | null;
};

/** What the parts of the queue are told. `alike`: sets of parties that may be one and the same. */
export type ExceptionScope = {
  readonly companyId: string;
  readonly asOf: string;
  readonly alike: readonly (readonly string[])[];
  readonly ledgerId: string | null; // of one party only
};

/** A query for one kind, with the columns of `item`. */
export type ExceptionPart = (scope: ExceptionScope) => RawBuilder<unknown>;

const EMPTY = {
  ledgers: sql`'{}'::uuid[]`,
  bills: sql`'{}'::uuid[]`,
  voucher: sql`null::uuid`,
  side: sql`null::text`,
  name: sql`''::text`,
  reason: sql`''::text`,
  date: sql`null::date`,
  count: sql`0`,
  correction: sql`null::uuid`,
};

/** The columns of an exception; what is not given is empty. */
export function item(
  kind: string,
  columns: { id: RawBuilder<unknown>; amount: RawBuilder<unknown> } & Partial<
    Record<keyof typeof EMPTY, RawBuilder<unknown>>
  >,
): RawBuilder<unknown> {
  const { id, amount, ...given } = columns;
  const all = { ...EMPTY, ...given };
  return sql`${sql.lit(kind)}::text as kind, (${id})::text as id, (${amount})::bigint as amount,
    ${all.ledgers} as "ledgerIds", ${all.bills} as "billIds", ${all.voucher} as "voucherId", ${all.side} as side,
    ${all.name} as name, ${all.reason} as reason, ${all.date} as date, (${all.count})::int as count,
    ${all.correction} as "correctionId"`;
}

/** Bills that are open on the day, read once for all parts that are about bills. */
export function standingBills({ companyId, asOf, ledgerId }: ExceptionScope): RawBuilder<unknown> {
  return sql`standing as materialized (
    select * from (
      select b.bill_id, b.ledger_id, b.side, b.name, b.name_key, b.basis, b.date, b.due_date, b.due_source, b.amount, b.tds_awaited, b.tds_from,
        ${openAsOf(asOf)} as open
      from bill b
      where b.company_id = ${companyId} and b.date <= ${asOf}::date and (b.open <> 0 or b.last_settled > ${asOf}::date)
        ${ledgerId === null ? sql`` : sql`and b.ledger_id = ${ledgerId}`}
    ) as open_bill where open > 0)`;
}
