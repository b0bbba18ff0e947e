import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { getMigrations } from "better-auth/db/migration";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { openAuthSchema } from "@cfa/db/company-scope";

import { ensureCompany, ensureDemoMembers } from "../demo.ts";
import { post, refusal, signInDeps, startTestServer, type TestServer } from "../test-server.ts";
import { tableOptions } from "./library.ts";

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database);
  const { companyId } = await ensureCompany(database.db, { name: "Asha Traders", isDemo: true });
  await ensureDemoMembers(signInDeps(database.db), [companyId]);
});
beforeEach(() => database.asOwner(`delete from auth."rateLimit"`));
afterAll(async () => {
  await server.close();
  await database.close();
});

const PAGE = { origin: "http://127.0.0.1" };

test("nobody is signed in at first, and the companies are closed", async () => {
  const session = await server.get("/api/session");
  expect(await session.json()).toEqual({
    user: null,
    demo: true,
    ways: { google: false, googleApps: [], mailCode: false },
  });
  const companies = await server.get("/api/companies");
  expect(companies.status).toBe(401);
  expect(await refusal(companies)).toMatchObject({ code: "not-signed-in", message: "Please sign in." });
});

test("a browser signs in as the owner and gets a cookie that scripts cannot read, and no token", async () => {
  const response = await post(`${server.url}/api/auth/demo`, { role: "owner" }, PAGE);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ user: { name: "Meera Shah", email: "owner@demo.invalid" } });
  expect(response.headers.get("set-auth-token")).toBeNull();
  const [cookie = ""] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^cfa_session=.+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/);
  const session = await server.get("/api/session", { headers: { cookie: cookie.split(";")[0] ?? "" } });
  expect(await session.json()).toMatchObject({ user: { name: "Meera Shah" } });
});

test("on TLS the cookie is secure and bound to its host by its name", async () => {
  const secure = await startTestServer(database, { config: { publicUrl: "https://app.example.in" } });
  const response = await post(
    `${secure.url}/api/auth/demo`,
    { role: "owner" },
    { origin: "https://app.example.in" },
  );
  expect(response.headers.getSetCookie()[0]).toMatch(
    /^__Host-cfa_session=.*Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(response.headers.get("strict-transport-security")).toContain("max-age=31536000");
  await secure.close();
});

test("a phone gets a token and no cookie; each sign-in is a session of its own", async () => {
  const response = await post(`${server.url}/api/auth/demo`, { role: "accountant" });
  expect(response.headers.getSetCookie()).toEqual([]);
  const token = response.headers.get("set-auth-token") ?? "";
  expect(token).not.toBe(await server.signIn("accountant"));
  const companies = await server.get("/api/companies", { token });
  expect(await companies.json()).toMatchObject({
    companies: [{ name: "Asha Traders", role: "accountant", isDemo: true }],
  });
});

test("signing out ends the session at once, and only that one", async () => {
  const phone = await server.signIn("owner");
  const tablet = await server.signIn("owner");
  const out = await post(`${server.url}/api/auth/sign-out`, {}, { authorization: `Bearer ${phone}` });
  expect(out.status).toBe(200);
  expect((await server.get("/api/companies", { token: phone })).status).toBe(401);
  expect((await server.get("/api/companies", { token: tablet })).status).toBe(200);
});

test("a browser signs out with its cookie", async () => {
  const signedIn = await post(`${server.url}/api/auth/demo`, { role: "owner" }, PAGE);
  const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const out = await post(`${server.url}/api/auth/sign-out`, {}, { ...PAGE, cookie });
  expect(out.headers.getSetCookie()[0]).toContain("Max-Age=0");
  expect((await server.get("/api/companies", { headers: { cookie } })).status).toBe(401);
});

test("a browser that comes back after ten days gets its cookie renewed with the answer it asked for", async () => {
  const signedIn = await post(`${server.url}/api/auth/demo`, { role: "owner" }, PAGE);
  const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const early = await server.get("/api/companies", { headers: { cookie } });
  expect(early.headers.getSetCookie()).toEqual([]);
  await database.asOwner(`update auth.session set "expiresAt" = "expiresAt" - interval '10 days'`);
  const later = await server.get("/api/companies", { headers: { cookie } });
  expect(later.status).toBe(200);
  expect(later.headers.getSetCookie()).toEqual([expect.stringMatching(/^cfa_session=.+Max-Age=2592000/)]);
});

test("a made-up, unsigned or altered token is nobody's", async () => {
  const token = await server.signIn("owner");
  const [value = ""] = token.split(".");
  for (const wrong of ["x", value, `${value}.AAAA`, `x${token}`, "cfa_live_000"]) {
    expect((await server.get("/api/companies", { token: wrong })).status).toBe(401);
  }
});

test("until its people belong to a company nobody is signed in to the demo", async () => {
  const starting = await cloneDatabase();
  const early = await startTestServer(starting);
  const signIn = () => post(`${early.url}/api/auth/demo`, { role: "owner" });
  const told = { code: "unavailable", message: "The sample company is not there yet." };
  expect(await refusal(await signIn())).toMatchObject(told);
  await ensureDemoMembers(signInDeps(starting.db), []);
  const refused = await signIn();
  expect(refused.status).toBe(503);
  expect(refused.headers.get("set-auth-token")).toBeNull();
  expect(await refusal(refused)).toMatchObject(told);
  const { companyId } = await ensureCompany(starting.db, { name: "Asha Traders", isDemo: true });
  await ensureDemoMembers(signInDeps(starting.db), [companyId]);
  expect((await signIn()).status).toBe(200);
  await early.close();
  await starting.close();
});

test("where the demo is off, its sign-in is not there", async () => {
  const closed = await startTestServer(database, { config: { demo: false } });
  const response = await post(`${closed.url}/api/auth/demo`, { role: "owner" });
  expect(response.status).toBe(404);
  expect(await refusal(response)).toMatchObject({ code: "not-found" });
  expect(await (await closed.get("/api/session")).json()).toEqual({
    user: null,
    demo: false,
    ways: { google: false, googleApps: [], mailCode: false },
  });
  await closed.close();
});

test("an unknown role or a body that is no JSON is bad input", async () => {
  for (const body of [{ role: "admin" }, { role: "owner", company: "x" }, {}]) {
    const response = await post(`${server.url}/api/auth/demo`, body);
    expect(response.status).toBe(422);
    expect(await refusal(response)).toMatchObject({ code: "bad-input" });
  }
  const garbled = await fetch(`${server.url}/api/auth/demo`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{",
  });
  expect(garbled.status).toBeGreaterThanOrEqual(400);
  expect(garbled.status).toBeLessThan(500);
});

test("the library's other endpoints cannot be reached", async () => {
  for (const path of ["sign-up/email", "sign-in/email", "update-user", "revoke-sessions", "ok"]) {
    const response = await post(`${server.url}/api/auth/${path}`, {});
    expect([path, response.status]).toEqual([path, 404]);
  }
  expect((await server.get("/api/auth/get-session")).status).toBe(404);
});

test("sixty sign-ins a minute from one address are enough", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 62; i++) {
    statuses.push((await post(`${server.url}/api/auth/demo`, { role: "owner" })).status);
  }
  expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true);
  expect(statuses.slice(60)).toEqual([429, 429]);
});

test("a session slides by 30 days but ends 180 days after the sign-in", async () => {
  const token = await server.signIn("owner");
  const value = decodeURIComponent(token).split(".")[0];
  const set = (created: string, expires: string) =>
    database.asOwner(
      `update auth.session set "createdAt" = now() - $1::interval, "expiresAt" = now() + $2::interval where token = $3`,
      [created, expires, value],
    );
  const daysLeft = async () => {
    const [row] = await database.asOwner<{ days: number }>(
      `select round(extract(epoch from "expiresAt" - now()) / 86400)::int as days from auth.session where token = $1`,
      [value],
    );
    return row?.days;
  };

  await set("100 days", "20 days");
  expect((await server.get("/api/companies", { token })).status).toBe(200);
  expect(await daysLeft()).toBe(30);

  await set("170 days", "20 days");
  expect((await server.get("/api/companies", { token })).status).toBe(200);
  expect(await daysLeft()).toBe(10);

  await set("181 days", "5 days");
  expect((await server.get("/api/companies", { token })).status).toBe(401);

  await set("40 days", "-1 minute");
  expect((await server.get("/api/companies", { token })).status).toBe(401);
});

test("a person who is taken out of a company loses it with the next request", async () => {
  const token = await server.signIn("accountant");
  const list = async () => {
    const response = await server.get("/api/companies", { token });
    return ((await response.json()) as { companies: { companyId: string }[] }).companies;
  };
  const [company] = await list();
  const path = `/api/companies/${company?.companyId ?? ""}/freshness`;
  expect((await server.get(path, { token })).status).toBe(200);
  await database.asOwner("delete from member where role = 'accountant'");
  expect((await server.get(path, { token })).status).toBe(404);
  expect(await list()).toEqual([]);
});

test("the migrated tables are the ones the installed library wants", async () => {
  const missing = await getMigrations({
    ...tableOptions(),
    logger: { disabled: true },
    database: { db: openAuthSchema(database.db), type: "postgres", schemaName: "auth" },
    advanced: { database: { generateId: "uuid" } },
  });
  expect({ tables: missing.toBeCreated, columns: missing.toBeAdded }).toEqual({ tables: [], columns: [] });
});
