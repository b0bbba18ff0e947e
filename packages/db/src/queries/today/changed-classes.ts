import { sql } from "kysely";

import type { PartyInsight } from "@cfa/insights/payment-insight";

import { holdsOn } from "../said-as-of.ts";
import type { BooksReader } from "../snapshot.ts";

/** What a customer's class was at an earlier learning and what is open of its bills now. Classes are what was learned, without pins. */
export type ChangedClassRow = {
  ledgerId: string;
  name: string;
  before: PartyInsight["learnedClass"];
  now: PartyInsight["learnedClass"];
  drift: PartyInsight["drift"];
  since: string; // day of the first learning that has today's class
  open: bigint;
};

/**
 * Customers whose learned class is another than at the learning `before`, and those whose delays have lastingly grown. A customer whose
 * class a person has said is left out: they know.
 */
export async function changedClasses(
  { companyId, query }: BooksReader,
  { asOf, before, today }: { asOf: string; before: string; today: string },
): Promise<ChangedClassRow[]> {
  const found = await sql<ChangedClassRow>`
    select p.ledger_id as "ledgerId", l.name, e.learned_class as before, p.learned_class as now, p.drift,
      (select min(k.as_of) from party_insight k
       where k.company_id = p.company_id and k.side = p.side and k.ledger_id = p.ledger_id and k.as_of > ${before}::date
         and k.learned_class = p.learned_class) as since,
      coalesce((select sum(b.open) from bill b where b.company_id = p.company_id and b.side = p.side
        and b.ledger_id = p.ledger_id and b.open <> 0 and b.date <= ${today}::date), 0)::bigint as open
    from party_insight p
    join party_insight e on e.company_id = p.company_id and e.side = p.side and e.ledger_id = p.ledger_id
      and e.as_of = ${before}::date
    join ledger l on l.company_id = p.company_id and l.ledger_id = p.ledger_id
    where p.company_id = ${companyId} and p.side = 'receivable' and p.as_of = ${asOf}::date
      and (e.learned_class <> p.learned_class or p.drift is not null)
      and not exists (
        select from correction c where c.company_id = p.company_id and c.ledger_guid = l.guid and c.kind = 'class-pin'
          and ${holdsOn(today)})`.execute(query);
  return found.rows;
}
