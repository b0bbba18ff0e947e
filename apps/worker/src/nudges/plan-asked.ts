import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import { generationOf } from "@cfa/db/queries/insights/learned";
import { lockCompany } from "@cfa/db/queries/locks";
import { addressSalt, keepAddresses } from "@cfa/db/queries/nudges/address-salt";
import { holdAsk, keepAskedNudge, settleAsk, type HeldAsk } from "@cfa/db/queries/nudges/asks";
import { keepSteps } from "@cfa/db/queries/nudges/keep-plan";
import { nudgeSaid } from "@cfa/db/queries/nudges/said";
import { planByHand } from "@cfa/nudges/plan-by-hand";
import { localDateAt } from "@cfa/values/local-date";

import { makeSalt } from "./address-hash.ts";
import { readPartyFacts } from "./party-facts.ts";
import type { PlanDeps } from "./plan-company.ts";
import { readPlanRules } from "./plan-rules.ts";

type Deps = Omit<PlanDeps, "planner">;

/**
 * Plans what a person has asked to be sent to one party, in one transaction, and writes down what came of it. Nothing goes out by it: it is judged once more when it is
 * sent. Safe to run twice: what was planned is not planned again.
 */
export async function planAsked(
  deps: Deps,
  { companyId, askId }: { companyId: string; askId: string },
): Promise<void> {
  const came = await inCompany(deps.db, companyId, (tx) => settle(tx, askId, deps), { role: "job" });
  if (came !== null) deps.log.info({ companyId, askId, ...came }, "what was asked by hand was planned");
}

type Came = { nudgeId: string } | { code: string };

async function settle(tx: CompanyTx, askId: string, deps: Deps): Promise<Came | null> {
  await lockCompany(tx, "nudge"); // nobody decides about what is being planned
  if (!(await holdCompany(tx))) return null;
  const ask = await holdAsk(tx, askId);
  if (ask === undefined) return null;
  const came = await plan(tx, ask, deps);
  await settleAsk(tx, askId, came);
  if ("nudgeId" in came) await deps.enqueue(tx, "send-nudges", { companyId: tx.companyId });
  return came;
}

async function plan(tx: CompanyTx, ask: HeldAsk, { now, publicUrl }: Deps): Promise<Came> {
  const today = localDateAt(now);
  const said = await nudgeSaid(tx);
  const rules = await readPlanRules(tx, { today, linkHost: new URL(publicUrl).hostname });
  if (said === undefined || rules === null) return { code: "off" };
  const salt = await addressSalt(tx, makeSalt());
  const { wayOrder } = said;
  const { parties, addresses } = await readPartyFacts(tx, { now, salt, wayOrder, guids: [ask.guid] });
  const [party] = parties;
  if (party === undefined) return { code: "paid" };
  await keepAddresses(tx, addresses, now);
  const planned = planByHand(ask.kind, party, { rules, on: { today, now } });
  if ("code" in planned) return planned;
  await keepSteps(tx, planned.looks, now);
  // Where the owner wants such messages to be looked at first, asking for one is not yet having seen it.
  const needsNobody = ask.isWord && rules.approval[party.class] === "automatic";
  return keepAskedNudge(tx, planned.nudge, {
    class: party.class,
    now,
    generation: await generationOf(tx),
    word: needsNobody ? ask.by : null,
  });
}
