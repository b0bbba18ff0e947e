import type { Failure } from "@cfa/nudges/facts";

import type { CompanyTx } from "../../company-scope.ts";

type Refused = { attemptId: string; failure: Failure; at: Date };

/**
 * Notes what a provider's refusal says beyond the one message: an address where nobody is, a customer who wants no more, a text that may not be
 * sent, an account that does not work. Nothing is tried that way again until somebody has seen to it.
 */
export async function noteRefusal(tx: CompanyTx, { attemptId, failure, at }: Refused): Promise<void> {
  const { scope, code } = failure;
  if (scope === "address" && code === "dead") await noteDeadAddress(tx, { attemptId, at, code });
  if (scope === "address" && (code === "opted-out" || code === "opted-out-offers")) {
    await noteOptOut(tx, { attemptId, at, code });
  }
  if (scope === "template" && (code === "paused" || code === "recategorised")) {
    await tx.run(
      `update nudge_template t set state = $3, state_why = $4, state_at = $5 from nudge_attempt a
       where a.company_id = $1 and a.attempt_id = $2 and t.company_id = $1 and t.template_id = a.template_id and t.state = 'approved'`,
      [tx.companyId, attemptId, code, failure.detail, at],
    );
  }
  if (scope === "account") {
    await tx.run(
      `update channel_account c set state = $3, state_why = $4, stopped_at = $5 from nudge_attempt a
       where a.company_id = $1 and a.attempt_id = $2 and c.company_id = $1 and c.way = a.way and c.state = 'on'`,
      [tx.companyId, attemptId, code === "bad-keys" ? "bad-keys" : "paused", code, at],
    );
  }
}

async function noteDeadAddress(
  tx: CompanyTx,
  { attemptId, at, code }: { attemptId: string; at: Date; code: string },
): Promise<void> {
  await tx.run(
    `update party_address p set dead_at = $3, dead_why = $4 from nudge_attempt a
     where a.company_id = $1 and a.attempt_id = $2 and p.company_id = $1 and p.way = a.way and p.address_hash = a.address_hash and p.dead_at is null`,
    [tx.companyId, attemptId, at, code],
  );
}

/** A provider that will not carry to a customer because he said so has heard it for us. */
async function noteOptOut(
  tx: CompanyTx,
  { attemptId, at, code }: { attemptId: string; at: Date; code: string },
): Promise<void> {
  await tx.run(
    `insert into consent_event (company_id, ledger_guid, address_hash, kind, way, said, source, proof, at, by_id, by_name)
     select $1, n.ledger_guid, a.address_hash, k.kind, a.way, 'withdrawn', 'provider', a.message_id, $3, '', a.provider
     from nudge_attempt a join nudge n on n.company_id = a.company_id and n.nudge_id = a.nudge_id,
       unnest($4::text[]) as k (kind)
     where a.company_id = $1 and a.attempt_id = $2 and a.address_hash is not null`,
    [tx.companyId, attemptId, at, code === "opted-out" ? ["reminder", "offer"] : ["offer"]],
  );
}
