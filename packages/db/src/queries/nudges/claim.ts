import { randomUUID } from "node:crypto";

import type { AddressFact, PlannedBill } from "@cfa/nudges/facts";
import type { Provider } from "@cfa/nudges/kinds";
import type { SendVerdict } from "@cfa/nudges/plan";
import type { EndCode, PutOffCode } from "@cfa/nudges/silence";
import { jsonWithPaise } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";
import { silenceSteps } from "./silence-steps.ts";
import type { HeldNudge } from "./stored-nudge.ts";

type Send = SendVerdict & { kind: "send" };

/** An attempt that is written down: from the moment this is committed it counts as made. */
export type Claimed = { attemptId: string; messageId: string };

/** What a message is sent with. `tokenHash`: of the link in it. */
export type Claim = {
  readonly verdict: Send;
  readonly provider: Provider;
  readonly at: Date;
  /** After the @ of what we call a message. */
  readonly host: string;
  readonly tokenHash: Uint8Array | null;
};

/**
 * Takes the steps that a nudge speaks of, which are then no other's, and writes its attempt down; null where one of them is taken already. Its caller
 * holds the nudge and its party.
 */
export async function claimAttempt(tx: CompanyTx, nudge: HeldNudge, claim: Claim): Promise<Claimed | null> {
  const { verdict, provider, at, host, tokenHash } = claim;
  const steps = verdict.bills.flatMap(stepOf);
  if (await areTaken(tx, nudge, steps)) return null;
  await takeSteps(tx, nudge, { steps, at });
  const [attemptId, { address, rendered }] = [randomUUID(), verdict];
  const messageId = `<${attemptId}@${host}>`;
  await tx.run(
    `insert into nudge_attempt (company_id, attempt_id, nudge_id, attempt_no, way, provider, template_id, address_hash, address_end, state,
       message_id, text, cost, units, called_at)
     select $1, $2, $3, 1 + count(*), $4, $5, $6, $7, $8, 'calling', $9, $10, $11, $12, $13
     from nudge_attempt where company_id = $1 and nudge_id = $3`,
    [
      tx.companyId,
      attemptId,
      nudge.nudgeId,
      verdict.way,
      provider,
      verdict.template?.templateId ?? null,
      address === null ? null : bytesOf(address),
      address?.end ?? null,
      messageId,
      rendered.body,
      rendered.cost,
      rendered.units,
      at,
    ],
  );
  if (tokenHash !== null) await addLink(tx, nudge, { tokenHash, attemptId, at });
  await tx.run("update nudge set state = 'sending', bills = $3 where company_id = $1 and nudge_id = $2", [
    tx.companyId,
    nudge.nudgeId,
    jsonWithPaise(verdict.bills),
  ]);
  return { attemptId, messageId };
}

/** The bytes of an address's hash, as they are kept. */
export function bytesOf({ hash }: Pick<AddressFact, "hash">): Buffer {
  return Buffer.from(hash, "hex");
}

type Step = { guid: string; billKey: string; billDate: string; stage: string; dueOn: string };

function stepOf({ bill, stage, dueDate }: PlannedBill): Step[] {
  return stage === null ? [] : [{ ...bill, stage, dueOn: dueDate }];
}

const STEPS = `jsonb_to_recordset($2::jsonb) as s (guid text, "billKey" text, "billDate" date, stage text, "dueOn" date)`;

async function areTaken(tx: CompanyTx, nudge: HeldNudge, steps: readonly Step[]): Promise<boolean> {
  const taken = await tx.run(
    `select from dunning_step d join ${STEPS}
       on s.guid = d.ledger_guid and s."billKey" = d.bill_key and s."billDate" = d.bill_date and s.stage = d.stage
     where d.company_id = $1 and (d.nudge_id <> $3 or d.code = 'taken-back')`,
    [tx.companyId, JSON.stringify(steps), nudge.nudgeId],
  );
  return taken.length > 0;
}

/** A step that nobody looked at so far is there from now on. */
async function takeSteps(
  tx: CompanyTx,
  nudge: HeldNudge,
  { steps, at }: { steps: readonly Step[]; at: Date },
): Promise<void> {
  await tx.run(
    `insert into dunning_step (company_id, ledger_guid, bill_key, bill_date, stage, due_on, state, nudge_id, looked_at)
     select $1, guid, "billKey", "billDate", stage, "dueOn", 'taken', $3, $4 from ${STEPS}
     on conflict (company_id, ledger_guid, bill_key, bill_date, stage)
       do update set state = 'taken', nudge_id = excluded.nudge_id, code = null, looked_at = excluded.looked_at`,
    [tx.companyId, JSON.stringify(steps), nudge.nudgeId, at],
  );
}

/** Makes an address under which the customer sees what a message is about: the page of its offer, where it is of one. */
export async function addLink(
  tx: CompanyTx,
  { nudgeId, offerId }: Pick<HeldNudge, "nudgeId" | "offerId">,
  link: { tokenHash: Uint8Array; attemptId: string; at: Date },
): Promise<void> {
  const hash = Buffer.from(link.tokenHash);
  if (offerId !== null) {
    await tx.run(
      `insert into offer_link (company_id, token_hash, offer_id, made_at, made_by, nudge_id) values ($1, $2, $3, $4, 'nudge', $5)`,
      [tx.companyId, hash, offerId, link.at, nudgeId],
    );
    return;
  }
  await tx.run(
    "insert into nudge_link (company_id, token_hash, nudge_id, attempt_id, made_at) values ($1, $2, $3, $4, $5)",
    [tx.companyId, hash, nudgeId, link.attemptId, link.at],
  );
}

/** Ends a held nudge without a message. Where attempts were made and none arrived, it has failed. Its steps say why they are silent; where no attempt was made they are free. */
export async function endNudge(
  tx: CompanyTx,
  nudgeId: string,
  { code, at, detail = null }: { code: EndCode; at: Date; detail?: string | null },
): Promise<void> {
  const scope = [tx.companyId, nudgeId];
  if (code === "no-way-left") {
    await tx.run(
      "update nudge set state = 'failed', end_detail = $3 where company_id = $1 and nudge_id = $2",
      [...scope, detail],
    );
  } else {
    await tx.run(
      `update nudge set state = 'ended', ended_at = $3, end_code = $4, end_detail = $5 where company_id = $1 and nudge_id = $2`,
      [...scope, at, code, detail],
    );
  }
  await tx.run(
    `update dunning_step d set state = 'silent', code = $3, looked_at = $4, nudge_id = case when exists (
         select from nudge_attempt a where a.company_id = $1 and a.nudge_id = $2 and a.state <> 'put-off') then d.nudge_id end
     where company_id = $1 and nudge_id = $2 and state = 'taken'`,
    [...scope, code, at],
  );
  await silenceSteps(tx, [nudgeId], { code, at });
}

/** Lets a held nudge wait until a moment: within its own time, after which it is ended instead. */
export async function putOffNudge(
  tx: CompanyTx,
  nudgeId: string,
  { until, code }: { until: Date; code: PutOffCode },
): Promise<void> {
  await tx.run(
    `update nudge set send_at = least($3::timestamptz, not_after - interval '1 second'), end_detail = $4
     where company_id = $1 and nudge_id = $2`,
    [tx.companyId, nudgeId, until, code],
  );
}

/** Gives a held nudge back to who approves: what it would say now is not what was approved. */
export async function askAgain(tx: CompanyTx, nudgeId: string, code: string): Promise<void> {
  await tx.run(
    `update nudge set state = 'proposed', approved_at = null, approved_by = null, approved_name = null,
       approval = case approval when 'automatic' then 'each' else approval end, end_detail = $3
     where company_id = $1 and nudge_id = $2`,
    [tx.companyId, nudgeId, code],
  );
}
