import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";

import { ApiFailure } from "../errors.ts";
import type { CompanyEvents } from "../events/company-events.ts";
import { enterCompany, type FileRouteDeps } from "../http/enter-company.ts";
import type { WebEnv } from "../http/web-env.ts";

const EVENTS = "/api/companies/:companyId/events";

/** How a company stands, told as it changes for as long as somebody looks: server-sent events. */
export function companyEventRoutes(deps: FileRouteDeps & { readonly events: CompanyEvents }): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.get(EVENTS, async (c) => {
    const [unknown] = Object.keys(c.req.query());
    const { companyId, user, sessionId } = await enterCompany(c, deps, ["GET", EVENTS]);
    if (unknown !== undefined) {
      throw new ApiFailure("bad-input", { message: "This takes no question.", field: unknown });
    }
    await deps.events.open(c.env.outgoing, { companyId, userId: user.id, sessionId });
    return RESPONSE_ALREADY_SENT;
  });
  return app;
}
