import { ERROR_STATUS, type ErrorCode } from "@cfa/contract/error-codes";
import { SignedIn } from "@cfa/contract/auth";
import { TOKEN_HEADER } from "@cfa/contract/sign-in";
import type { Database } from "@cfa/db/client";
import { endSession } from "@cfa/db/queries/sessions";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";

import { ApiFailure } from "../errors.ts";
import { ADDRESS_HEADER } from "../http/address.ts";
import { isFromBrowser } from "../http/origin-check.ts";
import { identityOf } from "../http/request-identity.ts";
import type { WebEnv } from "../http/web-env.ts";
import { countWithin, type Limit } from "./limit.ts";
import type { Library, SignIn } from "./sign-in.ts";

/** What sign-in routes use. */
export type AuthDeps = { readonly db: Database; readonly signIn: SignIn; readonly now: () => Date };

/** What the library is asked: its own endpoint, and what is sent to it. */
export type Asked = { readonly endpoint: string; readonly body?: object };

/** Names a refusal of the library by its status, where it is not simply told in our words. */
type RefusedAs = (status: number) => ApiFailure | undefined;

/** No sign-in sends more than this. */
export const smallBody = bodyLimit({
  maxSize: 16 * 1024,
  onError: () => {
    throw new ApiFailure("too-large");
  },
});

/**
 * Hands a request on to the library and makes its answer ours: a browser keeps the cookie and never sees the token, anything
 * else the other way round. `refusedAs` may name a refusal; the others become the one shape of an error.
 */
export async function delegate(
  library: Library,
  context: Context<WebEnv>,
  options: Asked & { signIn: SignIn; refusedAs?: RefusedAs },
): Promise<Response> {
  const answered = await ask(library, context, options);
  if (!answered.ok) {
    throw options.refusedAs?.(answered.status) ?? (await failureOf(options.signIn, answered));
  }
  const headers = ourHeaders(answered.headers);
  headers.delete(isFromBrowser(context.req.raw.headers) ? TOKEN_HEADER : "set-cookie");
  return new Response(answered.body, { status: answered.status, headers });
}

/** The library's own answer to a request. It learns the caller's address as we know it. */
export async function ask(library: Library, context: Context<WebEnv>, asked: Asked): Promise<Response> {
  const headers = new Headers(context.req.header());
  headers.set(ADDRESS_HEADER, identityOf(context.env.incoming)?.address ?? "");
  const url = new URL(context.req.url);
  url.pathname = `/api/auth${asked.endpoint}`;
  if (context.req.method === "GET") return library.handler(new Request(url, { headers }));
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  const body = JSON.stringify(asked.body ?? {});
  return library.handler(new Request(url, { method: "POST", headers, body }));
}

/** The library with Google in it; not found where Google is no way in. */
export async function googleOf(signIn: SignIn): Promise<Library> {
  if (!signIn.google) throw new ApiFailure("not-found");
  return signIn.google();
}

/** Headers of the library's answer without those that are no business of a caller. */
export function ourHeaders(answered: Headers): Headers {
  const headers = new Headers(answered);
  headers.delete("access-control-expose-headers");
  headers.set("cache-control", "no-store");
  return headers;
}

/** Who has signed in. The library puts the session's token into the body as well, where a page's scripts could read it. */
async function withoutToken(response: Response): Promise<Response> {
  const { user } = SignedIn.parse(await response.json());
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return Response.json({ user }, { status: response.status, headers });
}

/** Refuses who has tried too often: from one address, or for one account where there is one to try. */
export async function allow(
  { db, now }: AuthDeps,
  context: Context<WebEnv>,
  { limits, email }: { limits: { account?: Limit; address: Limit }; email?: string },
): Promise<void> {
  const address = identityOf(context.env.incoming)?.address ?? "";
  try {
    await countWithin(limits.address, address, { db, now: now() });
    if (limits.account) await countWithin(limits.account, email ?? "", { db, now: now() });
  } catch (error) {
    if (error instanceof ApiFailure) note(context, { event: "limited", what: limits.address.name });
    throw error;
  }
}

/**
 * Signs somebody in by an endpoint of the library. The new session takes the place of the one it was asked with, so that nobody's
 * old sessions pile up.
 */
export async function signInBy(
  { db, signIn }: AuthDeps,
  context: Context<WebEnv>,
  { library, way, ...asked }: Asked & { library: Library; way: string; refusedAs?: RefusedAs },
): Promise<Response> {
  const { user, session } = await signIn.visit(context.req.raw.headers);
  const response = await delegate(library, context, { signIn, ...asked });
  note(context, { event: "signed-in", way });
  if (user && session) await endSession(db, { userId: user.id, sessionId: session.id });
  return withoutToken(response);
}

/** One line in the log about a session; never an address, a code or a token. */
export function note(
  context: Context<WebEnv>,
  line: { event: string; way?: string; what?: string | undefined },
): void {
  identityOf(context.env.incoming)?.log.info(line, "session");
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
