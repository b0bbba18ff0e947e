import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { callAs } from "../test-calls.ts";
import { signInAs, type TestPerson } from "../test-people.ts";
import { startTestServer, type TestServer } from "../test-server.ts";

let database: TestDatabase;
let server: TestServer;
let asha: TestPerson;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database);
  asha = await signInAs(database.db, { name: "Asha", email: "asha@example.in" });
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const GSTIN = "27AAPFU0939F1ZV";
type Profile = { companyId: string; name: string; gstin: string | null };

const register = (body: object, token: string | null = asha.token) =>
  callAs<Profile>(server, token, ["POST", "/api/companies", body]);

test("whoever registers a company is its owner, and may register another", async () => {
  const first = await register({ name: " Asha Traders ", gstin: GSTIN.toLowerCase() });
  expect(first).toMatchObject({
    status: 200,
    body: {
      name: "Asha Traders",
      gstin: GSTIN,
      financialYearFrom: 4,
      language: "en",
      role: "owner",
      isDemo: false,
      isNamedByTally: false,
    },
  });
  const second = await register({ name: "Asha Exports", gstin: null, financialYearFrom: 1, language: "hi" });
  expect(second.body.companyId).not.toBe(first.body.companyId);
  const list = await callAs<{ companies: Profile[] }>(server, asha.token, ["GET", "/api/companies"]);
  expect(list.body.companies.map(({ name }) => name)).toEqual(["Asha Exports", "Asha Traders"]);
  const home = await callAs(server, asha.token, ["GET", `/api/companies/${first.body.companyId}/home`]);
  expect(home.status).toBe(200);
});

test("what is wrong is said in a sentence, and nothing is registered", async () => {
  const wrong: [object, string, string][] = [
    [{ name: "X", gstin: "27AAPFU0939F1ZW" }, "gstin", "mistyped"],
    [{ name: "X", gstin: "27" }, "gstin", "15 characters"],
    [{ name: "  ", gstin: null }, "name", ""],
    [{ name: "X", gstin: null, financialYearFrom: 13 }, "financialYearFrom", ""],
    [{ name: "X", gstin: null, language: "fr" }, "language", ""],
    [{ name: "X", gstin: null, role: "owner" }, "role", ""],
    [{ name: "X", gstin: null, companyId: "cmp_x" }, "companyId", ""],
  ];
  const before = await database.asOwner("select count(*)::int as n from company");
  for (const [body, field, message] of wrong) {
    const reply = await register(body);
    expect(reply).toMatchObject({ status: 422, body: { code: "bad-input", field } });
    const said = (reply.body as unknown as { message: string }).message;
    expect(said).toContain(message);
    expect(said).toMatch(/[^.]\.$/);
  }
  expect(await register({ name: "X", gstin: null }, null)).toMatchObject({ status: 401 });
  expect(await database.asOwner("select count(*)::int as n from company")).toEqual(before);
});

test("an owner changes one thing and the rest stays; a company that Tally names keeps Tally's name", async () => {
  const { body } = await register({ name: "Old", gstin: GSTIN });
  const path = `/api/companies/${body.companyId}/profile`;
  const changed = await callAs<Profile>(server, asha.token, ["PATCH", path, { name: "New" }]);
  expect(changed.body).toMatchObject({ name: "New", gstin: GSTIN });
  const cleared = await callAs<Profile>(server, asha.token, ["PATCH", path, { gstin: null }]);
  expect(cleared.body).toMatchObject({ name: "New", gstin: null });

  for (const nothing of [null, "x", 7, ["name"]]) {
    const ignored = await callAs(server, asha.token, ["PATCH", path, nothing]);
    expect(ignored).toMatchObject({ status: 422, body: { code: "bad-input" } });
  }

  await database.asOwner("update company set tally_guid = 'g' where name = 'New'");
  const refused = await callAs(server, asha.token, ["PATCH", path, { name: "Newer" }]);
  expect(refused).toMatchObject({ status: 409, body: { code: "conflict", field: "name" } });
  const read = await callAs(server, asha.token, ["GET", path]);
  expect(read.body).toMatchObject({ name: "New", gstin: null, isNamedByTally: true });

  const audit = await callAs(server, asha.token, [
    "GET",
    `/api/companies/${body.companyId}/audit?about=company`,
  ]);
  expect(audit.body).toMatchObject({
    rows: [{ action: "company.changed" }, { action: "company.changed" }, { action: "company.registered" }],
  });
});

test("twenty registrations an hour are enough for one person", async () => {
  const eager = await signInAs(database.db, { name: "Eager", email: "eager@example.in" });
  const statuses = [];
  for (let i = 0; i < 21; i++)
    statuses.push((await register({ name: "X", gstin: null }, eager.token)).status);
  expect(statuses.slice(0, 20).every((status) => status === 200)).toBe(true);
  expect(statuses[20]).toBe(429);
});
