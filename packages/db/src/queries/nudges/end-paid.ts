import type { CompanyTx } from "../../company-scope.ts";

/**
 * Ends the reminders that wait and of whose bills nothing is open any more, in the transaction that brought the money: whoever looks sees it at once. What is
 * being sent is judged by the books as they stood; the gate asks them itself.
 */
export async function endPaidNudges(tx: CompanyTx): Promise<number> {
  const ended = await tx.run<{ id: string }>(
    `update nudge n set state = 'ended', ended_at = now(), end_code = 'paid'
     where n.company_id = $1 and n.state in ('proposed', 'queued') and n.kind = 'reminder' and not exists (
       select from jsonb_to_recordset(n.bills) as p (bill jsonb)
       join ledger l on l.company_id = n.company_id and l.guid = p.bill ->> 'guid'
       join bill b on b.company_id = n.company_id and coalesce(b.origin_ledger_id, b.ledger_id) = l.ledger_id and b.side = 'receivable'
         and b.name_key = p.bill ->> 'billKey' and b.date = (p.bill ->> 'billDate')::date
       where b.open > 0 or b.last_settled > (now() at time zone 'Asia/Kolkata')::date)
     returning nudge_id as id`,
    [tx.companyId],
  );
  if (ended.length === 0) return 0;
  await tx.run(
    `update dunning_step d set state = 'silent', code = 'paid', looked_at = now()
     from nudge n, jsonb_to_recordset(n.bills) as p (bill jsonb, stage text)
     where n.company_id = $1 and n.nudge_id = any($2::uuid[]) and p.stage is not null and d.company_id = $1 and d.state = 'open'
       and d.ledger_guid = p.bill ->> 'guid' and d.bill_key = p.bill ->> 'billKey' and d.bill_date = (p.bill ->> 'billDate')::date
       and d.stage = p.stage`,
    [tx.companyId, ended.map(({ id }) => id)],
  );
  return ended.length;
}
