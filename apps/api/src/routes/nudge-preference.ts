import { isDeepStrictEqual } from "node:util";

import type { NudgePreference, NudgePreferenceStanding } from "@cfa/contract/nudge-preference";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { lockCompany } from "@cfa/db/queries/locks";
import { keepNudgePreference, nudgePreference } from "@cfa/db/queries/nudges/preference";
import { readCompany, type BooksReader } from "@cfa/db/queries/snapshot";

import type { Scope, Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { partyGuids } from "../nudges/party-guids.ts";
import { usualWriting } from "../nudges/usual-writing.ts";
import { askedDay } from "./asked-day.ts";

const AS_FOR_ALL: NudgePreference = { wayOrder: null, hour: null, quietUntil: null, language: null };

/** How one customer is written to, where that is not as for all. No message to it is judged while that changes, and a worker plans anew. */
export function nudgePreferenceRoutes(
  { db, enqueue }: Services,
  { routes, member }: ReturnType<typeof guarded>,
) {
  const { nudgePreference: preference } = routes;
  return {
    read: preference.read
      .use(member)
      .handler(({ context: { scope }, input }) =>
        readCompany(db, scope.companyId, async (snapshot) =>
          standing(snapshot, await partyGuids(snapshot, input.partyId), scope),
        ),
      ),

    change: preference.change.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockCompany(tx, "nudge");
        const guids = await partyGuids(tx, input.partyId);
        const [guid = ""] = guids;
        const before = await saidOf(tx, guid);
        const after = input.preference;
        if (isDeepStrictEqual(before, after)) return standing(tx, guids, scope);
        const { quietUntil } = after;
        const day = quietUntil === null ? null : askedDay("preference.quietUntil", quietUntil);
        await keepNudgePreference(tx, guid, { ...after, quietUntil: day, at: scope.now });
        const detail = { partyId: input.partyId, before: toTell(before), after: toTell(after) };
        await addAuditEntry(tx, { user: scope.user, action: "change-nudge-preference", detail });
        await enqueue(tx, "plan-nudges", { companyId: scope.companyId });
        return standing(tx, guids, scope);
      }),
    ),
  };
}

async function standing(
  reader: BooksReader,
  guids: readonly string[],
  scope: Scope,
): Promise<NudgePreferenceStanding> {
  return { ...(await saidOf(reader, guids[0] ?? "")), usual: await usualWriting(reader, guids, scope) };
}

async function saidOf(reader: BooksReader, guid: string): Promise<NudgePreference> {
  return (await nudgePreference(reader, guid)) ?? AS_FOR_ALL;
}

/** As the audit log has it: what is as for all is left out. */
function toTell({ wayOrder, hour, quietUntil, language }: NudgePreference): object {
  return {
    ...(wayOrder === null ? {} : { wayOrder }),
    ...(hour === null ? {} : { fromMinute: `${String(hour).padStart(2, "0")}:00` }),
    ...(quietUntil === null ? {} : { until: quietUntil }),
    ...(language === null ? {} : { language }),
  };
}
