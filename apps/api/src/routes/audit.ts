import { auditItems, auditPeople } from "@cfa/db/queries/audit";
import { readCompany } from "@cfa/db/queries/snapshot";
import { parseLocalDate } from "@cfa/values/local-date";

import { ACTIONS, presentAudit } from "../audit/present.ts";
import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
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
        from: dayIn(input.from, "from"),
        to: dayIn(input.to, "to"),
        limit: limit + 1,
        after: place && { atMicros: place[0] ?? "", auditId: place[1] ?? "" },
      };
      return readCompany(db, scope.companyId, async (snapshot) => {
        const items = await auditItems(snapshot, wanted);
        const page = pageOf(items, { limit, placeOf: (item) => [item.atMicros.toString(), item.auditId] });
        return { ...page, rows: page.rows.map(presentAudit), people: await auditPeople(snapshot) };
      });
    }),
  };
}

function dayIn(text: string | undefined, field: string): string | null {
  if (text === undefined) return null;
  const day = parseLocalDate(text);
  if (day.ok) return day.value;
  throw new ApiFailure("bad-input", {
    field,
    message: `The value of "${field}" is not right: ${day.error}.`,
  });
}
