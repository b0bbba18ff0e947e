import { GoogleAppSignIn, GoogleAppWanted } from "@cfa/contract/auth";
import { Hono } from "hono";

import { allow, googleOf, signInBy, smallBody, type AuthDeps } from "../auth/delegate.ts";
import { GOOGLE } from "../auth/google.ts";
import { issueNonce, takeNonce } from "../auth/google-nonce.ts";
import { GOOGLE_SIGN_INS } from "../auth/limits.ts";
import { ApiFailure } from "../errors.ts";
import type { WebEnv } from "../http/web-env.ts";
import { readShape } from "../read-shape.ts";

/**
 * Sign-in with Google in an app. The app runs the code flow itself, as its own client without a secret, and hands in the ID
 * token it got: for that it takes a nonce from here first.
 */
export function googleAppRoutes(deps: AuthDeps): Hono<WebEnv> {
  const { signIn } = deps;
  const app = new Hono<WebEnv>();

  app.post("/api/auth/google/app", smallBody, async (context) => {
    const { system } = readShape(GoogleAppWanted, await context.req.json());
    const clientId = signIn.googleClients?.nativeClientIds[system];
    if (!signIn.googleClients || !clientId) throw new ApiFailure("not-found");
    await allow(deps, context, { limits: GOOGLE_SIGN_INS });
    const { issuer } = signIn.googleClients;
    return context.json({ issuer, clientId, nonce: await issueNonce(signIn.auth) });
  });

  app.post("/api/auth/google/app/sign-in", smallBody, async (context) => {
    const { idToken, nonce } = readShape(GoogleAppSignIn, await context.req.json());
    await allow(deps, context, { limits: GOOGLE_SIGN_INS });
    const library = await googleOf(signIn);
    if (!(await takeNonce(signIn.auth, nonce))) throw notTrusted();
    const body = { provider: GOOGLE, idToken: { token: idToken, nonce } };
    const asked = { library, endpoint: "/sign-in/social", body };
    return signInBy(deps, context, { ...asked, way: "google-app", refusedAs: appRefusal });
  });
  return app;
}

function appRefusal(status: number): ApiFailure | undefined {
  return status === 401 || status === 400 || status === 403 || status === 404 ? notTrusted() : undefined;
}

/** One answer for all that can be wrong, so that nobody can feel their way to a token that is taken. */
function notTrusted(): ApiFailure {
  return new ApiFailure("not-signed-in", {
    message:
      "Google's answer was not accepted. Try again; if an account with your mail address signs in by code, use the code.",
  });
}
