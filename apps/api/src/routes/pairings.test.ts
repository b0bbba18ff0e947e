import type { PairingPolled, PairingView } from "@cfa/contract/pairing";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { callAs, registerAs } from "../test-calls.ts";
import { signInAs, type TestPerson } from "../test-people.ts";
import { startTestServer, type TestServer } from "../test-server.ts";
import { BOOKS, callAs as callWithKey } from "../test-sync.ts";

let database: TestDatabase;
let server: TestServer;
let owner: TestPerson;
let now = new Date();
let company: string;

const MINUTE = 60_000;
const OFFER = {
  machine: "TALLY-PC",
  windowsUser: "ravi",
  tallyCompany: "Asha Traders",
  tallyGuid: BOOKS,
  gstin: "27AAPFU0939F1ZV",
};

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database, { deps: { now: () => now } });
});
afterAll(async () => {
  await server.close();
  await database.close();
});
beforeEach(async () => {
  now = new Date();
  await database.asOwner(`delete from auth.tries`);
  owner = await signInAs(database.db, { name: "Asha", email: "asha@example.in" });
  company = await register(owner);
});

const register = (person: TestPerson) =>
  registerAs(server, person.token, { name: "Asha Traders", gstin: OFFER.gstin });

const app = <T = PairingView>(method: string, path: string, body?: object, at = company) =>
  callAs<T>(server, owner.token, [method, `${at}/pairings${path}`, ...(body ? [body] : [])] as [
    string,
    string,
  ]);
const agent = <T = { claim: string; code: string }>(path: string, body: object) =>
  callAs<T>(server, null, ["POST", `/api/pairing/${path}`, body]);
const open = async () => (await app<PairingView & { code: string; token: string }>("POST", "", {})).body;
const claim = (by: { code?: string; token?: string }) => agent("claim", { ...OFFER, ...by });
const poll = (claimed: { body: { claim: string } }) => {
  now = new Date(now.getTime() + 5_000);
  return agent<PairingPolled>("poll", { claim: claimed.body.claim });
};
const beat = (key: string) =>
  callWithKey({ url: server.url, key }, "POST", "/api/sync-tally/heartbeat", {
    companyGuid: BOOKS,
    marks: { masters: 1, vouchers: 1 },
    readAt: "2026-04-15T06:00:00Z",
  });

test("the app shows a code, the agent types it, a person confirms machine and company, the agent gets the key once", async () => {
  const { code, pairingId } = await open();
  expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
  const claimed = await claim({ code: `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase() });
  expect((await poll(claimed)).body).toEqual({ state: "waiting", intervalSeconds: 5 });
  expect((await app("GET", `/${pairingId}`)).body).toMatchObject({
    state: "claimed",
    agent: { machine: "TALLY-PC", windowsUser: "ravi", tallyCompany: "Asha Traders", address: "127.0.0.1" },
    books: "new",
    isOtherGstin: false,
  });
  expect((await app("POST", `/${pairingId}/confirm`, {})).body.state).toBe("confirmed");
  const paired = await poll(claimed);
  expect(paired.body).toMatchObject({ state: "paired", company: "Asha Traders" });
  expect((await beat(paired.body.key ?? "")).status).toBe(200);
  expect((await app("GET", `/${pairingId}`)).body.state).toBe("paired");
  expect((await poll(claimed)).body).toMatchObject({ state: "expired" });
  expect((await poll(claimed)).body.key).toBeUndefined();
  const keys = await callAs(server, owner.token, ["GET", `${company}/keys`]);
  expect(keys.body).toMatchObject({ rows: [{ name: "TALLY-PC", by: "Asha", state: "live" }] });
});

test("the agent shows a code, the app takes it, and the rest is the same", async () => {
  const started = await agent("start", OFFER);
  expect((await poll(started)).body.state).toBe("waiting");
  const taken = await app("POST", "/take", { code: `cfa-pair:${started.body.code}` });
  expect(taken.body).toMatchObject({ state: "claimed", agent: { machine: "TALLY-PC" } });
  expect((await poll(started)).body.state).toBe("waiting");
  await app("POST", `/${taken.body.pairingId}/confirm`, {});
  const paired = await poll(started);
  expect(paired.body.state).toBe("paired");
  expect((await beat(paired.body.key ?? "")).status).toBe(200);
});

test("the QR of a key that was made hands the same key over without another word, once, and voids what was shown", async () => {
  const made = await callAs<{ key: string; token: string }>(server, owner.token, [
    "POST",
    `${company}/keys`,
    { name: "Desk" },
  ]);
  const claimed = await claim({ token: made.body.token });
  const paired = await poll(claimed);
  expect(paired.body.state).toBe("paired");
  expect((await beat(made.body.key)).status).toBe(401);
  expect((await beat(paired.body.key ?? "")).status).toBe(200);
  expect((await claim({ token: made.body.token })).status).toBe(404);

  const pasted = await callAs<{ key: string; token: string }>(server, owner.token, [
    "POST",
    `${company}/keys`,
    { name: "Desk 2" },
  ]);
  await beat(pasted.body.key);
  expect((await poll(await claim({ token: pasted.body.token }))).body.state).toBe("refused");
  expect((await beat(pasted.body.key)).status).toBe(200);
});

test("a code is used once: the second agent with it is refused, also at the same moment", async () => {
  const { code } = await open();
  const both = await Promise.all([claim({ code }), claim({ code }), claim({ code })]);
  expect(both.map(({ status }) => String(status)).toSorted()).toEqual(["200", "404", "404"]);
});

test("of two companies that take one agent's code at the same moment, one gets it", async () => {
  const other = await register(owner);
  const { code } = (await agent("start", OFFER)).body;
  const both = await Promise.all([app("POST", "/take", { code }), app("POST", "/take", { code }, other)]);
  expect(both.map(({ status }) => String(status)).toSorted()).toEqual(["200", "404"]);
  const rows = await database.asOwner(
    "select count(*)::int as n from pairing where tally_guid is not null and state = 'claimed' and opened_at = $1",
    [now],
  );
  expect(rows).toEqual([{ n: 1 }]);
});

test("a key is paid out once to many polls at the same moment", async () => {
  const { code, pairingId } = await open();
  const claimed = await claim({ code });
  await app("POST", `/${pairingId}/confirm`, {});
  const many = await Promise.all(Array.from({ length: 8 }, () => poll(claimed)));
  expect(many.filter(({ body }) => body.key !== undefined)).toHaveLength(1);
});

test("nothing is handed over before a person confirms, and nothing after they refuse", async () => {
  const { code, pairingId } = await open();
  expect((await app("POST", `/${pairingId}/confirm`, {})).status).toBe(409); // nobody has come
  const claimed = await claim({ code });
  await app("POST", `/${pairingId}/refuse`, {});
  expect((await poll(claimed)).body).toMatchObject({ state: "refused" });
  expect((await app("POST", `/${pairingId}/confirm`, {})).status).toBe(409);
  const keys = await callAs(server, owner.token, ["GET", `${company}/keys`]);
  expect(keys.body).toEqual({ rows: [] });
});

test("after ten minutes a code, a claim and a confirmed pairing are all over", async () => {
  const unused = await open();
  const waiting = await agent("start", OFFER);
  const claimed = await open();
  const claimOf = await claim({ code: claimed.code });
  const confirmed = await open();
  const confirmedClaim = await claim({ code: confirmed.code });
  await app("POST", `/${confirmed.pairingId}/confirm`, {});
  now = new Date(now.getTime() + 10 * MINUTE);
  expect((await claim({ code: unused.code })).status).toBe(404);
  expect((await app("POST", "/take", { code: waiting.body.code })).status).toBe(404);
  expect((await app("POST", `/${claimed.pairingId}/confirm`, {})).status).toBe(409);
  expect((await app("GET", `/${claimed.pairingId}`)).body.state).toBe("expired");
  for (const each of [waiting, claimOf, confirmedClaim])
    expect((await poll(each)).body.state).toBe("expired");
});

test("an agent that guesses codes is stopped after five wrong ones, also when it asks all at once, and the right one no longer helps", async () => {
  const { code } = await open();
  const guesses = Array.from({ length: 12 }, (_, at) => `BCDFGHJ${"KLMNPQRSTVWX".charAt(at)}`);
  const replies = await Promise.all(guesses.map((guess) => claim({ code: guess })));
  expect(replies.filter(({ status }) => status === 404)).toHaveLength(5);
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(7);
  expect((await claim({ code })).status).toBe(429);
  now = new Date(now.getTime() + 9 * MINUTE + 50_000);
  expect((await claim({ code })).status).toBe(429);
  now = new Date(now.getTime() + MINUTE);
  const fresh = await open();
  expect((await claim({ code: fresh.code })).status).toBe(200);
});

test("a company that types wrong codes is stopped after five as well; right ones are not counted", async () => {
  for (let i = 0; i < 7; i++) {
    const { code } = (await agent("start", OFFER)).body;
    expect((await app("POST", "/take", { code })).status).toBe(200);
  }
  const statuses = [];
  for (let i = 0; i < 6; i++) statuses.push((await app("POST", "/take", { code: "BCDFGHJK" })).status);
  expect(statuses).toEqual([404, 404, 404, 404, 404, 429]);
});

test("an agent that polls too soon is told to slow down", async () => {
  const started = await agent("start", OFFER);
  const ask = () => agent<PairingPolled>("poll", { claim: started.body.claim });
  expect((await ask()).body).toEqual({ state: "waiting", intervalSeconds: 5 });
  expect((await ask()).body).toEqual({ state: "slow-down", intervalSeconds: 10 });
  now = new Date(now.getTime() + 5_000);
  expect((await ask()).body.state).toBe("waiting");
});

test("a company with books of its own does not take another company's in Tally; another GSTIN is pointed out", async () => {
  const first = await open();
  await claim({ code: first.code });
  const uuid = await database.asOwner("select company_id from company order by created_at desc limit 1");
  await database.asOwner("update company set tally_guid = 'other books' where company_id = $1", [
    uuid[0]?.["company_id"],
  ]);
  expect((await app("GET", `/${first.pairingId}`)).body.books).toBe("other");
  expect(await app("POST", `/${first.pairingId}/confirm`, {})).toMatchObject({
    status: 409,
    body: { code: "wrong-company" },
  });
  const second = await open();
  await agent("claim", { ...OFFER, gstin: "29AAGCB7383J1Z4", code: second.code });
  expect((await app("GET", `/${second.pairingId}`)).body.isOtherGstin).toBe(true);
});

test("a viewer pairs nothing, and another company's pairing is not there", async () => {
  const { pairingId } = await open();
  const other = await register(owner);
  for (const [method, path] of [
    ["GET", ""],
    ["POST", "/confirm"],
    ["POST", "/refuse"],
  ] as const) {
    expect((await app(method, `/${pairingId}${path}`, method === "GET" ? undefined : {}, other)).status).toBe(
      404,
    );
  }
  await database.asOwner("update member set role = 'viewer'");
  expect((await app("POST", "", {})).status).toBe(403);
  expect((await app("POST", "/take", { code: "BCDFGHJK" })).status).toBe(403);
});

test("neither code nor claim, token or key is kept or logged", async () => {
  const { code, token, pairingId } = await open();
  const claimed = await claim({ code });
  await app("POST", `/${pairingId}/confirm`, {});
  const { key = "" } = (await poll(claimed)).body;
  const dump = await database.asOwner(
    "select row_to_json(p)::text as a, row_to_json(k)::text as b from pairing p left join api_key k using (company_id)",
  );
  for (const secret of [code, token, claimed.body.claim, key]) {
    expect(JSON.stringify(dump)).not.toContain(secret);
    expect(server.logLines.join("")).not.toContain(secret);
  }
});

test("what is no code, both or neither is refused in a sentence", async () => {
  expect(await claim({ code: "AEIOU" })).toMatchObject({ status: 422, body: { field: "code" } });
  expect(await claim({})).toMatchObject({ status: 422, body: { code: "bad-input" } });
  const extra = await agent("start", { ...OFFER, companyId: "cmp_x" });
  expect(extra).toMatchObject({ status: 422, body: { field: "companyId" } });
});
