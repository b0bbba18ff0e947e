import { auditItems, auditPeople } from "@cfa/db/queries/audit";
import { readCompany } from "@cfa/db/queries/snapshot";

import { ACTIONS, presentAudit } from "../audit/present.ts";
import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { askedDay } from "./asked-day.ts";
import { isMicros, isUuid, pageOf, readCursor } from "./cursor.ts";

/** The audit log: who did what in the company, newest first. */
export function auditRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  return {
    list: routes.audit.list.use(member).handler(({ context: { scope }, input }) => {
      const { limit } = input;
      const place = readCursor(input.cursor, [isMicros, isUuid]);
      const wanted = {
        actions: input.about === undefined ? [] : ACTIONS[input.about],
        userId: input.who ?? null,
        from: input.from === undefined ? null : askedDay("from", input.from),
        to: input.to === undefined ? null : askedDay("to", input.to),
        limit: limit + 1,
        after: place && { atMicros: place[0] ?? "", auditId: place[1] ?? "" },
      };
      return readCompany(db, scope.companyId, async (snapshot) => {
        const items = await auditItems(snapshot, wanted);
        const page = pageOf(items, { limit, placeOf: (item) => [item.atMicros.toString(), item.auditId] });
        return {
          ...page,
          rows: await presentAudit(snapshot, page.rows),
          people: await auditPeople(snapshot),
        };
      });
    }),
  };
}
