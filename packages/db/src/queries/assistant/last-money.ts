import { sql } from "kysely";

import { moneyLines } from "../measures/collections.ts";
import type { CompanySnapshot } from "../snapshot.ts";
import type { PartyChoice } from "./open-bills.ts";

/** The last voucher that brought a party's money, or took money to it. */
export type LastMoneyRow = {
  partyId: string;
  party: string;
  voucherId: string;
  date: string;
  number: string;
  type: string;
  amount: bigint;
};

const FIRST = "1900-01-01";

/** Each party's last receipt or payment up to a day; parties without any are left out. */
export async function lastMoney(
  snapshot: CompanySnapshot,
  wanted: PartyChoice & { of: "receipts" | "payments"; upTo: string },
): Promise<LastMoneyRow[]> {
  const { of, upTo, parties, withoutParties } = wanted;
  const found = await sql<LastMoneyRow>`
    select * from (
      select distinct on (m.ledger_id) m.ledger_id as "partyId", l.name as party, m.voucher_id as "voucherId", m.date, m.number,
        m.type_name as type, (sum(m.amount) over (partition by m.ledger_id, m.voucher_id))::bigint as amount
      from (${moneyLines(snapshot, { of, from: FIRST, to: upTo })}) as m
      join ledger l on l.company_id = ${snapshot.companyId} and l.ledger_id = m.ledger_id
      where m.amount > 0 ${parties.length === 0 ? sql`` : sql`and m.ledger_id = any(${[...parties]}::uuid[])`}
        ${withoutParties.length === 0 ? sql`` : sql`and m.ledger_id <> all(${[...withoutParties]}::uuid[])`}
      order by m.ledger_id, m.date desc, m.guid desc
    ) as last order by date desc, party`.execute(snapshot.query);
  return found.rows;
}
