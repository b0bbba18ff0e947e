import { createHash, randomUUID } from "node:crypto";

import type { CreateDraft, DraftChoices, DraftPreview } from "@cfa/contract/drafts";
import { idIn } from "@cfa/values/ids";
import type { TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { outward, type Books } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";
import { addDraftBooks } from "../test-draft-books.ts";
import { post, refusal, type TestServer } from "../test-server.ts";

/* From the bill of a customer to a voucher that a person has accepted for Tally: what is offered, refused, kept. */

let asha: TestCompany;
let database: TestDatabase;
let server: TestServer;
let books: Books;
let company: string;
let owner: string;
let accountant: string;

beforeAll(async () => {
  asha = await startTestCompany();
  ({ database, server, company, owner } = asha);
  books = await addDraftBooks(database.db, asha.books);
  accountant = await server.signIn("accountant");
});
afterAll(() => asha.close());

const at = (path: string) => `${server.url}/api/companies/${company}${path}`;
const send = (path: string, body: object, token = owner) =>
  post(at(path), body, { authorization: `Bearer ${token}` });

function asked(changes: Partial<CreateDraft> = {}): object {
  return {
    requestId: randomUUID(),
    billId: outward(books, "bill", "INV-1"),
    kind: "credit-note",
    gst: "financial",
    type: "Credit Note",
    date: "2026-04-15",
    lines: [{ ledgerId: outward(books, "ledger", "Discount Allowed"), amount: "1000" }],
    note: "Early payment discount",
    ...changes,
  };
}

async function made(changes: Partial<CreateDraft> = {}): Promise<DraftPreview> {
  const response = await send("/drafts", asked(changes));
  const body = (await response.json()) as DraftPreview;
  expect(body).toMatchObject({ draft: { state: "drafted" } });
  return body;
}

async function refused(changes: Partial<CreateDraft>): Promise<string> {
  const response = await send("/drafts", asked(changes));
  expect(response.status).toBe(422);
  return (await refusal(response)).field ?? "";
}

async function accepted(draftId: string, body: object, token = owner): Promise<DraftPreview> {
  const response = await send(`/drafts/${draftId}/accept`, body, token);
  expect(response.status).toBe(200);
  return (await response.json()) as DraftPreview;
}

async function withdrawn(draftId: string): Promise<Response> {
  return send(`/drafts/${draftId}/withdraw`, {});
}

const choices = async (bill: string, kind: string) => {
  const path = `/bills/${outward(books, "bill", bill)}/draft?kind=${kind}`;
  return (await (
    await server.get(at(path).replace(server.url, ""), { token: owner })
  ).json()) as DraftChoices;
};

describe("what a draft may be made of", () => {
  test("for a credit note: expense ledgers, the likely ones first, and tax ledgers apart", async () => {
    const offered = await choices("INV-1", "credit-note");
    expect(offered).toMatchObject({
      open: "60000",
      day: "2026-04-15",
      voucherTypes: ["Credit Note", "Sales Return"],
      problems: [],
    });
    expect(offered.ledgers.map((ledger) => ledger.name)).toEqual(["Discount Allowed", "Rebates"]);
    expect(offered.taxLedgers.map((ledger) => ledger.name)).toEqual(["Output CGST"]);
  });

  test("for a receipt: bank and cash", async () => {
    const offered = await choices("INV-1", "receipt");
    expect(offered.ledgers.map((ledger) => ledger.name)).toEqual(["Bank", "HDFC Bank"]);
    expect(offered.voucherTypes).toEqual(["Receipt"]);
  });

  test("not for a bill of a supplier", async () => {
    const path = `/api/companies/${company}/bills/${outward(books, "bill", "GT/7")}/draft`;
    expect((await server.get(path, { token: owner })).status).toBe(404);
  });
});

describe("a draft", () => {
  test("shows exactly what would stand in Tally, and how it may go there", async () => {
    const preview = await made();
    expect(preview).toMatchObject({
      type: "Credit Note",
      narration: `Early payment discount [${preview.draft.marker}]`,
      lines: [
        { ledger: "Discount Allowed", amount: "1000" },
        { ledger: "Ram & Sons", amount: "-1000" },
      ],
      problems: [],
      draft: { amount: "1000", party: { name: "Ram & Sons" }, bill: { name: "INV-1" }, mode: null },
      mayWithdraw: true,
    });
    expect(preview.xml).toContain("<SVCURRENTCOMPANY>Asha &amp; Sons</SVCURRENTCOMPANY>");
    expect(preview.ways.map((way) => way.isOffered)).toEqual([true, true, true]);
    expect(preview.history.map((step) => [step.action, step.who])).toEqual([["drafted", "Meera Shah"]]);
  });

  test("that is asked for twice is one", async () => {
    const body = asked();
    const ids = [];
    for (let time = 0; time < 2; time++) {
      const preview = (await (await send("/drafts", body)).json()) as DraftPreview;
      ids.push(preview.draft.draftId);
    }
    expect(ids[0]).toBe(ids[1]);
  });

  test("that Tally would not take is refused with what to do", async () => {
    const line = { ledgerId: outward(books, "ledger", "HDFC Bank"), amount: "1000" };
    expect(await refused({ lines: [{ ...line, amount: "60001" }] })).toBe("bill-exceeded");
    expect(await refused({ lines: [{ ...line, amount: "0" }] })).toBe("lines");
    expect(await refused({ lines: [{ ...line, ledgerId: `led_${"a".repeat(26)}` }] })).toBe("lines");
    expect(await refused({ date: "2026-04-16" })).toBe("date-in-future");
    expect(await refused({ date: "2026-03-31" })).toBe("date-outside-year");
    expect(await refused({ date: "2026-02-30" })).toBe("date");
    expect(await refused({ type: "Journal" })).toBe("voucher-type-other");
    expect(await refused({ type: "Gutschrift" })).toBe("voucher-type-missing");
    expect(await refused({ gst: "none" })).toBe("gst");
    const expense = [{ ledgerId: outward(books, "ledger", "Rebates"), amount: "1" }];
    expect(await refused({ kind: "receipt", gst: "none", type: "Receipt", lines: expense })).toBe(
      "ledger-not-money",
    );
  });

  test("in Educational mode has one of three days", async () => {
    const tally = JSON.stringify({
      isEducational: true,
      fetchStyle: "fetch",
      canCount: true,
      checkedAt: "2026-04-15T00:00:00Z",
    });
    await database.asOwner("update agent_heartbeat set tally = $1", [tally]);
    expect(await refused({})).toBe("date-educational");
    expect((await choices("INV-1", "receipt")).day).toBe("2026-04-02");
    await database.asOwner("update agent_heartbeat set tally = null");
  });

  test("of another company's bill or for a bill that is not there is not found", async () => {
    expect((await send("/drafts", asked({ billId: `bil_${"a".repeat(26)}` }))).status).toBe(404);
  });
});

describe("accepting", () => {
  test("one that is to count needs its amount typed", async () => {
    const { draft } = await made();
    for (const body of [{ mode: "posted" }, { mode: "posted", confirmedAmount: "100" }]) {
      const response = await send(`/drafts/${draft.draftId}/accept`, body);
      expect(await refusal(response)).toMatchObject({ code: "bad-input", field: "confirmedAmount" });
    }
    const preview = await accepted(draft.draftId, { mode: "posted", confirmedAmount: "1000" }, accountant);
    expect(preview).toMatchObject({
      draft: { state: "accepted", mode: "posted", acceptedBy: "Ravi Kulkarni" },
    });
    expect(preview.xml).toContain("<ISOPTIONAL>No</ISOPTIONAL>");
    await withdrawn(draft.draftId);
  });

  test("again in the same way changes nothing, in another way is refused", async () => {
    const { draft } = await made();
    const first = await accepted(draft.draftId, { mode: "optional" });
    expect(first.xml).toContain("<ISOPTIONAL>Yes</ISOPTIONAL>");
    const again = await accepted(draft.draftId, { mode: "optional" });
    expect(again.draft.acceptedAt).toBe(first.draft.acceptedAt);
    expect((await send(`/drafts/${draft.draftId}/accept`, { mode: "file" })).status).toBe(409);
    await withdrawn(draft.draftId);
  });

  test("a GST note as one that counts is refused with the reason; as a file it goes", async () => {
    const lines = [
      { ledgerId: outward(books, "ledger", "Discount Allowed"), amount: "1000" },
      { ledgerId: outward(books, "ledger", "Output CGST"), amount: "180" },
    ];
    const { draft, ways, warnings } = await made({ gst: "section34", lines });
    expect(ways.map((way) => way.reason)).toEqual([null, null, "gst"]);
    expect(warnings[0]?.code).toBe("gst-recomputed");
    const posted = await send(`/drafts/${draft.draftId}/accept`, {
      mode: "posted",
      confirmedAmount: "1180",
    });
    expect((await refusal(posted)).message).toContain("works a GST credit note out anew");
    const { xml } = await accepted(draft.draftId, { mode: "file" });
    expect(xml).toContain("<TALLYREQUEST>Import Data</TALLYREQUEST>");
    const file = (await (await send(`/drafts/${draft.draftId}/file`, {})).json()) as {
      name: string;
      base64: string;
    };
    expect(file.name).toBe(`${draft.marker}-credit-note.xml`);
    expect(Buffer.from(file.base64, "base64").toString("utf16le")).toBe(`\uFEFF${xml}`);
    await withdrawn(draft.draftId);
  });

  test("two drafts do not take the same rupee", async () => {
    const lines = [{ ledgerId: outward(books, "ledger", "HDFC Bank"), amount: "40000" }];
    const receipt = { kind: "receipt", gst: "none", type: "Receipt", lines } as const;
    const first = await made(receipt);
    const second = await made(receipt);
    await accepted(first.draft.draftId, { mode: "file" });
    const response = await send(`/drafts/${second.draft.draftId}/accept`, { mode: "file" });
    expect(await refusal(response)).toMatchObject({ field: "bill-exceeded" });
    expect((await choices("INV-1", "receipt")).open).toBe("20000");
    await withdrawn(first.draft.draftId);
    expect((await choices("INV-1", "receipt")).open).toBe("60000");
    await withdrawn(second.draft.draftId);
  });
});

describe("who did what", () => {
  test("stays on record: maker, acceptor with role and the hash of what was accepted, taker back", async () => {
    const { draft } = await made();
    const { xml } = await accepted(draft.draftId, { mode: "optional" }, accountant);
    expect((await withdrawn(draft.draftId)).status).toBe(200);
    const path = `/api/companies/${company}/drafts/${draft.draftId}`;
    const preview = (await (await server.get(path, { token: owner })).json()) as DraftPreview;
    expect(preview.history.map(({ action, who }) => `${action} by ${who}`)).toEqual([
      "drafted by Meera Shah",
      "accepted by Ravi Kulkarni",
      "withdrawn by Meera Shah",
    ]);
    const entries = await database.asOwner<{ detail: object }>(
      "select detail from audit_entry where action = 'draft.accepted' and detail ->> 'draftId' = $1",
      [uuidIn(preview)],
    );
    expect(entries).toEqual([
      {
        detail: expect.objectContaining({
          mode: "optional",
          role: "accountant",
          sha256: createHash("sha256").update(xml).digest("hex"),
        }),
      },
    ]);
  });

  test("a draft is never deleted and what was accepted never changed, not even by the program", async () => {
    const { draft } = await made();
    await accepted(draft.draftId, { mode: "optional" });
    const as = (sql: string) =>
      database.asOwner(`begin; set local role cfa_app; select set_config('app.company_id', '${books.companyId}', true);
        ${sql} where company_id = '${books.companyId}' and marker = '${draft.marker}'; commit`);
    for (const [sql, why] of [
      ["delete from tally_draft", "permission denied"],
      ["update tally_draft set xml = 'x'", "not changed"],
      ["update tally_draft set amount = 1", "not changed"],
      ["update tally_draft set accepted_by = 'x'", "not changed"],
    ] as const) {
      await expect(as(sql)).rejects.toThrow(why);
      await database.asOwner("rollback");
    }
    await withdrawn(draft.draftId);
    await expect(as("update tally_draft set state = 'accepted'")).rejects.toThrow("stays so");
    await database.asOwner("rollback");
  });
});

test("a viewer sees none of it, and nobody without signing in", async () => {
  await database.asOwner("update member set role = 'viewer' where company_id = $1 and role = 'accountant'", [
    books.companyId,
  ]);
  const path = `/api/companies/${company}/drafts`;
  expect((await server.get(path, { token: accountant })).status).toBe(403);
  expect((await send("/drafts", asked(), accountant)).status).toBe(403);
  expect((await server.get(path)).status).toBe(401);
  await database.asOwner("update member set role = 'accountant' where company_id = $1 and role = 'viewer'", [
    books.companyId,
  ]);
});

test("the list goes on where the page before ended", async () => {
  const names = [];
  let cursor = "";
  for (let page = 0; page < 50; page++) {
    const path = `/api/companies/${company}/drafts?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const answer = (await (await server.get(path, { token: owner })).json()) as {
      rows: DraftPreview["draft"][];
      nextCursor: string | null;
    };
    names.push(...answer.rows.map((row) => row.marker));
    if (answer.nextCursor === null) break;
    cursor = answer.nextCursor;
  }
  const all = await database.asOwner<{ marker: string }>(
    "select marker from tally_draft order by created_at desc, draft_id desc",
  );
  expect(all.length).toBeGreaterThan(5);
  expect(names).toEqual(all.map((row) => row.marker));
});

function uuidIn(preview: DraftPreview): string {
  const uuid = idIn("draft", preview.draft.draftId);
  return uuid.ok ? uuid.value : "";
}
