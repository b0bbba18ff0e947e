import { SETUP_PATH } from "@cfa/contract/agent-release";
import type { Database } from "@cfa/db/client";
import type { Enqueue } from "@cfa/db/queue";
import { Hono } from "hono";
import { compress } from "hono/compress";

import type { AgentReleases } from "../agent-releases/releases.ts";
import { agentReleaseRoutes } from "../agent-releases/routes.ts";
import { mcpRoutes } from "../assistant/mcp/mcp-routes.ts";
import { catalogueDesk, DEFINITIONS, type Assistant } from "../assistant/open-assistant.ts";
import { appLinkRoutes } from "../app-links/routes.ts";
import type { SignIn } from "../auth/sign-in.ts";
import type { ApiConfig } from "../config.ts";
import { ApiFailure, toFailure } from "../errors.ts";
import type { CompanyEvents } from "../events/company-events.ts";
import { failureResponse, noteFailure } from "../http/refuse.ts";
import { identityOf } from "../http/request-identity.ts";
import type { WebEnv } from "../http/web-env.ts";
import { razorpayHookRoutes } from "../gateways/razorpay-hook.ts";
import { channelHookRoutes } from "../hooks/routes.ts";
import { createWebFiles } from "../http/web-files.ts";
import type { Logger } from "../log.ts";
import { nudgePageRoutes } from "../n-page/routes.ts";
import { payPageRoutes } from "../pay-page/routes.ts";
import { agentDraftRoutes } from "./agent-drafts.ts";
import { authRoutes } from "./auth.ts";
import { googleAppRoutes } from "./google-app.ts";
import { googleRoutes } from "./google.ts";
import { assistantStreamRoutes } from "./assistant-stream.ts";
import { companyEventRoutes } from "./company-events.ts";
import { exportFileRoutes } from "./export-file.ts";
import { healthRoutes } from "./health.ts";
import { letterFileRoutes } from "./letter-file.ts";
import { openApiDocument } from "./openapi.ts";
import { reportFileRoutes } from "./report-files.ts";
import { syncRoutes } from "./sync.ts";
import { uploadByteRoutes } from "./upload-bytes.ts";

export type WebDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly config: Pick<ApiConfig, "publicUrl" | "authSecret" | "webDir"> &
    Partial<Pick<ApiConfig, "appLinks" | "masterKeys">>;
  readonly signIn: SignIn;
  /** Sends a job in the transaction that causes it. */
  readonly enqueue: Enqueue;
  readonly now: () => Date;
  readonly assistant: Assistant;
  readonly releases: AgentReleases;
  /** The protocols that are spoken with agents; those of this program when left out. */
  readonly protocols?: readonly number[];
  /** Tells who looks at a company how it stands; closed by who made it, before the server is. */
  readonly events: CompanyEvents;
  /** Whether the process is on its way out, so that no new work should be sent to it. */
  readonly isDraining?: () => boolean;
};

/** Everything that is not a typed call of the contract: sign-in, the agent's sync, health, the web app. */
export function webRoutes(deps: WebDeps): Hono<WebEnv> {
  const { log, config } = deps;
  const app = new Hono<WebEnv>();
  app.onError((error, context) => {
    const identity = identityOf(context.env.incoming);
    const failure = toFailure(error);
    noteFailure(identity?.log ?? log, failure);
    return failureResponse(failure, identity?.requestId ?? "");
  });
  app.notFound((context) =>
    failureResponse(new ApiFailure("not-found"), identityOf(context.env.incoming)?.requestId ?? ""),
  );

  app.route("/", healthRoutes(deps));
  app.route("/", appLinkRoutes(config.appLinks ?? { apple: null, android: null }));
  app.route("/", agentReleaseRoutes(deps.releases));
  app.route("/", authRoutes(deps));
  app.route("/", googleRoutes(deps));
  app.route("/", googleAppRoutes(deps));
  const syncDeps = { ...deps, setupUrl: `${config.publicUrl}${SETUP_PATH}` };
  app.route("/", syncRoutes(syncDeps));
  app.route("/", uploadByteRoutes(deps));
  app.route("/", agentDraftRoutes(syncDeps));
  app.route("/", reportFileRoutes(deps));
  app.route("/", letterFileRoutes({ ...deps, publicUrl: config.publicUrl }));
  app.route("/", exportFileRoutes(deps));
  app.route("/", companyEventRoutes(deps));
  app.route("/", assistantStreamRoutes(deps));
  app.route(
    "/",
    mcpRoutes({
      ...deps,
      definitions: DEFINITIONS,
      openDesk: (id) => catalogueDesk({ ...deps, names: deps.assistant.names }, id),
    }),
  );
  app.route("/", payPageRoutes({ ...deps, secret: config.authSecret }));
  app.route("/", nudgePageRoutes({ ...deps, secret: config.authSecret }));
  app.route("/", razorpayHookRoutes({ ...deps, masterKeys: config.masterKeys ?? null }));
  app.route(
    "/",
    channelHookRoutes({ ...deps, masterKeys: config.masterKeys ?? null, publicUrl: config.publicUrl }),
  );
  let document: Promise<object> | undefined;
  app.get("/api/openapi.json", compress(), async (context) => {
    document ??= openApiDocument(config);
    return context.json(await document);
  });

  if (config.webDir !== null) {
    const webFile = createWebFiles(config.webDir);
    app.get("/*", async (context) => {
      if (new URL(context.req.url).pathname.startsWith("/api/")) return context.notFound();
      return (await webFile(context.req.raw)) ?? context.notFound();
    });
  }
  return app;
}
