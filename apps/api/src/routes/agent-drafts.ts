import { DRAFTS_PATH, ReportOutcome, TakeDraft } from "@cfa/contract/drafts";
import { inCompany } from "@cfa/db/company-scope";
import { Hono } from "hono";

import { requireKey, withKey } from "../auth/agent-key.ts";
import { draftsForAgent, takeDraft, takeOutcome, type Agent } from "../drafts/carry.ts";
import { identityOf } from "../http/request-identity.ts";
import type { WebEnv } from "../http/web-env.ts";
import { admitAgent } from "../sync/admit-agent.ts";
import { readMoment } from "../sync/finish-run.ts";
import { readShape } from "../read-shape.ts";
import { readJsonBody } from "../sync/read-body.ts";
import { uuidOf } from "../uuid-of.ts";
import type { SyncDeps } from "./sync.ts";

/** The agent's calls about vouchers that go to Tally, as packages/contract/src/drafts.ts describes them. */
export function agentDraftRoutes(deps: SyncDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const now = (): Date => deps.now?.() ?? new Date();
  app.get(DRAFTS_PATH, async (c) => {
    const key = await requireKey(c, deps);
    await admitAgent(c, deps, { key });
    return c.json({ drafts: await inCompany(deps.db, key.companyId, (tx) => draftsForAgent(tx, now())) });
  });
  app.post(`${DRAFTS_PATH}/:draft/take`, async (c) => {
    const key = await requireKey(c, deps);
    await admitAgent(c, deps, { key });
    const take = readShape(TakeDraft, await readJsonBody(c.req.raw));
    const draftId = uuidOf("draft", c.req.param("draft"));
    const agent: Agent = { keyId: key.keyId, now: now() };
    const taken = await withKey(key, deps, (tx) => takeDraft(tx, draftId, { take, agent }));
    identityOf(c.env.incoming)?.log.info(
      { companyId: key.companyId, keyId: key.keyId, draftId, ...taken },
      "draft",
    );
    return c.json(taken);
  });
  app.post(`${DRAFTS_PATH}/:draft/outcome`, async (c) => {
    const key = await requireKey(c, deps);
    const report = readShape(ReportOutcome, await readJsonBody(c.req.raw));
    readMoment(report.outcome.at, "outcome.at");
    const draftId = uuidOf("draft", c.req.param("draft"));
    const agent: Agent = { keyId: key.keyId, now: now() };
    const taken = await withKey(key, deps, (tx) => takeOutcome(tx, draftId, { report, agent }));
    const { code } = report.outcome;
    identityOf(c.env.incoming)?.log.info(
      { companyId: key.companyId, keyId: key.keyId, draftId, code, ...taken },
      "draft",
    );
    return c.json(taken);
  });
  return app;
}
