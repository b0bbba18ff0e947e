import { GoogleWanted, type GoogleRefusal } from "@cfa/contract/auth";
import { TOKEN_HEADER } from "@cfa/contract/sign-in";
import { Hono } from "hono";

import { allow, ask, googleOf, note, ourHeaders, smallBody, type AuthDeps } from "../auth/delegate.ts";
import { GOOGLE } from "../auth/google.ts";
import { GOOGLE_SIGN_INS } from "../auth/limits.ts";
import { ApiFailure } from "../errors.ts";
import type { WebEnv } from "../http/web-env.ts";
import { readShape } from "../read-shape.ts";

const SIGN_IN_PAGE = "/sign-in";

/**
 * Sign-in with Google in a browser. The server keeps the whole flow: it sends the person to Google and takes the code when
 * they come back. What an app does is in google-app.ts.
 */
export function googleRoutes(deps: AuthDeps): Hono<WebEnv> {
  const { signIn } = deps;
  const app = new Hono<WebEnv>();
  const library = () => googleOf(signIn);

  app.post("/api/auth/google", smallBody, async (context) => {
    const { returnTo } = readShape(GoogleWanted, await context.req.json());
    await allow(deps, context, { limits: GOOGLE_SIGN_INS });
    const google = await library();
    const body = {
      provider: GOOGLE,
      callbackURL: returnTo,
      errorCallbackURL: SIGN_IN_PAGE,
      disableRedirect: true,
    };
    const answered = await ask(google, context, { endpoint: "/sign-in/social", body });
    const { url } = (await answered.json()) as { url?: string };
    if (!answered.ok || url === undefined) throw new ApiFailure("internal", { cause: answered.status });
    const headers = new Headers();
    // The cookie binds the way back to this browser, so it is set for whoever asks.
    for (const cookie of answered.headers.getSetCookie()) headers.append("set-cookie", cookie);
    return Response.json({ url }, { headers });
  });

  app.get("/api/auth/callback/google", async (context) => {
    const answered = await ask(await library(), context, { endpoint: "/callback/google" });
    if (answered.status === 429) throw new ApiFailure("too-many");
    const refusal = refusalIn(answered);
    const headers = ourHeaders(answered.headers);
    headers.delete(TOKEN_HEADER);
    headers.delete("content-length");
    if (refusal !== undefined) headers.set("location", `${SIGN_IN_PAGE}?why=${refusal}`);
    note(context, {
      event: refusal === undefined ? "signed-in" : "sign-in-refused",
      way: GOOGLE,
      what: refusal,
    });
    return new Response(null, { status: 302, headers });
  });
  return app;
}

/** Why the library did not sign somebody in; undefined when it did. It says so in the address it sends the browser to. */
function refusalIn(answered: Response): GoogleRefusal | undefined {
  const location = answered.headers.get("location");
  if (location === null) return "failed";
  const error = new URL(location, "http://localhost").searchParams.get("error");
  return error === null ? undefined : (REFUSALS[error] ?? "failed");
}

const REFUSALS: Readonly<Record<string, GoogleRefusal>> = {
  access_denied: "stopped",
  state_not_found: "over",
  state_mismatch: "over",
  state_invalid: "over",
  email_not_found: "unverified",
  account_not_linked: "other-way",
};
