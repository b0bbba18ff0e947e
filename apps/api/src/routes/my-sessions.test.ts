import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import type { MySession } from "@cfa/contract/sessions";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { ACCESS, type Access } from "../auth/access.ts";
import { ensureCompany, ensureDemoMembers } from "../demo.ts";
import { refuseStale } from "../guard.ts";
import { refusal, signInDeps, startTestServer, type TestServer } from "../test-server.ts";

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database);
  const { companyId } = await ensureCompany(database.db, { name: "Asha Traders", isDemo: true });
  await ensureDemoMembers(signInDeps(database.db), [companyId]);
});
beforeEach(() => database.asOwner(`delete from auth.session`));
afterAll(async () => {
  await server.close();
  await database.close();
});

async function list(token: string): Promise<MySession[]> {
  const response = await server.get("/api/me/sessions", { token });
  expect(response.status).toBe(200);
  return ((await response.json()) as { sessions: MySession[] }).sessions;
}

function end(token: string, sessionId?: string): Promise<Response> {
  const path = sessionId === undefined ? "/api/me/sessions" : `/api/me/sessions/${sessionId}`;
  return fetch(server.url + path, { method: "DELETE", headers: { authorization: `Bearer ${token}` } });
}

const statusOf = async (token: string) => (await server.get("/api/companies", { token })).status;

test("I see where I am signed in, which of them this is, and nobody else's sessions or secrets", async () => {
  const phone = await server.signIn("owner");
  await server.signIn("owner");
  await server.signIn("accountant");
  await database.asOwner(
    `update auth.session set "userAgent" = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36'`,
  );
  const sessions = await list(phone);
  expect(sessions).toHaveLength(2);
  expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
  expect(sessions[0]).toMatchObject({
    sessionId: expect.stringMatching(/^ses_[a-z2-7]{26}$/),
    browser: "Chrome",
    system: "Windows",
    address: "127.0.0.1",
  });
  expect(JSON.stringify(sessions)).not.toContain(decodeURIComponent(phone).split(".")[0]);
});

test("a session that is over is not listed", async () => {
  const phone = await server.signIn("owner");
  await server.signIn("owner");
  await server.signIn("owner");
  const others = (await list(phone)).filter(({ isThis }) => !isThis);
  const rows = await database.asOwner<{ id: string }>(`select id from auth.session order by "createdAt"`);
  await database.asOwner(`update auth.session set "expiresAt" = now() - interval '1 second' where id = $1`, [
    rows[1]?.id,
  ]);
  await database.asOwner(`update auth.session set "createdAt" = now() - interval '181 days' where id = $1`, [
    rows[2]?.id,
  ]);
  expect(others).toHaveLength(2);
  expect(await list(phone)).toEqual([expect.objectContaining({ isThis: true })]);
});

test("ending one session signs that device out with its next request", async () => {
  const phone = await server.signIn("owner");
  const lost = await server.signIn("owner");
  const [other] = (await list(phone)).filter(({ isThis }) => !isThis);
  expect(await statusOf(lost)).toBe(200);
  const response = await end(phone, other?.sessionId);
  expect(await response.json()).toEqual({ ended: 1 });
  expect([await statusOf(lost), await statusOf(phone)]).toEqual([401, 200]);
  expect((await end(phone, other?.sessionId)).status).toBe(404);
});

test("ending all others leaves this one, and another person's alone", async () => {
  const phone = await server.signIn("owner");
  const [tablet, laptop] = [await server.signIn("owner"), await server.signIn("owner")];
  const ravi = await server.signIn("accountant");
  expect(await (await end(phone)).json()).toEqual({ ended: 2 });
  expect(await Promise.all([phone, tablet, laptop, ravi].map(statusOf))).toEqual([200, 401, 401, 200]);
});

test("another person's session answers just as one that does not exist", async () => {
  const owner = await server.signIn("owner");
  const ravi = await server.signIn("accountant");
  const [his] = await list(ravi);
  for (const id of [his?.sessionId ?? "", `ses_${"a".repeat(26)}`]) {
    const response = await end(owner, id);
    expect([id, response.status]).toEqual([id, 404]);
    expect(await refusal(response)).toMatchObject({ code: "not-found" });
  }
  expect(await statusOf(ravi)).toBe(200);
});

test("a route that wants a fresh sign-in refuses a session older than ten minutes", async () => {
  const rule: Access = { who: "member", roles: ["owner"], fresh: true };
  expect(() => refuseStale(rule, { id: "s", isFresh: true })).not.toThrow();
  expect(() => refuseStale(rule, { id: "s", isFresh: false })).toThrow("sign in again");
  expect(() => refuseStale(rule, null)).toThrow("sign in again");
  expect(() => refuseStale({ who: "signed-in" }, { id: "s", isFresh: false })).not.toThrow();

  // Over the wire, with a rule of this test's own: how old a session is is read from the database at each request.
  const table = ACCESS as Record<string, Access>;
  const known = table["GET /api/companies"];
  table["GET /api/companies"] = { who: "signed-in", fresh: true };
  try {
    const token = await server.signIn("owner");
    const age = (minutes: number) =>
      database.asOwner(`update auth.session set "createdAt" = now() - make_interval(mins => $1)`, [minutes]);
    await age(9);
    expect(await statusOf(token)).toBe(200);
    await age(10);
    const refused = await server.get("/api/companies", { token });
    expect(refused.status).toBe(403);
    expect(await refusal(refused)).toMatchObject({ code: "sign-in-again" });
    expect(await statusOf(await server.signIn("owner"))).toBe(200);
  } finally {
    table["GET /api/companies"] = known ?? { who: "signed-in" };
  }
});
