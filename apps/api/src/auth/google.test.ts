import { startOidcProvider } from "@cfa/testkit/oidc-provider";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { post, refusal, startTestServer } from "../test-server.ts";
import { BENT_TOKENS, googleAt, MEERA, openGoogleStage, type GoogleStage } from "./test-google.ts";

let stage: GoogleStage;
beforeAll(async () => {
  stage = await openGoogleStage();
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

test("Google is a way in where it is configured, and only there", async () => {
  expect(await (await stage.server.get("/api/session")).json()).toMatchObject({
    ways: { google: true, googleApps: ["ios"] },
  });
  const without = await startTestServer(stage.database);
  expect(await (await without.get("/api/session")).json()).toMatchObject({
    ways: { google: false, googleApps: [] },
  });
  expect((await post(`${without.url}/api/auth/google`, {})).status).toBe(404);
  expect((await without.get("/api/auth/callback/google?code=x&state=y")).status).toBe(404);
  await without.close();
});

test("a browser goes to Google with a code flow, PKCE, state and nonce, and comes back signed in", async () => {
  const browser = stage.newBrowser();
  const url = new URL(await stage.begin(browser, { returnTo: "/cmp_x/sync" }));
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: "code",
    client_id: "cfa-web",
    code_challenge_method: "S256",
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^\S{32}$/),
    nonce: expect.stringMatching(/^\S{32}$/),
    scope: "openid email profile",
  });
  expect(await stage.landing(browser, await stage.wayBack(browser, url.href))).toMatch(/\/cmp_x\/sync$/);
  expect(await stage.whoIs(browser)).toEqual({ name: "Meera Shah", email: "meera@asha.in" });
  expect(browser.cookies(stage.server.url)).toMatch(/^cfa_session=[^;]+$/);
});

test("the same person comes back to the same account, whatever mail address Google has for them now", async () => {
  await stage.signIn(stage.newBrowser());
  stage.provider.atTheBrowser({ ...MEERA, email: "meera.shah@elsewhere.in" });
  const browser = stage.newBrowser();
  expect(await stage.signIn(browser)).toMatch(/\/$/);
  expect(await stage.whoIs(browser)).toEqual({ name: "Meera Shah", email: "meera@asha.in" });
  expect(await stage.database.asOwner(`select "accountId" from auth.account`)).toEqual([
    { accountId: `${stage.provider.issuer} 108` },
  ]);
});

test("no token of Google is kept", async () => {
  await stage.signIn(stage.newBrowser());
  const [account] = await stage.database.asOwner(`select * from auth.account`);
  expect(account).toMatchObject({ accessToken: null, refreshToken: null, idToken: null });
});

test.each([...BENT_TOKENS, ["left out", { left: true }] as const])(
  "an ID token %s lets nobody in",
  async (_, bent) => {
    stage.provider.bend(bent);
    const browser = stage.newBrowser();
    expect(await stage.signIn(browser)).toBe("/sign-in?why=failed");
    expect(await stage.whoIs(browser)).toBeNull();
    expect(await stage.database.asOwner(`select from auth."user"`)).toEqual([]);
  },
);

test("a way back is good once, and in the browser that set out", async () => {
  const [meera, thief] = [stage.newBrowser(), stage.newBrowser()];
  const back = await stage.wayBack(meera, await stage.begin(meera));
  expect(await stage.landing(thief, back)).toBe("/sign-in?why=over");
  await stage.begin(thief);
  expect(await stage.landing(thief, back)).toBe("/sign-in?why=over"); // with a cookie of their own too
  expect(await stage.whoIs(thief)).toBeNull();
  expect(await stage.landing(meera, back)).toMatch(/\/$/);
  expect(await stage.landing(meera, back)).toBe("/sign-in?why=over");
  // The code alone, under a new state, has been used.
  const fresh = await stage.wayBack(meera, await stage.begin(meera));
  const replay = new URL(fresh);
  replay.searchParams.set("code", new URL(back).searchParams.get("code") ?? "");
  expect(await stage.landing(meera, replay.href)).toBe("/sign-in?why=failed");
});

test("without its state, with another's, or without a code there is no way back", async () => {
  const browser = stage.newBrowser();
  const back = new URL(await stage.wayBack(browser, await stage.begin(browser)));
  const without = (name: string) => {
    const changed = new URL(back);
    changed.searchParams.delete(name);
    return changed.href;
  };
  expect(await stage.landing(browser, without("state"))).toBe("/sign-in?why=over");
  const other = new URL(back);
  other.searchParams.set("state", "x".repeat(32));
  expect(await stage.landing(browser, other.href)).toBe("/sign-in?why=over");
  expect(await stage.landing(browser, without("code"))).toBe("/sign-in?why=failed");
  expect(await stage.whoIs(browser)).toBeNull();
});

test("a code is of no use with another verifier, and Google gives none without a challenge", async () => {
  const browser = stage.newBrowser();
  const back = await stage.wayBack(browser, await stage.begin(browser));
  await stage.database.asOwner(
    `update auth.verification set value = jsonb_set(value::jsonb, '{codeVerifier}', to_jsonb(repeat('v', 64)))::text
     where identifier = $1`,
    [new URL(back).searchParams.get("state")],
  );
  expect(await stage.landing(browser, back)).toBe("/sign-in?why=failed");

  const url = new URL(await stage.begin(browser));
  url.searchParams.delete("code_challenge");
  url.searchParams.delete("code_challenge_method");
  expect(await stage.landing(browser, await stage.wayBack(browser, url.href))).toMatch(/^\/sign-in\?why=/);
  expect(await stage.whoIs(browser)).toBeNull();
});

test("whoever turns away at Google, or took longer than ten minutes, is told so", async () => {
  const browser = stage.newBrowser();
  stage.provider.atTheBrowser(null);
  expect(await stage.signIn(browser)).toBe("/sign-in?why=stopped");
  stage.provider.atTheBrowser(MEERA);
  const back = await stage.wayBack(browser, await stage.begin(browser));
  await stage.database.asOwner(
    `update auth.verification set "expiresAt" = now() - interval '1 second',
            value = jsonb_set(value::jsonb, '{expiresAt}', '1')::text`,
  );
  expect(await stage.landing(browser, back)).toBe("/sign-in?why=over");
});

test("a mail address that Google has not verified makes no account", async () => {
  stage.provider.atTheBrowser({ ...MEERA, email_verified: false });
  expect(await stage.signIn(stage.newBrowser())).toBe("/sign-in?why=unverified");
  expect(await stage.database.asOwner(`select from auth."user"`)).toEqual([]);
});

async function signInByCode(email: string): Promise<Response> {
  await post(`${stage.server.url}/api/auth/mail-code`, { email });
  const code = stage.codes.at(-1)?.code ?? "";
  return post(`${stage.server.url}/api/auth/mail-code/sign-in`, { email, code });
}

test("an account that was made with a code is not opened by Google's word for the same mail address", async () => {
  expect((await signInByCode("meera@asha.in")).status).toBe(200);
  const browser = stage.newBrowser();
  expect(await stage.signIn(browser)).toBe("/sign-in?why=other-way");
  expect(await stage.whoIs(browser)).toBeNull();
  expect(await stage.database.asOwner(`select from auth.account`)).toEqual([]);
});

test("an account of Google is not opened by a code to the same mail address, nor by another account of Google", async () => {
  await stage.signIn(stage.newBrowser());
  const refused = await signInByCode("meera@asha.in");
  expect(refused.status).toBe(409);
  expect(await refusal(refused)).toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Google"),
  });
  expect(refused.headers.get("set-auth-token")).toBeNull();

  stage.provider.atTheBrowser({ ...MEERA, sub: "another" });
  expect(await stage.signIn(stage.newBrowser())).toBe("/sign-in?why=other-way");
  expect(await stage.database.asOwner(`select count(*)::int as n from auth.session`)).toEqual([{ n: 1 }]);
});

test("one is sent back into the app and nowhere else", async () => {
  for (const returnTo of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "",
  ]) {
    const response = await post(`${stage.server.url}/api/auth/google`, { returnTo });
    expect([returnTo, response.status]).toEqual([returnTo, 422]);
  }
});

test("on TLS the cookie for the way back is secure and of this host, and is sent along from Google's page", async () => {
  const secure = await startTestServer(stage.database, {
    config: { google: googleAt(stage.provider), publicUrl: "https://cfa.example.in" },
  });
  const response = await post(`${secure.url}/api/auth/google`, {}, { origin: "https://cfa.example.in" });
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-cfa_sign_in=[^;]+; Max-Age=300; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
  ]);
  await secure.close();
});

test("a foreign page begins no sign-in here", async () => {
  for (const path of ["google", "google/app", "google/app/sign-in", "mail-code", "mail-code/sign-in"]) {
    const url = `${stage.server.url}/api/auth/${path}`;
    const response = await post(url, {}, { origin: "https://evil.example" });
    expect([path, response.status]).toEqual([path, 403]);
  }
});

test("while Google cannot be asked, this way in says so and every other works", async () => {
  const lost = await startOidcProvider({ redirectUris: ["http://127.0.0.1/x"] });
  await lost.close();
  const alone = await startTestServer(stage.database, { config: { google: googleAt(lost) } });
  const response = await post(`${alone.url}/api/auth/google`, {});
  expect(response.status).toBe(503);
  expect(await refusal(response)).toMatchObject({
    message: expect.stringContaining("Google does not answer"),
  });
  expect((await alone.get("/api/session")).status).toBe(200);
  await alone.close();
});

test("sixty sign-ins in a quarter of an hour are enough for one address", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 61; i++) statuses.push((await post(`${stage.server.url}/api/auth/google`, {})).status);
  expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
  expect(statuses[60]).toBe(429);
});
