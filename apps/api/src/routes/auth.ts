import { DemoSignIn, MailCodeSignIn, MailCodeWanted, type MailCodeSent } from "@cfa/contract/auth";
import { Hono } from "hono";

import { allow, delegate, note, signInBy, smallBody, type AuthDeps } from "../auth/delegate.ts";
import { CODE_TRIES, MAIL_CODES } from "../auth/limits.ts";
import { ApiFailure } from "../errors.ts";
import type { WebEnv } from "../http/web-env.ts";
import { readShape } from "../read-shape.ts";

/**
 * Sign-in with a code by mail or as one of the demo's people, and sign-out. Only these, and Google's, of the library's many
 * endpoints can be reached.
 */
export function authRoutes(deps: AuthDeps): Hono<WebEnv> {
  const { signIn } = deps;
  const { auth, sendCode } = signIn;
  const app = new Hono<WebEnv>();
  app.post("/api/auth/demo", smallBody, async (context) => {
    const body = readShape(DemoSignIn, await context.req.json());
    return signInBy(deps, context, { library: auth, endpoint: "/demo", body, way: "demo" });
  });

  app.post("/api/auth/sign-out", smallBody, async (context) => {
    const response = await delegate(auth, context, { signIn, endpoint: "/sign-out" });
    note(context, { event: "signed-out" });
    return response;
  });

  app.post("/api/auth/mail-code", smallBody, async (context) => {
    if (sendCode === null) throw new ApiFailure("not-found");
    const { email } = readShape(MailCodeWanted, await context.req.json());
    await allow(deps, context, { limits: MAIL_CODES, email });
    const code = await auth.api.createVerificationOTP({ body: { email, type: "sign-in" } });
    const by = await sendCode({ email, code }).catch((cause: unknown) => {
      throw new ApiFailure("unavailable", {
        message: "The mail with the code could not be sent. Try again in a minute.",
        retryAfterSeconds: 60,
        cause,
      });
    });
    note(context, { event: "code-sent" });
    const told: MailCodeSent = { sent: true, ...(by === "terminal" ? { shownIn: by } : {}) };
    return context.json(told);
  });

  app.post("/api/auth/mail-code/sign-in", smallBody, async (context) => {
    if (sendCode === null) throw new ApiFailure("not-found");
    const { email, code } = readShape(MailCodeSignIn, await context.req.json());
    await allow(deps, context, { limits: CODE_TRIES, email });
    // A new account goes by what stands before the @ until its person gives a name.
    const body = { email, otp: code, name: email.split("@")[0] };
    const asked = { library: auth, endpoint: "/sign-in/email-otp", body };
    return signInBy(deps, context, { ...asked, way: "mail-code", refusedAs: codeRefusal });
  });
  return app;
}

/** A wrong code, one that is over and one that was tried too often answer alike. */
function codeRefusal(status: number): ApiFailure | undefined {
  if (status === 409) {
    return new ApiFailure("conflict", {
      message: "An account with this mail address signs in with Google. Choose Google to sign in.",
      field: "email",
    });
  }
  if (status !== 400 && status !== 403) return undefined;
  return new ApiFailure("bad-input", {
    message: "This code is not right or no longer valid. Look again, or ask for a new one.",
    field: "code",
  });
}
