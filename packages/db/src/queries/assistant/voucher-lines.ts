import { sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";
import type { PartyChoice } from "./open-bills.ts";

/** One line of a voucher with its ledger, debit positive. */
export type NamedLine = { ledgerId: string; name: string; amount: bigint };

/** The lines of a voucher in their order. */
export async function namedLines(
  { companyId, query }: CompanySnapshot,
  voucherId: string,
): Promise<NamedLine[]> {
  const found = await sql<NamedLine>`
    select p.ledger_id as "ledgerId", l.name, p.amount
    from posting p join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
    where p.company_id = ${companyId} and p.voucher_id = ${voucherId} order by p.line_no`.execute(query);
  return found.rows;
}

/** A voucher that counts. `amount`: its debits. */
export type DayBookEntry = {
  voucherId: string;
  date: string;
  type: string;
  number: string;
  party: string | null;
  partyId: string | null;
  amount: bigint;
};

export type DayBookChoice = PartyChoice & {
  from: string;
  to: string;
  ledgers: readonly string[];
  withoutLedgers: readonly string[];
  above: bigint | null;
  below: bigint | null;
};

/** The vouchers of a period that count and fit, in order; `limit` at most. Of whom: what stands on any of their lines. */
export async function dayBookEntries(
  snapshot: CompanySnapshot,
  wanted: DayBookChoice & { order: "most" | "least" | "latest" | "earliest"; limit: number },
): Promise<DayBookEntry[]> {
  const order = {
    most: sql`e.amount desc, e.date, e.guid`,
    least: sql`e.amount, e.date, e.guid`,
    latest: sql`e.date desc, e.guid desc`,
    earliest: sql`e.date, e.guid`,
  }[wanted.order];
  const found = await sql<DayBookEntry>`
    select e.voucher_id as "voucherId", e.date, e.type_name as type, e.number, coalesce(l.name, e.party_name) as party,
      l.ledger_id as "partyId", e.amount
    from (${entries(snapshot, wanted)}) as e
    left join lateral (
      select y.ledger_id, y.name from posting p
      join ledger y on y.company_id = p.company_id and y.ledger_id = p.ledger_id and y.party_kind is not null
      where p.company_id = ${snapshot.companyId} and p.voucher_id = e.voucher_id order by p.line_no limit 1
    ) l on true
    order by ${order} limit ${wanted.limit}`.execute(snapshot.query);
  return found.rows;
}

/** Sums of the same vouchers by type, by day or of all. */
export async function dayBookSums(
  snapshot: CompanySnapshot,
  wanted: DayBookChoice & { by: "type" | "day" | null },
): Promise<{ key: string | null; vouchers: number; amount: bigint }[]> {
  const key = wanted.by === null ? sql`null` : wanted.by === "type" ? sql`e.type_name` : sql`e.date`;
  const found = await sql<{ key: string | null; vouchers: number; amount: bigint }>`
    select ${key}::text as key, count(*)::int as vouchers, coalesce(sum(e.amount), 0)::bigint as amount
    from (${entries(snapshot, wanted)}) as e group by 1 order by 1`.execute(snapshot.query);
  return found.rows;
}

function entries({ companyId }: CompanySnapshot, wanted: DayBookChoice): RawBuilder<unknown> {
  const { from, to, parties, withoutParties, ledgers, withoutLedgers, above, below } = wanted;
  const without = [...withoutParties, ...withoutLedgers];
  return sql`
    select v.voucher_id, v.date, v.guid, v.type_name, v.number, v.party_name, coalesce(m.debits, 0)::bigint as amount
    from voucher v
    left join lateral (
      select sum(p.amount) filter (where p.amount > 0) as debits from posting p
      where p.company_id = v.company_id and p.voucher_id = v.voucher_id
    ) m on true
    where v.company_id = ${companyId} and v.state in ('posted', 'post-dated')
      and v.date between ${from}::date and ${to}::date
      ${parties.length === 0 ? sql`` : sql`and ${standsOn(parties)}`}
      ${ledgers.length === 0 ? sql`` : sql`and ${standsOn(ledgers)}`}
      ${without.length === 0 ? sql`` : sql`and not ${standsOn(without)}`}
      ${above === null ? sql`` : sql`and coalesce(m.debits, 0) > ${above}::bigint`}
      ${below === null ? sql`` : sql`and coalesce(m.debits, 0) < ${below}::bigint`}`;
}

/** Whether any of these ledgers is on a line of the voucher `v`. */
function standsOn(ids: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from posting p where p.company_id = v.company_id and p.voucher_id = v.voucher_id
      and p.ledger_id = any(${[...ids]}::uuid[]))`;
}
