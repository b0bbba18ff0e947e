import { sql } from "kysely";

import type { BooksReader } from "../snapshot.ts";

/** A ledger as questions name it. `months`: in how many it moved; of two that are as near, the busier is meant. */
export type NameRow = {
  ledgerId: string;
  name: string;
  aliases: string[];
  partyKind: "customer" | "supplier" | "both" | null;
  isExpense: boolean;
  months: number;
};

/** All ledgers of a company with the names they go by. */
export async function ledgerNames({ companyId, query }: BooksReader): Promise<NameRow[]> {
  const found = await sql<NameRow>`
    select l.ledger_id as "ledgerId", l.name, l.aliases, l.party_kind as "partyKind",
      l.root in ('Direct Expenses', 'Indirect Expenses') as "isExpense", coalesce(m.months, 0) as months
    from ledger l left join (
      select ledger_id, count(*)::int as months from ledger_month where company_id = ${companyId} group by ledger_id
    ) m on m.ledger_id = l.ledger_id
    where l.company_id = ${companyId} order by l.ledger_id`.execute(query);
  return found.rows;
}

export type NumberedRow = {
  kind: "bill" | "voucher";
  id: string;
  number: string;
  date: string;
  about: string;
};

const MOST_NUMBERED = 20;

/** Bills and vouchers whose number is one of some, by its letters and digits alone; the latest first. */
export async function numberedIn(
  { companyId, query }: BooksReader,
  keys: readonly string[],
): Promise<NumberedRow[]> {
  if (keys.length === 0) return [];
  const wanted = sql`any(${[...keys]}::text[])`;
  const found = await sql<NumberedRow>`
    select * from (
      select 'bill' as kind, b.bill_id as id, b.name as number, b.date, l.name as about
      from find_token t
      join bill b on b.company_id = ${companyId} and b.bill_id = t.id
      join ledger l on l.company_id = ${companyId} and l.ledger_id = b.ledger_id
      where t.company_id = ${companyId} and t.kind = 'bill' and t.token = ${wanted}
      union all
      select 'voucher', v.voucher_id, v.number, v.date, v.type_name
      from find_token t join voucher v on v.company_id = ${companyId} and v.voucher_id = t.id
      where t.company_id = ${companyId} and t.kind = 'voucher' and t.token = ${wanted}
    ) found order by date desc, id limit ${MOST_NUMBERED}`.execute(query);
  return found.rows;
}
