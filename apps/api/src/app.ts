import type { RequestListener } from "node:http";

import { getRequestListener } from "@hono/node-server";

import { createSignIn } from "./auth/sign-in.ts";
import type { ApiConfig } from "./config.ts";
import { ApiFailure, toFailure } from "./errors.ts";
import { contractHandler } from "./http/contract-handler.ts";
import { allowedOrigins, mayChange } from "./http/origin-check.ts";
import { noteFailure, sendFailure } from "./http/refuse.ts";
import { identify } from "./http/request-identity.ts";
import { logAnswer } from "./http/request-log.ts";
import { setSecurityHeaders } from "./http/security-headers.ts";
import type { SendMail } from "./mail.ts";
import { createRouter } from "./router.ts";
import { webRoutes, type WebDeps } from "./routes/web.ts";

export type AppDeps = Omit<WebDeps, "signIn" | "now"> & {
  readonly config: Pick<ApiConfig, "publicUrl" | "authSecret" | "demo" | "webDir" | "trustProxy">;
  /** The only clock; the system's when left out. */
  readonly now?: () => Date;
  /** Sends invitations; without it their links are handed over by people. */
  readonly sendMail?: SendMail;
};

/**
 * The whole server as one Node request listener. The typed contract is tried first, for every request below /api that
 * it knows; the rest (sign-in, the agent's sync, health, the web app) is Hono's. Nothing is opened or started here.
 */
export function createApp(deps: AppDeps): RequestListener {
  const { config, db, log } = deps;
  const signIn = createSignIn({ db, config, log });
  const now = deps.now ?? (() => new Date());
  const contract = contractHandler(
    createRouter({
      db,
      now,
      demo: config.demo,
      enqueue: deps.enqueue,
      visit: signIn.visit,
      publicUrl: config.publicUrl,
      sendMail: deps.sendMail ?? null,
    }),
  );
  const web = getRequestListener(webRoutes({ ...deps, now, signIn }).fetch, { overrideGlobalObjects: false });
  const origins = allowedOrigins(config.publicUrl);
  const secure = config.publicUrl.startsWith("https:");

  return (request, response) => {
    const identity = identify(request, { log, trustProxy: config.trustProxy });
    response.setHeader("x-request-id", identity.requestId);
    setSecurityHeaders(response, { secure });
    logAnswer(identity.log, request, response);
    const answer = async (): Promise<void> => {
      if (!mayChange(request, origins)) throw foreignPage();
      if (await contract(request, response, identity)) return;
      await web(request, response);
    };
    answer().catch((error: unknown) => {
      const failure = toFailure(error);
      noteFailure(identity.log, failure);
      sendFailure(response, { failure, requestId: identity.requestId });
    });
  };
}

function foreignPage(): ApiFailure {
  return new ApiFailure("not-allowed", { message: "Only the app's own pages may do this." });
}
