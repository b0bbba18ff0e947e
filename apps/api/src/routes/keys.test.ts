import { KEY_PATH, NEW_KEY_HEADER } from "@cfa/contract/sync";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { issueApiKey } from "../auth/api-key.ts";
import { ensureCompany } from "../demo.ts";
import { callAs, registerAs } from "../test-calls.ts";
import { signInAs, type TestPerson } from "../test-people.ts";
import { startTestServer, type TestServer } from "../test-server.ts";
import { BOOKS, callAs as callWithKey, openAs } from "../test-sync.ts";

type Row = { keyId: string; name: string; lastFour: string; state: string; endsAt: string | null };
type Shown = { row: Row; key: string; token: string };

const HOUR = 3_600_000;

let database: TestDatabase;
let server: TestServer;
let owner: TestPerson;
let now = new Date();
let company: string;

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
  owner = await signInAs(database.db, { name: "Asha", email: `asha${Math.random()}@example.in` });
  company = await registerAs(server, owner.token, { name: "Asha Traders", gstin: null });
});

const make = async (name = "Desk"): Promise<Shown> =>
  (await callAs<Shown>(server, owner.token, ["POST", `${company}/keys`, { name }])).body;
const rotate = (row: Row) =>
  callAs<Shown>(server, owner.token, ["POST", `${company}/keys/${row.keyId}/rotate`, {}]);
const revoke = (row: Row) => callAs<Row>(server, owner.token, ["DELETE", `${company}/keys/${row.keyId}`]);
const rows = async () =>
  (await callAs<{ rows: Row[] }>(server, owner.token, ["GET", `${company}/keys`])).body.rows;
const states = async () => (await rows()).map(({ state }) => state);

/** A look of the agent, as a heartbeat of books that have not been read yet. */
const beat = (key: string) =>
  callWithKey({ url: server.url, key }, "POST", "/api/sync-tally/heartbeat", {
    companyGuid: BOOKS,
    marks: { masters: 1, vouchers: 1 },
    readAt: "2026-04-15T06:00:00Z",
  });
const fetchNew = (key: string) => callWithKey({ url: server.url, key }, "POST", KEY_PATH);

test("a key is shown when it is made and never again; its hash and last four stay", async () => {
  const { key, row, token } = await make("Tally PC");
  expect(key).toMatch(/^cfa_live_[0-9A-Za-z]{39}$/);
  expect(row).toMatchObject({ name: "Tally PC", lastFour: key.slice(-4), state: "unused" });
  expect((await beat(key)).status).toBe(200);
  const listed = await rows();
  expect(listed).toMatchObject([{ state: "live", lastUsedAt: expect.any(String), by: "Asha" }]);
  expect(JSON.stringify(listed)).not.toContain(key.slice(10, 30));
  const dump = await database.asOwner(
    "select row_to_json(k)::text as key, row_to_json(p)::text as pairing from api_key k join pairing p using (company_id)",
  );
  for (const secret of [key, token]) expect(JSON.stringify(dump)).not.toContain(secret);
  expect(server.logLines.join("")).not.toContain(key);
});

test("making and rotating need a sign-in of the last ten minutes; ending a key does not", async () => {
  const { row } = await make();
  await database.asOwner(`update auth.session set "createdAt" = "createdAt" - interval '11 minutes'`);
  const again = { status: 403, body: { code: "sign-in-again" } };
  expect(await callAs(server, owner.token, ["POST", `${company}/keys`, { name: "x" }])).toMatchObject(again);
  expect(await rotate(row)).toMatchObject(again);
  expect(await revoke(row)).toMatchObject({ status: 200, body: { state: "revoked" } });
});

test("a revoked key is refused with its next request, and what is under way does not end well", async () => {
  const { key, row } = await make();
  expect((await beat(key)).status).toBe(200);
  await revoke(row);
  expect((await beat(key)).status).toBe(401);
  expect((await revoke(row)).status).toBe(200); // said twice
  expect(await states()).toEqual(["revoked"]);
});

test("a rotated key and its successor both hold until the successor is used, then only that one", async () => {
  const old = await make();
  await beat(old.key);
  const fresh = (await rotate(old.row)).body;
  expect(await states()).toEqual(["unused", "replaced"]);
  const told = await beat(old.key);
  expect([told.status, told.headers.get(NEW_KEY_HEADER)]).toEqual([200, "1"]);
  expect((await beat(fresh.key)).status).toBe(200);
  expect((await beat(old.key)).status).toBe(401);
  expect(await states()).toEqual(["live", "revoked"]);
});

test("the old key ends after 72 hours though nobody has used the new one", async () => {
  const old = await make();
  await beat(old.key);
  const fresh = (await rotate(old.row)).body;
  now = new Date(now.getTime() + 72 * HOUR - 1_000);
  expect((await beat(old.key)).status).toBe(200);
  now = new Date(now.getTime() + 2_000);
  expect((await beat(old.key)).status).toBe(401);
  expect(await states()).toEqual(["unused", "expired"]);
  expect((await beat(fresh.key)).status).toBe(200);
});

test("the agent fetches the new key with the old one, as often as the answer is lost; what was shown is void then", async () => {
  const old = await make();
  await beat(old.key);
  const shown = (await rotate(old.row)).body.key;
  const lost = (await fetchNew(old.key)).body["key"] as string;
  const kept = (await fetchNew(old.key)).body["key"] as string;
  expect((await beat(shown)).status).toBe(401);
  expect((await beat(lost)).status).toBe(401);
  expect((await beat(kept)).status).toBe(200);
  expect((await beat(old.key)).status).toBe(401);
  expect((await fetchNew(kept)).status).toBe(404);
  expect((await rows())[0]).toMatchObject({ state: "live", lastFour: kept.slice(-4) });
});

test("a key that was used cannot be fetched anew by the one it replaced", async () => {
  const old = await make();
  await beat(old.key);
  const fresh = (await rotate(old.row)).body;
  await beat(fresh.key);
  expect((await fetchNew(old.key)).status).toBe(401);
  expect((await beat(fresh.key)).status).toBe(200);
});

test("rotated twice, the same successor is shown anew; its end takes the old key's end away", async () => {
  const old = await make();
  await beat(old.key);
  const first = (await rotate(old.row)).body;
  const second = (await rotate(old.row)).body;
  expect(second.row.keyId).toBe(first.row.keyId);
  expect((await beat(first.key)).status).toBe(401);
  await revoke(second.row);
  expect(await states()).toEqual(["revoked", "live"]);
  now = new Date(now.getTime() + 100 * HOUR);
  expect((await beat(old.key)).status).toBe(200);
});

test("an ended key cannot be rotated, and there are at most twenty in force", async () => {
  const { row } = await make();
  await revoke(row);
  expect(await rotate(row)).toMatchObject({ status: 409 });
  for (let i = 0; i < 20; i++) await make(`Desk ${i}`);
  const more = await callAs(server, owner.token, ["POST", `${company}/keys`, { name: "more" }]);
  expect(more).toMatchObject({ status: 409, body: { message: expect.stringContaining("20 keys") } });
});

test("a key whose time is over is none of the twenty, though nobody has used what took its place", async () => {
  const { row } = await make();
  await rotate(row);
  for (let i = 0; i < 18; i++) await make(`Desk ${i}`);
  const statuses: number[] = [];
  for (const hours of [0, 73]) {
    now = new Date(now.getTime() + hours * HOUR);
    statuses.push((await callAs(server, owner.token, ["POST", `${company}/keys`, { name: "more" }])).status);
  }
  expect(statuses).toEqual([409, 200]);
});

test("another company's key can be neither rotated nor ended nor told from one that is not there", async () => {
  const { companyId } = await ensureCompany(database.db, { name: "Bindu", isDemo: true });
  const theirs = await issueApiKey(database.db, companyId);
  const [row] = await database.asOwner<{ id: string }>(
    "select key_id::text as id from api_key where company_id = $1",
    [companyId],
  );
  const foreign = { keyId: idOut("key", row?.id ?? "") } as Row;
  const missing = { keyId: `key_${"a".repeat(26)}` } as Row;
  for (const act of [rotate, revoke]) {
    const [a, b] = [await act(foreign), await act(missing)];
    expect([a.status, b.status]).toEqual([404, 404]);
  }
  const opened = await openAs(
    { url: server.url, key: theirs },
    { runId: "11111111-1111-4111-8111-111111111111" },
  );
  expect(opened.status).toBe(200);
});
