import { fileURLToPath } from "node:url";

import { openGoogleStage, MEERA, type GoogleStage } from "@cfa/api/auth/test-google";
import { post } from "@cfa/api/test-server";
import { GoogleApp, type GoogleRefusal } from "@cfa/contract/auth";
import { startOidcProvider } from "@cfa/testkit/oidc-provider";
import type { Result } from "@cfa/values/result";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

/* The app's own code flow, with Expo's library, against a provider that stands in for Google and our server. */

type Browse = (url: string, redirectUri: string) => Promise<string | null>;
type Device = { redirectUri: string; browse: Browse };
type Flow = { idTokenFromGoogle(app: GoogleApp, device: Device): Promise<Result<string, GoogleRefusal>> };

// The app's sources are of another TypeScript project, so they are named where they lie.
const FLOW = fileURLToPath(new URL("../../apps/mobile/src/session/google-flow.ts", import.meta.url));

let stage: GoogleStage;
let flow: Flow;
beforeAll(async () => {
  stage = await openGoogleStage();
  flow = (await import(FLOW)) as Flow;
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

async function appAtGoogle(): Promise<GoogleApp> {
  const answer = await post(`${stage.server.url}/api/auth/google/app`, { system: "ios" });
  return GoogleApp.parse(await answer.json());
}

/** The system's browser on the phone: it goes on until it is sent to the app. `seen`: every address on the way. */
function systemBrowser(seen: string[] = []): Browse {
  const browser = stage.newBrowser();
  return async (url, redirectUri) => {
    let at = url;
    for (let step = 0; step < 12 && !at.startsWith(redirectUri); step++) {
      seen.push(at);
      const response = await browser.go(at, { stay: true });
      at = new URL(response.headers.get("location") ?? "", at).href;
    }
    return at;
  };
}

function run(app: GoogleApp, browse: Browse = systemBrowser()) {
  return flow.idTokenFromGoogle(app, { redirectUri: stage.provider.app.redirectUri, browse });
}

async function handIn(app: GoogleApp, idToken: Result<string, GoogleRefusal>): Promise<Response> {
  if (!idToken.ok) throw new Error(idToken.error);
  const body = { idToken: idToken.value, nonce: app.nonce };
  return post(`${stage.server.url}/api/auth/google/app/sign-in`, body);
}

test("a phone signs in: code flow with PKCE S256, state and our nonce, then a session of ours", async () => {
  const app = await appAtGoogle();
  const seen: string[] = [];
  const response = await handIn(app, await run(app, systemBrowser(seen)));
  expect(await response.json()).toEqual({ user: { name: "Meera Shah", email: "meera@asha.in" } });
  const token = response.headers.get("set-auth-token") ?? "";
  expect((await stage.server.get("/api/me/sessions", { token })).status).toBe(200);
  expect(Object.fromEntries(new URL(seen[0] ?? "").searchParams)).toEqual({
    client_id: "cfa-app",
    redirect_uri: stage.provider.app.redirectUri,
    response_type: "code",
    scope: "openid email profile",
    prompt: "select_account",
    nonce: app.nonce,
    state: expect.stringMatching(/^[\da-f-]{36}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: "S256",
  });
});

test("verifier and state are new each time", async () => {
  const app = await appAtGoogle();
  const asked: URLSearchParams[] = [];
  for (const _ of [1, 2]) {
    await run(app, async (url) => {
      asked.push(new URL(url).searchParams);
      return null;
    });
  }
  for (const name of ["state", "code_challenge"]) expect(asked[0]?.get(name)).not.toBe(asked[1]?.get(name));
});

test("who turns away, in the browser or at Google, is not signed in", async () => {
  const app = await appAtGoogle();
  expect(await run(app, async () => null)).toEqual({ ok: false, error: "stopped" });
  stage.provider.atTheBrowser(null);
  expect(await run(app)).toEqual({ ok: false, error: "stopped" });
});

test("a way back that is not the answer to this very request is of no use", async () => {
  const app = await appAtGoogle();
  const bent = async (change: (back: URL) => void | string): Promise<unknown> => {
    const browse = systemBrowser();
    return run(app, async (url, redirectUri) => {
      const back = new URL((await browse(url, redirectUri)) ?? "");
      return change(back) ?? back.href;
    });
  };
  const refused = { ok: false, error: "failed" };
  expect(await bent((back) => back.searchParams.set("state", "of-another"))).toEqual(refused);
  expect(await bent((back) => back.searchParams.delete("state"))).toEqual(refused);
  expect(await bent((back) => back.searchParams.delete("code"))).toEqual(refused);
  expect(await bent((back) => back.searchParams.set("iss", "https://accounts.example.com"))).toEqual(refused);
  expect(await bent((back) => `other.app:/oauth2redirect${back.search}`)).toEqual(refused);
});

test("a code that somebody caught on its way into the app is good for nothing elsewhere", async () => {
  const app = await appAtGoogle();
  const browse = systemBrowser();
  let caught = "";
  await run(app, async (url, redirectUri) => {
    const back = new URL((await browse(url, redirectUri)) ?? "");
    caught = back.searchParams.get("code") ?? "";
    return null;
  });
  // Their own request, with the code of another: Google misses the verifier that belongs to it.
  const swapped = await run(app, async (url, redirectUri) => {
    const back = new URL((await systemBrowser()(url, redirectUri)) ?? "");
    back.searchParams.set("code", caught);
    return back.href;
  });
  expect(swapped).toEqual({ ok: false, error: "over" });
});

test("a provider that names itself otherwise, or whose token is left out, signs nobody in", async () => {
  const app = await appAtGoogle();
  const elsewhere = app.issuer.replace("127.0.0.1", "127.1"); // the same address, by another name
  expect(await run({ ...app, issuer: elsewhere })).toEqual({ ok: false, error: "failed" });
  stage.provider.bend({ left: true });
  expect(await run(app)).toEqual({ ok: false, error: "failed" });
});

test("where Google does not answer, that is said, and a nonce of another sign-in is refused by the server", async () => {
  const app = await appAtGoogle();
  const gone = await startOidcProvider({ redirectUris: ["http://127.0.0.1/"] });
  await gone.close();
  await expect(run({ ...app, issuer: gone.issuer })).rejects.toMatchObject({ code: "unreachable" });
  stage.provider.atTheBrowser(MEERA);
  const other = await appAtGoogle();
  expect((await handIn(other, await run(app))).status).toBe(401);
});
