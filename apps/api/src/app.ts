import type { RequestListener } from "node:http";

import { PROTOCOLS_HEADER, SPOKEN_PROTOCOLS, SYNC_PATH } from "@cfa/contract/sync";
import { getRequestListener } from "@hono/node-server";

import { openReleases } from "./agent-releases/releases.ts";
import { openAssistant } from "./assistant/open-assistant.ts";
import { codeSender, type SignInCode } from "./auth/send-code.ts";
import { createSignIn } from "./auth/sign-in.ts";
import type { ApiConfig } from "./config.ts";
import { ApiFailure, toFailure } from "./errors.ts";
import { contractHandler } from "./http/contract-handler.ts";
import { allowedOrigins, mayChange } from "./http/origin-check.ts";
import { noteFailure, sendFailure } from "./http/refuse.ts";
import { identify } from "./http/request-identity.ts";
import { isCustomersPage } from "./pay-page/token.ts";
import { logAnswer } from "./http/request-log.ts";
import { setSecurityHeaders } from "./http/security-headers.ts";
import type { SendMail } from "./mail.ts";
import { openMail } from "./mail/open-mail.ts";
import { createRouter } from "./router.ts";
import { webRoutes, type WebDeps } from "./routes/web.ts";

export type AppDeps = Omit<WebDeps, "signIn" | "now" | "assistant" | "releases"> & {
  readonly config: Pick<
    ApiConfig,
    "publicUrl" | "authSecret" | "demo" | "webDir" | "trustProxy" | "mail" | "google"
  > &
    Partial<Pick<ApiConfig, "appLinks" | "masterKeys" | "model" | "agentReleases">>;
  /** Shows a sign-in code to the one who runs this, where there is no mail and only this machine is served. */
  readonly printCode?: (code: SignInCode) => void;
  /** The only clock; the system's when left out. */
  readonly now?: () => Date;
  /** Sends sign-in codes and invitations; by the settings where it is left out. */
  readonly sendMail?: SendMail;
};

/**
 * The whole server as one Node request listener. The typed contract is tried first, for every request below /api that
 * it knows; the rest (sign-in, the agent's sync, health, the web app) is Hono's. Nothing is opened or started here.
 */
export function createApp(deps: AppDeps): RequestListener {
  const { config, db, log } = deps;
  const sendMail = deps.sendMail ?? (config.mail && openMail(config.mail));
  const { publicUrl } = config;
  const sendCode = codeSender({ publicUrl, sendMail, printCode: deps.printCode ?? null });
  const signIn = createSignIn({ db, config, log }, { sendCode });
  const assistant = openAssistant(config.model ?? null);
  const releases = openReleases(config.agentReleases ?? null, { log });
  const now = deps.now ?? (() => new Date());
  const contract = contractHandler(
    createRouter({
      db,
      now,
      demo: config.demo,
      ways: signIn.ways,
      enqueue: deps.enqueue,
      masterKeys: config.masterKeys ?? null,
      visit: signIn.visit,
      publicUrl,
      sendMail,
      assistant,
      releases,
    }),
  );
  const web = getRequestListener(webRoutes({ ...deps, now, signIn, assistant, releases }).fetch, {
    overrideGlobalObjects: false,
  });
  const origins = allowedOrigins(publicUrl);
  const secure = publicUrl.startsWith("https:");

  return (request, response) => {
    const identity = identify(request, { log, trustProxy: config.trustProxy });
    response.setHeader("x-request-id", identity.requestId);
    setSecurityHeaders(response, { secure });
    if (request.url?.startsWith(SYNC_PATH) === true) {
      response.setHeader(PROTOCOLS_HEADER, (deps.protocols ?? SPOKEN_PROTOCOLS).join(","));
    }
    logAnswer(identity.log, request, response);
    const answer = async (): Promise<void> => {
      if (!isCustomersPage(request.url) && !mayChange(request, origins)) throw foreignPage();
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
