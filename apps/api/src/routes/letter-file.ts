import { LettersAsk } from "@cfa/contract/letters";
import { MOST_LETTERS } from "@cfa/contract/nudge-kinds";
import { inCompany } from "@cfa/db/company-scope";
import { lockCompany } from "@cfa/db/queries/locks";
import { EVERYBODY, noteAccess } from "@cfa/db/queries/nudges/access-log";
import { lettersOf, lettersToPrint } from "@cfa/db/queries/nudges/letters";
import { writeLetters, type Letter } from "@cfa/reports/letters";
import { Hono } from "hono";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { enterCompany, type FileRouteDeps } from "../http/enter-company.ts";
import type { WebEnv } from "../http/web-env.ts";
import { printLetters } from "../nudges/print-letters.ts";
import { readShape } from "../read-shape.ts";
import { attachment } from "../reports/file-name.ts";
import { keepWritten } from "../reports/keep-file.ts";
import { createTurns } from "../reports/turns.ts";
import { uuidOf } from "../uuid-of.ts";
import { REPORT_TYPES } from "./report-files.ts";

const FILE = "/api/companies/:companyId/letters/pdf";

type Deps = FileRouteDeps & { readonly publicUrl: string };

/** Letters as one document, each as it stands when it is asked for. */
export function letterFileRoutes(deps: Deps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const inTurn = createTurns({ atOnce: 2, waiting: 20 });

  app.get(FILE, async (c) => {
    const scope = await enterCompany(c, deps, ["GET", FILE]);
    const { nudgeIds } = readShape(LettersAsk, c.req.query());
    const { file, name } = await inTurn(async () => {
      const { letters, company } = await printed(deps, scope, nudgeIds);
      const kept = await keepWritten((to) => writeLetters(letters, to));
      return { file: kept, name: attachment([company, "letters", scope.today], "pdf") };
    });
    return new Response(file.send(), {
      headers: {
        "content-type": REPORT_TYPES.pdf,
        "content-length": String(file.bytes),
        "content-disposition": name,
        "cache-control": "no-store",
      },
    });
  });
  return app;
}

function printed(
  { db, publicUrl }: Deps,
  scope: Scope,
  nudgeIds: readonly string[] | undefined,
): Promise<{ letters: [Letter, ...Letter[]]; company: string }> {
  const { companyId, user, now } = scope;
  return inCompany(db, companyId, async (tx) => {
    await lockCompany(tx, "nudge");
    await noteAccess(tx, { user, what: "message-log", subject: EVERYBODY, at: now });
    const ids = nudgeIds?.map((id) => uuidOf("nudge", id));
    const rows = ids === undefined ? await lettersToPrint(tx, MOST_LETTERS) : await lettersOf(tx, ids);
    const { letters, company } = await printLetters(tx, rows, { scope, publicUrl });
    const [first, ...others] = letters;
    if (first === undefined) {
      throw new ApiFailure("not-found", {
        message: "No letter is to be printed: what they asked for is paid, promised or in dispute by now.",
      });
    }
    return { letters: [first, ...others], company };
  });
}
