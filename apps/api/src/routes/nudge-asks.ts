import type { NudgeAsk } from "@cfa/contract/nudge-asks";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { noteAccess } from "@cfa/db/queries/nudges/access-log";
import { keepAsk, latestAsks } from "@cfa/db/queries/nudges/asks";
import { nudgeRow } from "@cfa/db/queries/nudges/log";
import { nudgeSetting } from "@cfa/db/queries/nudges/settings";

import type { Scope, Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { mayApprove } from "../nudges/may-approve.ts";
import { partyGuids } from "../nudges/party-guids.ts";
import { presentNudges } from "../nudges/present.ts";

/** What people ask to be sent to one customer. A worker plans it; until then it waits. */
export function nudgeAskRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { nudgeAsks } = routes;
  return {
    read: nudgeAsks.read.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const [guid = ""] = await partyGuids(tx, input.partyId);
        return { rows: await asksOf(tx, guid, scope) };
      }),
    ),

    ask: nudgeAsks.ask.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const { kind, partyId } = input;
        const [guid = ""] = await partyGuids(tx, partyId);
        const { accountantApproves } = await nudgeSetting(tx);
        const isWord = mayApprove(kind, { role: scope.role, accountantApproves });
        const { askId, isNew } = await keepAsk(tx, { guid, kind, isWord, at: scope.now, by: scope.user });
        if (isNew) {
          const detail = { partyId, after: { asked: kind } };
          await addAuditEntry(tx, { user: scope.user, action: "change-nudge-asked", detail });
        }
        await enqueue(tx, "plan-asked", { companyId: scope.companyId, askId });
        return { rows: await asksOf(tx, guid, scope) };
      }),
    ),
  };
}

async function asksOf(tx: CompanyTx, guid: string, scope: Scope): Promise<NudgeAsk[]> {
  await noteAccess(tx, { user: scope.user, what: "message-log", subject: guid, at: scope.now });
  const out: NudgeAsk[] = [];
  for (const { kind, at, by, state, code, nudgeId } of await latestAsks(tx, guid)) {
    const row = nudgeId === null ? undefined : await nudgeRow(tx, nudgeId);
    const [nudge = null] = row === undefined ? [] : await presentNudges(tx, [row], scope);
    out.push({ kind, at: at.toISOString(), by, state, code, nudge });
  }
  return out;
}
