import { expect } from "vitest";

import { startOidcProvider, type Bent, type OidcProvider } from "@cfa/testkit/oidc-provider";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";

import { startTestServer, type TestServer } from "../test-server.ts";
import type { SignInCode } from "./send-code.ts";
import { openBrowser, type TestBrowser } from "./test-browser.ts";

/** A server for which a real OpenID provider on loopback stands in for Google, and browsers that go between the two. */
export type GoogleStage = {
  readonly database: TestDatabase;
  readonly provider: OidcProvider;
  readonly server: TestServer;
  /** Codes for mail addresses, as they were shown in the terminal. */
  readonly codes: SignInCode[];
  newBrowser(): TestBrowser;
  /** Where Google is to be found for this browser. */
  begin(browser: TestBrowser, body?: object): Promise<string>;
  /** Goes to Google and stops with the way back in hand. */
  wayBack(browser: TestBrowser, url: string): Promise<string>;
  /** Where the server sends the browser that comes back. */
  landing(browser: TestBrowser, back: string): Promise<string | null>;
  /** All of it; answers where the browser lands. */
  signIn(browser: TestBrowser): Promise<string | null>;
  whoIs(browser: TestBrowser): Promise<unknown>;
  /** Nobody has an account, Meera sits at the browser, nothing is wrong. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

export const MEERA = { sub: "108", email: "meera@asha.in", email_verified: true, name: "Meera Shah" };

/** ID tokens that must let nobody in. */
export const BENT_TOKENS: readonly (readonly [string, Bent])[] = [
  ["for another audience", { claims: { aud: "somebody-else" } }],
  ["of another issuer", { claims: { iss: "https://accounts.example.com" } }],
  ["signed by a key that Google does not publish", { key: "foreign" }],
  ["that is not signed", { alg: "none" }],
  ["signed with the published key as a shared secret", { alg: "HS256" }],
  ["that ended a minute ago", { claims: { exp: Math.floor(Date.now() / 1000) - 61 } }],
  ["that is not yet good", { claims: { nbf: Math.floor(Date.now() / 1000) + 600 } }],
  ["with another nonce", { claims: { nonce: "of another sign-in" } }],
  ["without a nonce", { claims: { nonce: undefined } }],
];

/** The settings by which a server finds the provider. */
export function googleAt(provider: Pick<OidcProvider, "issuer" | "client" | "app">) {
  const { issuer, client, app } = provider;
  const nativeClientIds = { ios: app.id, android: null };
  return { issuer, clientId: client.id, clientSecret: client.secret, nativeClientIds };
}

/** Starts it all. */
export async function openGoogleStage(): Promise<GoogleStage> {
  const database = await cloneDatabase();
  const provider = await startOidcProvider({ redirectUris: ["http://127.0.0.1/api/auth/callback/google"] });
  const codes: SignInCode[] = [];
  const server = await startTestServer(database, {
    config: { google: googleAt(provider) },
    deps: { printCode: (code) => void codes.push(code) },
  });
  const ways = waysBetween(server);
  return {
    database,
    provider,
    server,
    codes,
    ...ways,
    signIn: async (browser) => ways.landing(browser, await ways.wayBack(browser, await ways.begin(browser))),
    reset: async () => {
      provider.bend(undefined);
      provider.atTheBrowser(MEERA);
      for (const table of [`"rateLimit"`, "tries", "verification", `"user"`]) {
        await database.asOwner(`delete from auth.${table}`);
      }
    },
    close: async () => {
      await server.close();
      await provider.close();
      await database.close();
    },
  };
}

function waysBetween(server: TestServer) {
  return {
    /** The public address has no port: there the test's server is. */
    newBrowser: () =>
      openBrowser((url) => (url.port === "" ? new URL(url.pathname + url.search, server.url) : url)),
    begin: async (browser: TestBrowser, body: object = {}) => {
      const response = await browser.go(`${server.url}/api/auth/google`, { body });
      expect(response.status).toBe(200);
      return ((await response.json()) as { url: string }).url;
    },
    wayBack: async (browser: TestBrowser, url: string) => {
      let at = url;
      for (let step = 0; step < 8; step++) {
        const response = await browser.go(at, { stay: true });
        at = new URL(response.headers.get("location") ?? "", at).href;
        if (at.includes("/api/auth/callback/")) return at;
      }
      throw new Error(`the provider did not send the browser back: ${at}`);
    },
    landing: async (browser: TestBrowser, back: string) => {
      const response = await browser.go(back, { stay: true });
      expect(response.status).toBe(302);
      return response.headers.get("location");
    },
    whoIs: async (browser: TestBrowser) => {
      const response = await browser.go(`${server.url}/api/session`);
      return ((await response.json()) as { user: unknown }).user;
    },
  };
}
