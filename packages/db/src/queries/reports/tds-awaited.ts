import { sql } from "kysely";

import type { Side } from "../../tables/bills.ts";
import { tdsAwaitedAsOf } from "../open-as-of.ts";
import type { CompanySnapshot } from "../snapshot.ts";

/** A bill that is open for the tax alone that its party kept back. Sums are paise, positive. */
export type TdsBill = {
  billId: string;
  ledgerId: string;
  party: string;
  nameKey: string; // of party and bill, to find it by
  name: string;
  date: string;
  since: string; // the day from which it is awaited
  amount: bigint;
  awaited: bigint;
};

/** The bills of a side whose tax is awaited on a day, by party, oldest first. There are few of them among all bills. */
export async function tdsBills(
  snapshot: CompanySnapshot,
  { side, asOf }: { side: Side; asOf: string },
): Promise<TdsBill[]> {
  const found = await sql<TdsBill>`
    select "billId", "ledgerId", party, "partyKey" || ' ' || "billKey" as "nameKey", name, date, since, amount, awaited
    from (
      select b.bill_id as "billId", b.ledger_id as "ledgerId", l.name as party, l.name_key as "partyKey",
        b.name_key as "billKey", b.name, b.date, b.tds_from as since, b.amount, ${tdsAwaitedAsOf(asOf)} as awaited
      from bill b join ledger l using (company_id, ledger_id)
      where b.company_id = ${snapshot.companyId} and b.side = ${side} and b.date <= ${asOf}::date
        and b.tds_awaited is not null and b.tds_from <= ${asOf}::date
    ) as standing
    where awaited <> 0
    order by "partyKey", "ledgerId", date, "billId"`.execute(snapshot.query);
  return found.rows;
}
