import {
  absences,
  absenceStanding,
  addAuditEntry,
  confirmAbsences,
  countAbsences,
} from "@cfa/db/queries/absences";
import { inCompany } from "@cfa/db/company-scope";
import { readCompany } from "@cfa/db/queries/snapshot";
import { lockSyncState } from "@cfa/db/queries/sync-runs";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { readMoment } from "../sync/finish-run.ts";
import { isName, pageOf, readCursor } from "./cursor.ts";

/** What Tally no longer shows: the list, and a person's word that it is gone. */
export function absenceRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { companies } = routes;
  return {
    absences: companies.absences.use(member).handler(({ context: { scope }, input }) => {
      const place = readCursor(input.cursor, [isName, isName]);
      const after = place && { kind: place[0] ?? "", guid: place[1] ?? "" };
      return readCompany(db, scope.companyId, async (snapshot) => {
        const found = await absences(snapshot, { limit: input.limit + 1, after });
        const page = pageOf(found, { limit: input.limit, placeOf: (row) => [row.kind, row.guid] });
        const rows = page.rows.map((row) => ({ ...row, notedAt: row.notedAt.toISOString() }));
        return { ...page, rows, ...(await absenceStanding(snapshot)) };
      });
    }),

    // Said twice, the second finds nothing left to confirm.
    confirmAbsences: companies.confirmAbsences.use(member).handler(({ context: { scope }, input }) => {
      const { upTo } = input;
      readMoment(upTo, "upTo");
      const { companyId, user } = scope;
      return inCompany(db, companyId, async (tx) => {
        await lockSyncState(tx);
        const confirmed = await countAbsences(tx, upTo);
        if (confirmed === 0) return { confirmed };
        const detail = { objects: confirmed, upTo };
        const confirmId = await addAuditEntry(tx, { user, action: "confirm-absent", detail });
        await confirmAbsences(tx, { upTo, confirmId });
        await enqueue(tx, "remove-absent", { companyId, confirmId });
        return { confirmed };
      });
    }),
  };
}
