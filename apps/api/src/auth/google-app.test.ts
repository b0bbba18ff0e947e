import { createHash, randomBytes } from "node:crypto";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { post } from "../test-server.ts";
import { BENT_TOKENS, openGoogleStage, type GoogleStage } from "./test-google.ts";

let stage: GoogleStage;
beforeAll(async () => {
  stage = await openGoogleStage();
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

/** What the phone's app does: its own code flow at Google, as a client without a secret. */
async function appToken(nonce: string): Promise<string> {
  const verifier = randomBytes(32).toString("base64url");
  const url = new URL(`${stage.provider.issuer}/auth`);
  url.search = new URLSearchParams({
    client_id: stage.provider.app.id,
    redirect_uri: stage.provider.app.redirectUri,
    response_type: "code",
    scope: "openid email profile",
    state: "s",
    nonce,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();
  const browser = stage.newBrowser();
  let at = url.href;
  while (!at.startsWith(stage.provider.app.redirectUri)) {
    const response = await browser.go(at, { stay: true });
    at = new URL(response.headers.get("location") ?? "", at).href;
  }
  const answered = await fetch(`${stage.provider.issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({
      client_id: stage.provider.app.id,
      redirect_uri: stage.provider.app.redirectUri,
      grant_type: "authorization_code",
      code: new URL(at).searchParams.get("code") ?? "",
      code_verifier: verifier,
    }),
  });
  return ((await answered.json()) as { id_token: string }).id_token;
}

async function newNonce(): Promise<string> {
  const response = await post(`${stage.server.url}/api/auth/google/app`, { system: "ios" });
  const { nonce, ...rest } = (await response.json()) as { nonce: string };
  expect(rest).toEqual({ issuer: stage.provider.issuer, clientId: "cfa-app" });
  return nonce;
}

function handIn(body: object): Promise<Response> {
  return post(`${stage.server.url}/api/auth/google/app/sign-in`, body);
}

test("a phone signs in with the ID token it got as its own client, to the same account as in a browser", async () => {
  await stage.signIn(stage.newBrowser());
  const nonce = await newNonce();
  const response = await handIn({ idToken: await appToken(nonce), nonce });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ user: { name: "Meera Shah", email: "meera@asha.in" } });
  expect(response.headers.getSetCookie()).toEqual([]);
  const token = response.headers.get("set-auth-token") ?? "";
  expect((await stage.server.get("/api/me/sessions", { token })).status).toBe(200);
  expect(await stage.database.asOwner(`select from auth."user"`)).toHaveLength(1);
});

test("a phone's ID token is good once, with a nonce of ours, for one of our clients", async () => {
  const nonce = await newNonce();
  const idToken = await appToken(nonce);
  const statuses: [string, number][] = [];
  const tried = async (what: string, body: object) => {
    const response = await handIn(body);
    statuses.push([what, response.status]);
    expect(response.headers.get("set-auth-token")).toBeNull();
  };
  await tried("a nonce that is not ours", { idToken, nonce: "n".repeat(43) });
  await tried("another nonce of ours", { idToken, nonce: await newNonce() });
  expect((await handIn({ idToken, nonce })).status).toBe(200);
  await tried("once more", { idToken, nonce });
  for (const [what, bent] of BENT_TOKENS) {
    stage.provider.bend(bent);
    const next = await newNonce();
    await tried(what, { idToken: await appToken(next), nonce: next });
  }
  expect(statuses.filter(([, status]) => status !== 401)).toEqual([]);
  expect((await post(`${stage.server.url}/api/auth/google/app`, { system: "android" })).status).toBe(404);
});

test("an ID token, good as it is, is no session", async () => {
  const idToken = await appToken(await newNonce());
  expect((await stage.server.get("/api/me/sessions", { token: idToken })).status).toBe(401);
  const cookie = `cfa_session=${idToken}`;
  expect((await stage.server.get("/api/me/sessions", { headers: { cookie } })).status).toBe(401);
});
