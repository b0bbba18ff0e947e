import type { CompanyTx } from "../../company-scope.ts";
import { silenceSteps } from "./silence-steps.ts";

/**
 * Ends the reminders that wait and of whose bills nothing is open any more, in the transaction that brought the money: whoever looks sees it at once. What is
 * being sent is judged by the books as they stood; the gate asks them itself.
 */
export async function endPaidNudges(tx: CompanyTx): Promise<number> {
  const ended = await tx.run<{ id: string; at: Date }>(
    `update nudge n set state = 'ended', ended_at = now(), end_code = 'paid'
     where n.company_id = $1 and n.state in ('proposed', 'queued') and n.kind = 'reminder' and not exists (
       select from jsonb_to_recordset(n.bills) as p (bill jsonb)
       join ledger l on l.company_id = n.company_id and l.guid = p.bill ->> 'guid'
       join bill b on b.company_id = n.company_id and coalesce(b.origin_ledger_id, b.ledger_id) = l.ledger_id and b.side = 'receivable'
         and b.name_key = p.bill ->> 'billKey' and b.date = (p.bill ->> 'billDate')::date
       where b.open > 0 or b.last_settled > (now() at time zone 'Asia/Kolkata')::date)
     returning nudge_id as id, ended_at as at`,
    [tx.companyId],
  );
  const [first] = ended;
  if (first === undefined) return 0;
  await silenceSteps(
    tx,
    ended.map(({ id }) => id),
    { code: "paid", at: first.at },
  );
  return ended.length;
}
