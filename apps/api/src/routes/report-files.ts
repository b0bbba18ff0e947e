import { ReportAsk, ReportFormat, ReportName } from "@cfa/contract/reports";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { readCompany } from "@cfa/db/queries/snapshot";
import { Hono } from "hono";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { enterCompany, type FileRouteDeps } from "../http/enter-company.ts";
import type { WebEnv } from "../http/web-env.ts";
import { readShape } from "../read-shape.ts";
import { asReport } from "../reports/as-report.ts";
import { attachment } from "../reports/file-name.ts";
import { keepFile, type KeptFile } from "../reports/keep-file.ts";
import { sourceOf } from "../reports/sources.ts";
import { createTurns } from "../reports/turns.ts";
import { reportWords } from "../reports/report-words.ts";

const FILE = "/api/companies/:companyId/reports/:file";
/** The kind of each form, as HTTP names it. */
export const REPORT_TYPES: Readonly<Record<ReportFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
};

/** Reports as files: read, written down, noted, sent. */
export function reportFileRoutes(deps: FileRouteDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const inTurn = createTurns({ atOnce: 2, waiting: 20 });

  app.get(FILE, async (c) => {
    const scope = await enterCompany(c, deps, ["GET", FILE]);
    const wanted = wantedOf(c.req.param("file"), c.req.query());
    const { file, name } = await inTurn(() => written(deps, scope, wanted));
    return new Response(file.send(), {
      headers: {
        "content-type": REPORT_TYPES[wanted.format],
        "content-length": String(file.bytes),
        "content-disposition": name,
        "cache-control": "no-store",
      },
    });
  });
  return app;
}

type Wanted = { report: ReportName; format: ReportFormat; ask: ReportAsk };

function wantedOf(file: string, query: Record<string, string>): Wanted {
  const [, name, ending] = /^([a-z-]+)\.([a-z]+)$/.exec(file) ?? [];
  const [report, format] = [ReportName.safeParse(name), ReportFormat.safeParse(ending)];
  if (!report.success || !format.success) throw new ApiFailure("not-found");
  return { report: report.data, format: format.data, ask: readShape(ReportAsk, query) };
}

/** The report as a file, and the name it goes by. That it left the company is on record before it is sent. */
async function written(
  { db }: FileRouteDeps,
  scope: Scope,
  { report, format, ask }: Wanted,
): Promise<{ file: KeptFile; name: string }> {
  const { file, parts } = await readCompany(db, scope.companyId, async (snapshot) => {
    const asked = { report, ask, scope, snapshot, words: reportWords(ask.language) };
    const source = await sourceOf(asked);
    const whole = await asReport(asked, source);
    const day = ask.asOf ?? ask.to ?? scope.today;
    return { file: await keepFile(whole, format), parts: [whole.head.company, report, source.about, day] };
  });
  try {
    const detail = { report, format, ...ask, bytes: file.bytes };
    await inCompany(db, scope.companyId, (tx) =>
      addAuditEntry(tx, { user: scope.user, action: "report.exported", detail }),
    );
  } catch (error) {
    await file.drop();
    throw error;
  }
  return { file, name: attachment(parts, format) };
}
