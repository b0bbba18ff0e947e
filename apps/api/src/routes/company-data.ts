import { randomUUID } from "node:crypto";

import type { CompanyExport } from "@cfa/contract/company-data";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { askForExport, exportIn, type ExportRow } from "@cfa/db/queries/company-export";
import { companyProfile } from "@cfa/db/queries/company-profile";
import { shutCompany } from "@cfa/db/queries/company-removal";
import { lockMembers } from "@cfa/db/queries/members";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";

/** How long a file of everything is kept. */
const KEPT_MILLIS = 24 * 3_600_000;

/** Taking everything along, and deleting the company. */
export function companyDataRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { companyData } = routes;
  return {
    startExport: companyData.startExport.use(member).handler(({ context: { scope } }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockMembers(tx);
        const under = await exportIn(tx);
        if (under?.state === "waiting" && under.expiresAt > scope.now) return presentExport(under, scope.now);
        const exportId = randomUUID();
        const expiresAt = new Date(scope.now.getTime() + KEPT_MILLIS);
        await askForExport(tx, { exportId, by: scope.user.name, now: scope.now, expiresAt });
        await addAuditEntry(tx, { user: scope.user, action: "company.export-asked", detail: {} });
        await enqueue(tx, "export-company", { companyId: scope.companyId, exportId });
        await enqueue(tx, "expire-export", { companyId: scope.companyId, exportId });
        return presentExport(await exportIn(tx), scope.now);
      }),
    ),

    readExport: companyData.readExport
      .use(member)
      .handler(({ context: { scope } }) =>
        inCompany(db, scope.companyId, async (tx) => presentExport(await exportIn(tx), scope.now)),
      ),

    remove: companyData.remove.use(member).handler(async ({ context: { scope, log }, input }) => {
      const { companyId, user } = scope;
      await inCompany(db, companyId, async (tx) => {
        await lockMembers(tx);
        const { name } = await companyProfile(tx);
        if (input.name.trim() !== name.trim()) {
          throw new ApiFailure("bad-input", {
            field: "name",
            message: `To delete this company, type its name as it is written here: ${name}`,
          });
        }
        if (scope.isDemo) {
          throw new ApiFailure("conflict", { message: "The sample company stays. Delete your own instead." });
        }
        await shutCompany(tx);
        await enqueue(tx, "remove-company", { companyId });
      });
      log.info({ event: "company-removal", userId: user.id, companyId }, "company");
      return { removed: true };
    }),
  };
}

function presentExport(row: ExportRow | undefined, now: Date): CompanyExport {
  if (row === undefined || row.expiresAt <= now) {
    return { state: "none", askedAt: null, by: null, expiresAt: null, bytes: 0, rows: 0 };
  }
  return {
    state: row.state,
    askedAt: row.askedAt.toISOString(),
    by: row.by,
    expiresAt: row.expiresAt.toISOString(),
    bytes: Number(row.bytes),
    rows: Number(row.rows),
  };
}
