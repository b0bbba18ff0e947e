import type { OAuthProvider } from "@better-auth/core/oauth2";
import { genericOAuth, type GenericOAuthUserInfo } from "better-auth/plugins/generic-oauth";
import { z } from "zod";

/** Google as a way in: an OpenID provider and our client ids there. */
export type GoogleSettings = {
  /** "https://accounts.google.com", or another provider that stands in for it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Client ids of the apps; null: the app of that system has none. */
  readonly nativeClientIds: { readonly ios: string | null; readonly android: string | null };
};

export const GOOGLE = "google";

/**
 * Google by the library's generic OpenID provider: code flow with PKCE (S256), state and nonce; the ID token is checked for
 * signature, issuer, audience, age and nonce before anything in it is looked at. A person is who issuer and subject say.
 */
export function googleSignIn({ issuer, clientId, clientSecret }: GoogleSettings) {
  return genericOAuth({
    config: [
      {
        providerId: GOOGLE,
        discoveryUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId,
        clientSecret,
        scopes: ["openid", "email", "profile"],
        pkce: true,
        prompt: "select_account",
        accountSubject: ({ profile }) => `${String(profile["iss"])} ${String(profile.sub)}`,
        getUserInfo: async ({ idToken }) => (idToken === undefined ? null : personIn(idToken)),
      },
    ],
  });
}

/**
 * Lets the provider's ID tokens be for one of our apps too: they are further clients of ours at Google, and the library's generic
 * provider knows of one alone. Throws when there is nothing to verify a token by.
 */
export function acceptApps(provider: OAuthProvider, { clientId, nativeClientIds }: GoogleSettings): void {
  const { ios, android } = nativeClientIds;
  const { idToken } = provider;
  if (!idToken || !("audience" in idToken)) throw new Error("the provider's ID tokens cannot be verified");
  idToken.audience = [clientId, ios, android].filter((id) => id !== null);
}

const Claims = z.object({
  iss: z.string().min(1),
  sub: z.string().min(1),
  email: z.email().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().max(200).optional(),
});

/**
 * Whom a verified ID token names. An answer without one is refused, and so is a mail address that Google has not verified:
 * without an address the library makes no account.
 */
function personIn(idToken: string): GenericOAuthUserInfo | null {
  const payload = Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString("utf8");
  const claims = Claims.safeParse(JSON.parse(payload));
  if (!claims.success) return null;
  const { iss, sub, email, email_verified: isVerified, name } = claims.data;
  const known = { iss, sub, name: name ?? email?.split("@")[0] ?? "", emailVerified: isVerified === true };
  return isVerified === true && email !== undefined ? { ...known, email } : known;
}
