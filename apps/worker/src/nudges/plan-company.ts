import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { generationOf } from "@cfa/db/queries/insights/learned";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import { lockCompany } from "@cfa/db/queries/locks";
import { addressSalt, keepAddresses } from "@cfa/db/queries/nudges/address-salt";
import { endAllWaiting, keepPlan, type KeptPlan } from "@cfa/db/queries/nudges/keep-plan";
import { nudgeSaid } from "@cfa/db/queries/nudges/said";
import { freeSteps } from "@cfa/db/queries/nudges/silence-steps";
import type { Enqueue } from "@cfa/db/queue";
import type { PartyFacts } from "@cfa/nudges/facts";
import type { Plan } from "@cfa/nudges/plan";
import type { PlanRules } from "@cfa/nudges/rules";
import { localDateAt, type LocalDate } from "@cfa/values/local-date";
import type { Logger } from "pino";

import { makeSalt } from "./address-hash.ts";
import { readPartyFacts } from "./party-facts.ts";
import { readPlanRules } from "./plan-rules.ts";

/** What is to be sent to parties, and what not and why. */
export type Planner = (
  parties: readonly PartyFacts[],
  rules: PlanRules,
  on: { today: LocalDate; now: Date },
) => Plan;

export type PlanDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  readonly now: Date;
  readonly planner: Planner;
  /** Where customers' pages are. */
  readonly publicUrl: string;
};

/**
 * Plans a company's nudges anew as of now, in one transaction. Nothing goes out by it: what needs nobody's word is queued, and looked at once more when its moment has
 * come. Where reminders are off, what waits ends. Safe to run twice.
 */
export async function planCompany(deps: PlanDeps, companyId: string): Promise<void> {
  const kept = await inCompany(deps.db, companyId, (tx) => plan(tx, deps), { role: "job" });
  if (kept !== null) deps.log.info({ companyId, ...kept }, "nudges were planned");
}

async function plan(
  tx: CompanyTx,
  { now, enqueue, planner, publicUrl }: PlanDeps,
): Promise<KeptPlan | { ended: number } | null> {
  await lockCompany(tx, "nudge"); // nobody decides about what is being planned anew
  if (!(await holdCompany(tx))) return null;
  const today = localDateAt(now);
  const said = await nudgeSaid(tx);
  if (said === undefined) return null;
  if (!said.isOn) return { ended: await endAllWaiting(tx, { now, code: "off" }) };
  const linkHost = new URL(publicUrl).hostname;
  const rules = await readPlanRules(tx, { today, linkHost });
  if (rules === null) return null;
  await freeSteps(tx, now);
  const salt = await addressSalt(tx, makeSalt());
  const { parties, addresses } = await readPartyFacts(tx, { now, salt, wayOrder: said.wayOrder });
  await keepAddresses(tx, addresses, now);
  const kept = await keepPlan(tx, planner(parties, rules, { today, now }), {
    now,
    generation: await generationOf(tx),
    classes: new Map(parties.map((party) => [party.guid, party.class])),
  });
  if (kept.queued > 0) await enqueue(tx, "send-nudges", { companyId: tx.companyId });
  return kept;
}
