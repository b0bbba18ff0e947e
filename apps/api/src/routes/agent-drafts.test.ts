import { randomUUID } from "node:crypto";

import { DRAFTS_PATH, type AgentDraft, type DraftPreview } from "@cfa/contract/drafts";
import type { DraftOutcome } from "@cfa/contract/draft-voucher";
import { inCompany } from "@cfa/db/company-scope";
import { outcome } from "@cfa/tally/write-back/decide";
import { narrationOf } from "@cfa/tally/write-back/import-xml";
import type { TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { issueApiKey } from "../auth/api-key.ts";
import { ensureCompany } from "../demo.ts";
import { outward, TODAY, type Books } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";
import { addDraftBooks } from "../test-draft-books.ts";
import { post, type TestServer } from "../test-server.ts";
import { callAs } from "../test-sync.ts";

/* What an agent is given to write, what it may send, and what is kept of what became of it. */

let asha: TestCompany;
let database: TestDatabase;
let server: TestServer;
let books: Books;
let company: string;
let owner: string;
let now = TODAY;
let agent: { url: string; key: string };
let draft: DraftPreview["draft"];

beforeAll(async () => {
  asha = await startTestCompany({ now: () => now });
  ({ database, server, company, owner } = asha);
  books = await addDraftBooks(database.db, asha.books);
  agent = { url: server.url, key: await issueApiKey(database.db, books.companyId) };
});
afterAll(() => asha.close());
beforeEach(async () => {
  now = TODAY;
  await database.asOwner("delete from tally_draft");
  draft = await drafted();
  await appCall(`/drafts/${draft.draftId}/accept`, { mode: "posted", confirmedAmount: "1000" });
});

async function appCall(path: string, body: object): Promise<DraftPreview> {
  const url = `${server.url}/api/companies/${company}${path}`;
  const response = await post(url, body, { authorization: `Bearer ${owner}` });
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.json()) as DraftPreview;
}

async function drafted(): Promise<DraftPreview["draft"]> {
  const made = await appCall("/drafts", {
    requestId: randomUUID(),
    billId: outward(books, "bill", "INV-1"),
    kind: "credit-note",
    gst: "financial",
    type: "Credit Note",
    date: "2026-04-15",
    lines: [{ ledgerId: outward(books, "ledger", "Discount Allowed"), amount: "1000" }],
    note: "",
  });
  return made.draft;
}

async function preview(): Promise<DraftPreview> {
  const path = `/api/companies/${company}/drafts/${draft.draftId}`;
  return (await (await server.get(path, { token: owner })).json()) as DraftPreview;
}

const list = async () => (await callAs(agent, "GET", DRAFTS_PATH)).body["drafts"] as AgentDraft[];
const take = (agentId = "pc-1", at = agent) =>
  callAs(at, "POST", `${DRAFTS_PATH}/${draft.draftId}/take`, { agentId, machine: "TALLY-PC" });
const report = (told: Omit<DraftOutcome, "at">, agentId = "pc-1") =>
  callAs(agent, "POST", `${DRAFTS_PATH}/${draft.draftId}/outcome`, {
    agentId,
    outcome: { ...told, at: "2026-04-15T06:00:00Z" },
  });

const readBack = {
  guid: "books-of-asha-0000002a",
  alterId: 99,
  number: "17",
  type: "Credit Note",
  date: "2026-04-15",
  party: "Ram & Sons",
  amount: "1000",
  bill: "INV-1",
  isOptional: false,
};
const WRITTEN = outcome("written", "written", { readBack });

describe("an agent is given", () => {
  test("what was accepted for Tally, with the XML to send as it is, and never what nobody accepted", async () => {
    await drafted();
    const given = await list();
    expect(given).toHaveLength(1);
    expect(given[0]).toMatchObject({
      draftId: draft.draftId,
      company: { guid: "books-of-asha", name: "Asha & Sons" },
      isOptional: false,
      openYear: { from: "2026-04-01", to: "2027-03-31" },
      wasTaken: false,
    });
    expect(given[0]?.xml).toBe((await preview()).xml);
  });

  test("nothing that goes as a file", async () => {
    await appCall(`/drafts/${draft.draftId}/withdraw`, {});
    draft = await drafted();
    await appCall(`/drafts/${draft.draftId}/accept`, { mode: "file" });
    expect(await list()).toEqual([]);
    expect(await take()).toMatchObject({ status: 200, body: { isYours: false } });
  });

  test("nothing of another company, and cannot take it either", async () => {
    const other = await ensureCompany(database.db, { name: "Bindu Textiles", isDemo: false });
    const stranger = { url: server.url, key: await issueApiKey(database.db, other.companyId) };
    expect((await callAs(stranger, "GET", DRAFTS_PATH)).body).toEqual({ drafts: [] });
    expect(await take("pc-1", stranger)).toMatchObject({ status: 404 });
    const told = { agentId: "pc-1", outcome: { ...WRITTEN, at: "2026-04-15T06:00:00Z" } };
    const path = `${DRAFTS_PATH}/${draft.draftId}/outcome`;
    expect(await callAs(stranger, "POST", path, told)).toMatchObject({ status: 404 });
    expect(await callAs({ ...agent, key: owner }, "GET", DRAFTS_PATH)).toMatchObject({ status: 401 });
  });
});

describe("taking", () => {
  test("is the last check: a bill that was paid meanwhile refuses the draft before anything is sent", async () => {
    await database.asOwner("update bill set open = 900 where bill_id = $1", [books.ids["INV-1"]]);
    expect(await take()).toMatchObject({
      body: { isYours: false, maySend: false, state: "refused" },
    });
    expect((await preview()).draft.outcome).toMatchObject({
      code: "check-failed",
      message: expect.stringContaining("only ₹9.00 is open"),
    });
    await database.asOwner("update bill set open = 60000 where bill_id = $1", [books.ids["INV-1"]]);
  });

  test("may be repeated by the same agent, not by another while the first is at work", async () => {
    for (let time = 0; time < 2; time++) {
      expect(await take()).toMatchObject({ body: { isYours: true, maySend: true, state: "sent" } });
    }
    expect(await take("pc-2")).toMatchObject({ status: 409, body: { code: "other-agent" } });
    now = new Date(TODAY.getTime() + 16 * 60_000);
    expect(await take("pc-2")).toMatchObject({ body: { isYours: true } });
    expect((await list())[0]?.wasTaken).toBe(true);
  });

  test("ends the time in which it can be taken back", async () => {
    await take();
    const url = `${server.url}/api/companies/${company}/drafts/${draft.draftId}/withdraw`;
    expect((await post(url, {}, { authorization: `Bearer ${owner}` })).status).toBe(409);
  });

  test("comes too late after it was taken back", async () => {
    await appCall(`/drafts/${draft.draftId}/withdraw`, {});
    expect(await take()).toMatchObject({ body: { isYours: false, state: "withdrawn" } });
  });

  test("of one that may stand in Tally already is never refused, but only looked for when the books have moved", async () => {
    await take();
    await database.asOwner("update bill set open = 0 where bill_id = $1", [books.ids["INV-1"]]);
    expect(await take()).toMatchObject({ body: { isYours: true, maySend: false, state: "sent" } });
    await database.asOwner("update bill set open = 60000 where bill_id = $1", [books.ids["INV-1"]]);
  });
});

describe("an outcome", () => {
  test("is kept once, whatever it is told again, and what is certain stays", async () => {
    await take();
    expect(await report(WRITTEN)).toMatchObject({ status: 200, body: { state: "written" } });
    expect(await report(WRITTEN)).toMatchObject({ status: 200, body: { state: "written" } });
    expect(await report(outcome("refused", "exceptions", {}))).toMatchObject({ status: 409 });
    const { history, readBack: kept } = await preview();
    expect(history.map((step) => step.action)).toEqual(["drafted", "accepted", "sent", "written"]);
    expect(kept?.number).toBe("17");
    expect(await list()).toEqual([]);
  });

  test("that is unknown stays with the agent until a search decides", async () => {
    await take();
    await report(outcome("unknown", "message-on-screen", {}));
    expect((await preview()).draft).toMatchObject({
      state: "unknown",
      outcome: { fix: expect.stringContaining("Look at the Tally screen") },
    });
    expect(await list()).toHaveLength(1);
    await report(WRITTEN);
    expect((await preview()).draft.state).toBe("written");
  });

  test("that a person must look at is given to nobody again and can be put away", async () => {
    await take();
    const differences = [{ field: "amount", wanted: "₹10.00", found: "₹8.00" }] as const;
    await report(outcome("unknown", "differs", { readBack, differences: [...differences] }));
    expect(await list()).toEqual([]);
    const seen = await preview();
    expect(seen).toMatchObject({ mayWithdraw: true, differences });
    expect(seen.draft.outcome?.fix).toContain("never altered");
    expect((await appCall(`/drafts/${draft.draftId}/withdraw`, {})).draft.state).toBe("withdrawn");
  });

  test("of an agent that does not hold the draft is not believed", async () => {
    expect(await report(WRITTEN)).toMatchObject({ status: 409 });
    await take();
    expect(await report(WRITTEN, "pc-2")).toMatchObject({ status: 409, body: { code: "other-agent" } });
    const odd = { ...WRITTEN, state: "accepted" } as unknown as typeof WRITTEN;
    expect(await report(odd)).toMatchObject({ status: 422 });
  });
});

/** The voucher as a sync leaves it. */
async function synced(record: object): Promise<void> {
  const voucher = {
    guid: readBack.guid,
    alterId: 99,
    date: "2026-04-15",
    type: "Credit Note",
    number: "17",
    reference: draft.marker,
    party: "Ram & Sons",
    entries: [
      { ledger: "Discount Allowed", amount: "-1000" },
      {
        ledger: "Ram & Sons",
        amount: "1000",
        bills: [{ name: "INV-1", type: "agst-ref", amount: "1000" }],
      },
    ],
    ...record,
  };
  await inCompany(database.db, books.companyId, async (tx) => {
    const keys = { company_id: tx.companyId, guid: voucher.guid, alter_id: 99 };
    await tx.run("delete from voucher where company_id = $1 and guid = $2", [tx.companyId, voucher.guid]);
    await tx.run("delete from fact where company_id = $1 and guid = $2", [tx.companyId, voucher.guid]);
    await tx.query
      .insertInto("voucher")
      .values({
        ...keys,
        date: voucher.date,
        kind: "credit-note",
        type_name: voucher.type,
        state: "posted",
        number: voucher.number,
        reference: voucher.reference,
        narration: narrationOf({ marker: draft.marker, narration: "x" }),
      })
      .execute();
    await tx.query
      .insertInto("fact")
      .values({
        ...keys,
        kind: "voucher",
        record: JSON.stringify(voucher),
        digest: Buffer.from(""),
        run_id: randomUUID(),
      })
      .execute();
  });
}

describe("the voucher it became", () => {
  test("is shown as soon as a sync has brought it; what a person changed in it is told", async () => {
    await take();
    await report(WRITTEN);
    expect((await preview()).draft.became).toBeNull();
    await synced({});
    expect((await preview()).draft.became).toMatchObject({ number: "17", state: "posted", differs: false });
    await synced({ date: "2026-04-14" });
    expect((await preview()).draft.became).toMatchObject({ differs: true });
  });

  test("is found for a file that a person imported, which then cannot be taken back", async () => {
    await appCall(`/drafts/${draft.draftId}/withdraw`, {});
    draft = await drafted();
    await appCall(`/drafts/${draft.draftId}/accept`, { mode: "file" });
    await synced({ guid: readBack.guid });
    const seen = await preview();
    expect(seen).toMatchObject({
      mayWithdraw: false,
      draft: { state: "accepted", became: { number: "17" } },
    });
  });
});
