import { ERROR_STATUS, type ErrorCode } from "@cfa/contract/errors";
import { TOKEN_HEADER } from "@cfa/contract/auth";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";

import { ADDRESS_HEADER } from "../http/address.ts";
import type { SignIn } from "../auth/sign-in.ts";
import { ApiFailure } from "../errors.ts";
import { isFromBrowser } from "../http/origin-check.ts";
import { identityOf } from "../http/request-identity.ts";
import type { WebEnv } from "../http/web-env.ts";

const BODY_LIMIT_BYTES = 16 * 1024;

/**
 * Sign-in and sign-out, by the library. Only these of its many endpoints can be reached. Its answers are made ours: an
 * error gets the one shape; a browser keeps the cookie and never sees the token, anything else the other way round.
 */
export function authRoutes(signIn: SignIn): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const limit = bodyLimit({
    maxSize: BODY_LIMIT_BYTES,
    onError: () => {
      throw new ApiFailure("too-large");
    },
  });
  app.post("/api/auth/demo", limit, (context) => delegate(signIn, context));
  app.post("/api/auth/sign-out", limit, (context) => delegate(signIn, context));
  return app;
}

async function delegate(signIn: SignIn, context: Context<WebEnv>): Promise<Response> {
  const identity = identityOf(context.env.incoming);
  const asked = await copyOf(context, identity?.address ?? "");
  const answered = await signIn.auth.handler(asked);
  if (!answered.ok) throw await failureOf(signIn, answered);
  const path = context.req.path;
  identity?.log.info({ event: path.endsWith("/sign-out") ? "signed-out" : "signed-in" }, "session");
  const headers = new Headers(answered.headers);
  headers.delete("access-control-expose-headers");
  headers.set("cache-control", "no-store");
  headers.delete(isFromBrowser(asked.headers) ? TOKEN_HEADER : "set-cookie");
  return new Response(answered.body, { status: answered.status, headers });
}

/** The request with the caller's address as we know it. The body is small: its limit stands before. */
async function copyOf(context: Context<WebEnv>, address: string): Promise<Request> {
  const headers = new Headers(context.req.header());
  headers.set(ADDRESS_HEADER, address);
  return new Request(context.req.url, {
    method: context.req.method,
    headers,
    body: await context.req.text(),
  });
}

async function failureOf(signIn: SignIn, answered: Response): Promise<ApiFailure> {
  const body = (await answered.json().catch(() => null)) as { message?: unknown } | null;
  const code = codeOf(answered.status);
  if (code === "internal") return signIn.failure(body?.message);
  // Only the sentence of our own endpoint is for people; the library's are for programmers.
  const message = code === "unavailable" && typeof body?.message === "string" ? body.message : undefined;
  return new ApiFailure(code, { ...(message === undefined ? {} : { message }), cause: body?.message });
}

function codeOf(status: number): ErrorCode {
  if (status === 400) return "bad-input";
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[];
  const known = codes.find((code) => ERROR_STATUS[code] === status && code !== "bad-key");
  return known ?? (status >= 500 ? "internal" : "bad-request");
}
