import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { exportIn, exportPiece } from "@cfa/db/queries/company-export";
import { Hono } from "hono";

import { ApiFailure } from "../errors.ts";
import { enterCompany, type FileRouteDeps } from "../http/enter-company.ts";
import type { WebEnv } from "../http/web-env.ts";
import { attachment } from "../reports/file-name.ts";

const FILE = "/api/companies/:companyId/export/file";

/** The ZIP of everything, piece by piece. That it left the company is on record before it is sent. */
export function exportFileRoutes(deps: FileRouteDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.get(FILE, async (c) => {
    const scope = await enterCompany(c, deps, ["GET", FILE]);
    const { companyId, user } = scope;
    const row = await inCompany(deps.db, companyId, async (tx) => {
      const ready = await exportIn(tx);
      if (ready?.state !== "ready" || ready.expiresAt <= scope.now) return undefined;
      const detail = { bytes: Number(ready.bytes) };
      await addAuditEntry(tx, { user, action: "company.exported", detail });
      return ready;
    });
    if (row === undefined) {
      throw new ApiFailure("not-found", { message: "There is no file to fetch. Ask for one first." });
    }
    const wanted = { companyId, exportId: row.exportId };
    return new Response(pieces(deps.db, wanted), {
      headers: {
        "content-type": "application/zip",
        "content-length": String(row.bytes),
        "content-disposition": attachment([scope.name, "everything", scope.today], "zip"),
        "cache-control": "no-store",
      },
    });
  });
  return app;
}

/** A file that is made anew, or a company that goes, while this is sent cuts it off: the length tells. */
function pieces(db: Database, wanted: { companyId: string; exportId: string }): ReadableStream<Uint8Array> {
  let pieceNo = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const body = await exportPiece(db, { ...wanted, pieceNo: pieceNo++ });
      if (body === undefined) controller.close();
      else controller.enqueue(new Uint8Array(body));
    },
  });
}
