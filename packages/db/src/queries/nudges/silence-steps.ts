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
