import type { GoogleApp, GoogleRefusal } from "@cfa/contract/auth";
import { fail, ok, type Result } from "@cfa/values/result";
import { AuthRequest, exchangeCodeAsync, fetchDiscoveryAsync, Prompt, TokenError } from "expo-auth-session";
import { randomUUID } from "expo-crypto";

import { ApiFailure } from "../queries/failure";

/** Shows a page in the system's browser until it leads back to `redirectUri`: that address, or null when the person turned away. */
export type Browse = (url: string, redirectUri: string) => Promise<string | null>;

const PATIENCE_MILLIS = 30_000;

/**
 * The code flow of an installed app at Google: PKCE with S256, a state of this request's own and the nonce that our server
 * gave out. Answers the ID token, which our server verifies, or why there is none. Throws an `ApiFailure` where Google
 * cannot be reached. No token of Google is kept.
 */
export async function idTokenFromGoogle(
  app: GoogleApp,
  device: { redirectUri: string; browse: Browse },
): Promise<Result<string, GoogleRefusal>> {
  const { clientId, nonce } = app;
  const { redirectUri, browse } = device;
  const provider = await findProvider(app.issuer.replace(/\/$/, ""));
  if (!provider) return fail("failed");
  const request = new AuthRequest({
    clientId,
    redirectUri,
    state: randomUUID(),
    scopes: ["openid", "email", "profile"],
    prompt: Prompt.SelectAccount,
    extraParams: { nonce },
  });
  const back = await browse(await request.makeAuthUrlAsync(provider), redirectUri);
  if (back === null) return fail("stopped");
  const code = codeIn(back, { request, issuer: provider.issuer });
  if (!code.ok) return code;
  return await exchange(code.value, { request, provider });
}

type Provider = { issuer: string; authorizationEndpoint: string; tokenEndpoint: string };

/** Google's addresses, from the document that lies at its issuer and must name it. */
async function findProvider(issuer: string): Promise<Provider | undefined> {
  const found = await reached(fetchDiscoveryAsync(issuer));
  if (found === undefined || found.discoveryDocument?.issuer !== issuer) return undefined;
  const { authorizationEndpoint, tokenEndpoint } = found;
  return authorizationEndpoint && tokenEndpoint
    ? { issuer, authorizationEndpoint, tokenEndpoint }
    : undefined;
}

/** What came back, if it is the answer to this very request and from this very provider (RFC 9207). */
function codeIn(
  back: string,
  { request, issuer }: { request: AuthRequest; issuer: string },
): Result<string, GoogleRefusal> {
  if (!back.startsWith(request.redirectUri)) return fail("failed");
  const read = request.parseReturnUrl(back);
  if (read.type === "error") return fail(read.error?.code === "access_denied" ? "stopped" : "failed");
  if (read.type !== "success") return fail("failed");
  const { code, iss = issuer } = read.params;
  return code && iss === issuer ? ok(code) : fail("failed");
}

async function exchange(
  code: string,
  { request, provider }: { request: AuthRequest; provider: Provider },
): Promise<Result<string, GoogleRefusal>> {
  const { clientId, redirectUri, codeVerifier } = request;
  if (codeVerifier === undefined) return fail("failed");
  const asked = { clientId, redirectUri, code, extraParams: { code_verifier: codeVerifier } };
  try {
    const tokens = await reached(exchangeCodeAsync(asked, provider));
    return tokens?.idToken ? ok(tokens.idToken) : fail("failed");
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    return fail(error.code === "invalid_grant" ? "over" : "failed");
  }
}

/** An answer of Google's that comes in time; undefined: one that is none, such as a page of a proxy in between. */
async function reached<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ApiFailure("unreachable", null)), PATIENCE_MILLIS);
  });
  try {
    return await Promise.race([asked, tooLate]);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    // What React Native's and Node's fetch throw when there is no connection.
    if (error instanceof TypeError) throw new ApiFailure("unreachable", null);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
