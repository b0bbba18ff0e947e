import type { EndCode } from "@cfa/nudges/silence";

import type { CompanyTx } from "../../company-scope.ts";

/** The steps that some nudges would have taken, and that nobody took, are silent with the reason why those have ended. */
export async function silenceSteps(
  tx: CompanyTx,
  nudgeIds: readonly string[],
  { code, at }: { code: EndCode; at: Date },
): Promise<void> {
  await tx.run(
    `update dunning_step d set state = 'silent', code = $3, looked_at = $4
     from nudge n, jsonb_to_recordset(n.bills) as b (bill jsonb, stage text)
     where n.company_id = $1 and n.nudge_id = any($2::uuid[]) and b.stage is not null and d.company_id = $1 and d.state = 'open'
       and d.ledger_guid = b.bill ->> 'guid' and d.bill_key = b.bill ->> 'billKey' and d.bill_date = (b.bill ->> 'billDate')::date
       and d.stage = b.stage`,
    [tx.companyId, nudgeIds, code, at],
  );
}

/**
 * Steps that a message has taken and that surely was not sent, as whoever carries it put it off each time, are open again: it is planned anew while it waits, and another
 * may speak of them where it has ended.
 */
export async function freeSteps(tx: CompanyTx, at: Date): Promise<void> {
  await tx.run(
    `update dunning_step d set state = 'open', nudge_id = null, code = null, looked_at = $2 from nudge n
     where d.company_id = $1 and d.state = 'taken' and n.company_id = $1 and n.nudge_id = d.nudge_id and n.state in ('proposed', 'queued', 'ended')
       and not exists (select from nudge_attempt a where a.company_id = $1 and a.nudge_id = n.nudge_id and a.state <> 'put-off')`,
    [tx.companyId, at],
  );
}
