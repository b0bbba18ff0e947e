import type { PaymentClass } from "@cfa/insights/payment-behaviour";
import type { Plan, PlannedNudge, StepLook } from "@cfa/nudges/plan";
import { jsonWithPaise } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";

export type KeptPlan = { proposed: number; queued: number; silent: number };

/**
 * Keeps a plan in the place of the one before. A nudge that waits gets what is planned of it now: what comes to more than was approved waits for a person
 * again; what is not planned any more ends with the reason of its step. What is being sent, or was, keeps what it has; so does a step that a nudge has taken
 * or a person has taken back. Safe to repeat.
 */
export async function keepPlan(
  tx: CompanyTx,
  plan: Plan,
  on: { now: Date; generation: bigint; classes: ReadonlyMap<string, PaymentClass> },
): Promise<KeptPlan> {
  await endUnplanned(tx, plan, on.now);
  await keepNudges(tx, plan.nudges, on);
  await keepSteps(tx, plan.steps, on.now);
  await closeSteps(tx, plan.steps, on.now);
  const [count] = await tx.run<{ proposed: number; queued: number }>(
    `select count(*) filter (where state = 'proposed')::int as proposed, count(*) filter (where state = 'queued')::int as queued
     from nudge where company_id = $1 and state in ('proposed', 'queued')`,
    [tx.companyId],
  );
  const silent = plan.steps.filter(({ state }) => state === "silent").length;
  return { proposed: count?.proposed ?? 0, queued: count?.queued ?? 0, silent };
}

/** Ends whatever waits, and so do its steps: reminders were switched off. */
export async function endAllWaiting(
  tx: CompanyTx,
  { now, code }: { now: Date; code: string },
): Promise<number> {
  const rows = await tx.run(
    `update nudge set state = 'ended', ended_at = $2, end_code = $3 where company_id = $1 and state in ('proposed', 'queued')
     returning nudge_id`,
    [tx.companyId, now, code],
  );
  await tx.run(
    "update dunning_step set state = 'silent', looked_at = $2, code = $3 where company_id = $1 and state = 'open'",
    [tx.companyId, now, code],
  );
  return rows.length;
}

/**
 * Ends what waits and is not planned any more. What a person asked for by hand is no part of a plan, nor is what did not arrive and goes another way, which the gate
 * judges: either ends with its day.
 */
async function endUnplanned(tx: CompanyTx, plan: Plan, now: Date): Promise<void> {
  await tx.run(
    `with planned as (
       select * from jsonb_to_recordset($2::jsonb) as p (guid text, kind text, stage text, day date)
     ), looked as (
       select * from jsonb_to_recordset($3::jsonb) as s (guid text, "billKey" text, "billDate" text, stage text, code text)
     ), gone as (
       select n.nudge_id, coalesce(
         (select l.code from jsonb_to_recordset(n.bills) as b (bill jsonb, stage text)
          join looked l on l.guid = b.bill ->> 'guid' and l."billKey" = b.bill ->> 'billKey' and l."billDate" = b.bill ->> 'billDate'
            and l.stage = b.stage limit 1),
         case when n.not_after <= $4 then 'day-passed' else 'passed-over' end) as code
       from nudge n
       where n.company_id = $1 and n.state in ('proposed', 'queued') and not exists (
           select from planned p where p.guid = n.ledger_guid and p.kind = n.kind and p.stage = n.stage and p.day = n.day)
         and (n.not_after <= $4 or n.approval <> 'by-hand' and not exists (
           select from nudge_attempt a where a.company_id = $1 and a.nudge_id = n.nudge_id and a.state <> 'put-off'))
     )
     update nudge n set state = 'ended', ended_at = $4, end_code = gone.code from gone
     where n.company_id = $1 and n.nudge_id = gone.nudge_id and n.state in ('proposed', 'queued')`,
    [
      tx.companyId,
      JSON.stringify(plan.nudges.map(({ guid, kind, stage, day }) => ({ guid, kind, stage, day }))),
      JSON.stringify(
        plan.steps
          .filter(({ state }) => state === "silent")
          .map(({ bill, stage, code }) => ({ ...bill, stage, code })),
      ),
      now,
    ],
  );
}

async function keepNudges(
  tx: CompanyTx,
  nudges: readonly PlannedNudge[],
  { now, generation, classes }: { now: Date; generation: bigint; classes: ReadonlyMap<string, PaymentClass> },
): Promise<void> {
  const rows = nudges.map((nudge) => ({ ...nudge, class: classes.get(nudge.guid) ?? "new" }));
  await tx.run(
    `insert into nudge as n (company_id, ledger_guid, kind, stage, day, offer_id, class, language, way_order, send_at, not_after, state, reason,
       bills, amount, cost, preview, approval, plan_generation, made_at)
     select $1, guid, kind, stage, day, "offerId", class, language, array(select jsonb_array_elements_text("wayOrder")), "sendAt", "notAfter",
       case approval when 'automatic' then 'queued' else 'proposed' end, reason, bills, amount, cost, preview, approval, $4, $3
     from jsonb_to_recordset($2::jsonb) as p (guid text, kind text, stage text, day date, "offerId" uuid, class text, language text, "wayOrder" jsonb,
       "sendAt" timestamptz, "notAfter" timestamptz, reason jsonb, bills jsonb, amount bigint, cost bigint, preview jsonb, approval text)
     on conflict (company_id, ledger_guid, kind, stage, day) do update set
       class = excluded.class, language = excluded.language, way_order = excluded.way_order, send_at = ${SEND_AT},
       not_after = excluded.not_after, reason = excluded.reason, bills = excluded.bills, amount = excluded.amount, cost = excluded.cost,
       preview = excluded.preview, approval = excluded.approval, plan_generation = excluded.plan_generation,
       state = case when excluded.approval = 'automatic' or ${STAYS_APPROVED} then 'queued' else 'proposed' end,
       approved_at = case when ${STAYS_APPROVED} then n.approved_at end,
       approved_by = case when ${STAYS_APPROVED} then n.approved_by end,
       approved_name = case when ${STAYS_APPROVED} then n.approved_name end
     where n.state in ('proposed', 'queued') and n.approval <> 'by-hand'`,
    [tx.companyId, jsonWithPaise(rows), now, generation],
  );
}

/** What is due already, or was put off by who carries it, is not moved by being planned anew. */
const SEND_AT = `case when n.send_at <= $3 or exists (
    select from nudge_attempt a where a.company_id = n.company_id and a.nudge_id = n.nudge_id)
  then least(n.send_at, excluded.not_after - interval '1 second') else excluded.send_at end`;

/** A person has approved as much or more. */
const STAYS_APPROVED = "(n.approved_at is not null and excluded.amount <= n.amount)";

/** Keeps what became of due stages. A step that a nudge has taken, or a person has taken back, keeps what it has. */
export async function keepSteps(tx: CompanyTx, steps: readonly StepLook[], now: Date): Promise<void> {
  await tx.run(
    `insert into dunning_step as d (company_id, ledger_guid, bill_key, bill_date, stage, due_on, state, code, looked_at)
     select $1, guid, "billKey", "billDate", stage, "dueOn", state, code, $3
     from jsonb_to_recordset($2::jsonb) as s (guid text, "billKey" text, "billDate" date, stage text, "dueOn" date, state text, code text)
     on conflict (company_id, ledger_guid, bill_key, bill_date, stage) do update
       set due_on = excluded.due_on, state = excluded.state, code = excluded.code, looked_at = excluded.looked_at
       where d.nudge_id is null and d.code is distinct from 'taken-back' and (d.state, d.code, d.due_on) is distinct from (excluded.state, excluded.code, excluded.due_on)`,
    [
      tx.companyId,
      JSON.stringify(
        steps
          .filter(({ state }) => state !== "taken")
          .map(({ bill, stage, dueOn, state, code }) => ({ ...bill, stage, dueOn, state, code })),
      ),
      now,
    ],
  );
}

/** A step that waited and that nobody looks at any more says why: its bill is paid or gone, or is at another stage. */
async function closeSteps(tx: CompanyTx, steps: readonly StepLook[], now: Date): Promise<void> {
  await tx.run(
    `update dunning_step d set state = 'silent', looked_at = $3, code = case when exists (
         select from bill b join ledger l on l.company_id = b.company_id and l.ledger_id = coalesce(b.origin_ledger_id, b.ledger_id)
         where b.company_id = d.company_id and l.guid = d.ledger_guid and b.name_key = d.bill_key and b.date = d.bill_date and b.open > 0)
       then 'passed-over' else 'paid' end
     where d.company_id = $1 and d.state = 'open' and not exists (
       select from jsonb_to_recordset($2::jsonb) as s (guid text, "billKey" text, "billDate" date, stage text)
       where s.guid = d.ledger_guid and s."billKey" = d.bill_key and s."billDate" = d.bill_date and s.stage = d.stage)`,
    [tx.companyId, JSON.stringify(steps.map(({ bill, stage }) => ({ ...bill, stage }))), now],
  );
}
