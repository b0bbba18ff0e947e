import { randomUUID } from "node:crypto";

import type { Inbound, InboundDeed } from "@cfa/contract/inbound";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { ensureCompany, ensureDemoMembers } from "../demo.ts";
import { outward } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";
import { writeCorrectionBooks } from "../test-correction-books.ts";
import { signInDeps } from "../test-server.ts";

/* What Asha's customers answered, and what her people make of it. Now is 15 April 2026. */

let asha: TestCompany;
let accountant: string;
const jobs: string[] = [];
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
  accountant = await asha.server.signIn("accountant");
});
beforeEach(async () => {
  jobs.length = 0;
  await asha.database.asOwner(
    "truncate inbound, correction, consent_event, party_address, access_entry, audit_entry cascade",
  );
});
afterAll(() => asha.close());

type Listed = { rows: Inbound[]; nextCursor: string | null };
const list = (query = "", token?: string) => asha.read<Listed>(`/inbound${query}`, token);
const decide = (inboundId: string, what: string, body: object, token = asha.owner) =>
  callAs<Inbound & { field?: string; code?: string }>(asha.server, token, [
    "POST",
    `/api/companies/${asha.company}/inbound/${inboundId}/${what}`,
    body,
  ]);
const take = (inboundId: string, deed: InboundDeed, token?: string) =>
  decide(inboundId, "take", { deed }, token);
const setAside = (inboundId: string, token?: string) => decide(inboundId, "set-aside", {}, token);
const rows = (text: string) => asha.database.asOwner(text, [asha.books.companyId]);
const RAM = () => outward(asha.books, "party", "Ram & Sons");

const HASH = "ab".repeat(32);

/** An answer that waits, as it was kept. */
async function answered(text: string, changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const inboundId = randomUUID();
  const row = {
    company_id: asha.books.companyId,
    inbound_id: inboundId,
    way: "whatsapp",
    provider_id: inboundId,
    address_hash: Buffer.from(HASH, "hex"),
    ledger_guid: "g-Ram & Sons",
    text,
    received_at: "2026-04-15T04:00:00Z",
    reading: JSON.stringify({
      intent: "promise",
      isCertain: false,
      day: "2026-04-20",
      amount: null,
      utr: null,
    }),
    state: "waiting",
    ...changes,
  };
  const places = Object.keys(row).map((_, at) => `$${at + 1}`);
  await asha.database.asOwner(
    `insert into inbound (${Object.keys(row).join(", ")}) values (${places.join(", ")})`,
    Object.values(row),
  );
  return idOut("inbound", inboundId);
}
const hasNumber = (guid: string) =>
  asha.database.asOwner(
    `insert into party_address (company_id, ledger_guid, way, address, address_hash, source, seen_at)
     values ($1, $2, 'whatsapp', '+919820012345', decode($3, 'hex'), 'tally', now())`,
    [asha.books.companyId, guid, HASH],
  );

test("what waits is shown with its draft and from whom, the first first; who looks is on record", async () => {
  await hasNumber("g-Ram & Sons");
  const inboundId = await answered("will pay monday");
  await answered("later", { received_at: "2026-04-15T05:00:00Z" });
  const { rows: all } = await list("", accountant);
  expect(all.map(({ text }) => text)).toEqual(["will pay monday", "later"]);
  expect(all[0]).toEqual({
    inboundId,
    way: "whatsapp",
    at: "2026-04-15T04:00:00.000Z",
    party: { partyId: RAM(), name: "Ram & Sons" },
    candidates: [],
    fromEnd: "2345",
    text: "will pay monday",
    reading: { intent: "promise", day: "2026-04-20", amount: null, utr: null },
    state: "waiting",
    decided: null,
  });
  const first = await list("?limit=1");
  expect((await list(`?limit=1&cursor=${first.nextCursor}`)).rows.map(({ text }) => text)).toEqual(["later"]);
  expect((await list(`?partyId=${RAM()}`)).rows).toHaveLength(2);
  expect(
    await rows("select what, subject from access_entry where company_id = $1 order by access_no"),
  ).toEqual([
    { what: "inbound", subject: "all" },
    { what: "inbound", subject: "all" },
    { what: "inbound", subject: "g-Ram & Sons" },
  ]);
});

test("one tap makes it a promise of what the person says, and it is decided once", async () => {
  const inboundId = await answered("will pay monday");
  const deed = { as: "promise", partyId: RAM(), amount: "60000", day: "2026-04-20" } as const;
  const { status, body } = await take(inboundId, deed, accountant);
  expect([status, body.state, body.decided !== null]).toEqual([200, "taken", true]);
  expect(await rows("select kind, value, reason, state from correction where company_id = $1")).toEqual([
    {
      kind: "promise",
      value: { amount: "60000", day: "2026-04-20" },
      reason: "will pay monday",
      state: "active",
    },
  ]);
  expect(jobs.toSorted()).toEqual(["apply-corrections", "plan-nudges"]);
  expect((await list()).rows).toEqual([]);
  expect((await list("?list=done")).rows).toMatchObject([{ inboundId, state: "taken" }]);
  for (const again of [take(inboundId, deed), setAside(inboundId)]) {
    expect(await again).toMatchObject({ status: 409, body: { code: "conflict" } });
  }
  expect(await rows("select 1 from correction where company_id = $1")).toHaveLength(1);
  expect(
    await rows("select detail from audit_entry where company_id = $1 and action = 'change-inbound-taken'"),
  ).toEqual([{ detail: { on: "Ram & Sons", as: "promise" } }]);
});

test("two at the same moment take it once", async () => {
  const inboundId = await answered("paid");
  const both = await Promise.all([
    take(inboundId, { as: "paid", partyId: RAM() }),
    take(inboundId, { as: "paid", partyId: RAM() }, accountant),
  ]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test("a dispute is of all that is open of the bill, and what cannot be said is refused and waits on", async () => {
  const { db } = asha.database;
  const { companyId } = await ensureCompany(db, { name: "Asha Disputed", isDemo: true });
  await ensureDemoMembers(signInDeps(db), [companyId]);
  const { ids } = await writeCorrectionBooks(db, companyId);
  const own = { company_id: companyId, ledger_guid: "g-Meena Stores" };
  const said = (inboundId: string, deed: InboundDeed) =>
    callAs<Inbound & { field?: string }>(asha.server, asha.owner, [
      "POST",
      `/api/companies/${idOut("company", companyId)}/inbound/${inboundId}/take`,
      { deed },
    ]);
  const deed = { as: "dispute", billId: idOut("bill", ids["INV-1"] ?? "") } as const;
  expect(await said(await answered("damaged", own), deed)).toMatchObject({ status: 200 });
  const of = (text: string) => asha.database.asOwner(text, [companyId]);
  expect(await of("select value from correction where company_id = $1")).toEqual([
    { value: { amount: "100000", owner: null } },
  ]);
  const other = await answered("damaged too", own);
  expect(await said(other, deed)).toMatchObject({ status: 422, body: { field: "stands-already" } });
  expect((await said(other, { as: "dispute", billId: `bil_${"a".repeat(26)}` })).status).toBe(404);
  expect(await of("select text from inbound where company_id = $1 and state = 'waiting'")).toEqual([
    { text: "damaged too" },
  ]);
});

test("of a number that several have a person says whose it is; taken as paid it is that from then on", async () => {
  await hasNumber("g-Ram & Sons");
  await hasNumber("g-100% Cotton_House");
  const inboundId = await answered("done", { ledger_guid: null });
  const [waiting] = (await list()).rows;
  expect(waiting?.party).toBeNull();
  expect(waiting?.candidates.map(({ name }) => name)).toEqual(["100% Cotton_House", "Ram & Sons"]);
  const { body } = await take(inboundId, { as: "paid", partyId: RAM() });
  expect(body).toMatchObject({ party: { name: "Ram & Sons" }, reading: { intent: "paid" }, candidates: [] });
  expect(await rows("select 1 from correction where company_id = $1")).toEqual([]);
});

test("a stop that a person reads out of it ends messages of the party and its number", async () => {
  const inboundId = await answered("please do not send me these");
  await take(inboundId, { as: "stop", partyId: RAM(), what: "offers" });
  expect(
    await rows(
      "select kind, way, source, ledger_guid is not null as party from consent_event where company_id = $1 order by 2, 4",
    ),
  ).toEqual([
    { kind: "offer", way: "email", source: "reply", party: true },
    { kind: "offer", way: "sms", source: "reply", party: false },
    { kind: "offer", way: "sms", source: "reply", party: true },
    { kind: "offer", way: "whatsapp", source: "reply", party: false },
    { kind: "offer", way: "whatsapp", source: "reply", party: true },
  ]);
  // What was written can be erased, the word on leave cannot: it names the answer and says nothing of it.
  expect(await rows("select distinct proof from consent_event where company_id = $1")).toEqual([
    { proof: inboundId },
  ]);
  const page = await answered("", { way: "page", address_hash: null });
  expect(await take(page, { as: "stop", partyId: null, what: "all" })).toMatchObject({
    status: 422,
    body: { field: "deed.partyId" },
  });
});

test("what is set aside makes nothing and holds nothing back", async () => {
  const inboundId = await answered("hello");
  expect(await setAside(inboundId, accountant)).toMatchObject({ status: 200, body: { state: "set-aside" } });
  expect(await rows("select 1 from correction where company_id = $1")).toEqual([]);
  expect((await list("?list=done")).rows).toMatchObject([{ state: "set-aside" }]);
  expect((await setAside(`inb_${"a".repeat(26)}`)).status).toBe(404);
});
