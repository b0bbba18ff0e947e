import { MAX_PART_BYTES } from "@cfa/contract/upload-files";
import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { addPart, refusedRows } from "@cfa/db/queries/uploads/handing-in";
import { Hono } from "hono";

import { ApiFailure } from "../errors.ts";
import { enterCompany, type FileRouteDeps } from "../http/enter-company.ts";
import type { WebEnv } from "../http/web-env.ts";
import { readBytes } from "../sync/read-body.ts";
import { BYTE_ORDER_MARK, csvLine } from "../uploads/csv-text.ts";
import { uploadIn, uploadNow } from "../uploads/find-upload.ts";

const PART = "/api/companies/:companyId/uploads/:uploadId/files/:fileNo";
const REFUSED = "/api/companies/:companyId/uploads/:uploadId/refused.csv";
const ROWS_AT_ONCE = 500;

/** The two routes of an upload that carry no JSON: the bytes of a file, and its refused rows as a table to keep. */
export function uploadByteRoutes(deps: FileRouteDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  app.put(PART, async (c) => {
    const scope = await enterCompany(c, deps, ["PUT", PART]);
    const [uploadId, fileNo] = [uploadIn(c.req.param("uploadId")), numberIn(c.req.param("fileNo"))];
    const from = numberIn(c.req.query("from") ?? "0");
    const bytes = await readBytes(c.req.raw, MAX_PART_BYTES);
    const part = await inCompany(deps.db, scope.companyId, (tx) =>
      addPart(tx, { uploadId, fileNo, from, bytes }),
    );
    if (part === undefined) {
      throw new ApiFailure("not-found", {
        message: "This upload takes no bytes: it is not there, or all of it has been sent.",
      });
    }
    if (part.received === from && bytes.length > 0) {
      throw new ApiFailure("bad-input", {
        message: `The file was said to have ${part.bytes} bytes, but more were sent.`,
      });
    }
    return c.json({ received: part.received });
  });

  app.get(REFUSED, async (c) => {
    const scope = await enterCompany(c, deps, ["GET", REFUSED]);
    const uploadId = uploadIn(c.req.param("uploadId"));
    await inCompany(deps.db, scope.companyId, (tx) => uploadNow(tx, uploadId));
    return new Response(refusedTable(deps.db, scope.companyId, uploadId), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="refused-rows.csv"',
        "cache-control": "no-store",
      },
    });
  });
  return app;
}

function numberIn(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new ApiFailure("bad-input", { message: `"${text.slice(0, 40)}" is no whole number.` });
}

/** The refused rows, some at a time, so that many of them cost no memory. */
function refusedTable(db: Database, companyId: string, uploadId: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: { fileNo: number; line: number } | null = null;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(BYTE_ORDER_MARK + csvLine(["File", "Line", "Reason", "Row"])));
    },
    async pull(controller) {
      const rows = await inCompany(db, companyId, (tx) =>
        refusedRows(tx, { uploadId, limit: ROWS_AT_ONCE, after }),
      );
      const last = rows.at(-1);
      if (last === undefined) return controller.close();
      after = { fileNo: last.fileNo, line: last.line };
      const lines = rows.map((row) => csvLine([row.file, String(row.line), row.reason, ...row.cells]));
      controller.enqueue(encoder.encode(lines.join("")));
    },
  });
}
