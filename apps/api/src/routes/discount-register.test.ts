import type { DiscountRegister } from "@cfa/contract/discount-register";
import type { DraftPreview } from "@cfa/contract/drafts";
import type { ReportPage } from "@cfa/contract/reports";
import { inCompany } from "@cfa/db/company-scope";
import { keepOffers } from "@cfa/db/queries/offers/keep-offers";
import { offerList } from "@cfa/db/queries/offers/offer-list";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { madeOffer } from "@cfa/testkit/made-offer";
import type { TestDatabase } from "@cfa/testkit/test-database";
import { idIn, idOut } from "@cfa/values/ids";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { outward, TODAY, type Books } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";
import { addDraftBooks } from "../test-draft-books.ts";

/*
 * Ram & Sons' INV-1 of 10 January 2026, of which 600.00 are open: honoured on 12 April with 590.00, so that 10.00 are to be noted. The sale is made to
 * have 847.46 of goods and 76.27 each of CGST and SGST.
 */

let asha: TestCompany;
let database: TestDatabase;
let books: Books;
let tokens: Record<"owner" | "accountant", string>;
let offerId: string;

beforeAll(async () => {
  asha = await startTestCompany();
  ({ database } = asha);
  books = await addDraftBooks(database.db, asha.books);
  const { server, owner } = asha;
  tokens = {
    owner,
    accountant: await server.signIn("accountant"),
  };
  await addTax();
});
beforeEach(async () => {
  await database.asOwner("delete from offer");
  await database.asOwner("delete from tally_draft where kind = 'credit-note'");
  await database.asOwner("delete from voucher where kind = 'credit-note'");
  offerId = await honoured();
});
afterAll(() => asha.close());

async function addTax(): Promise<void> {
  const [bill] = await database.asOwner<{ voucher: string }>(
    "select voucher_id as voucher from bill where bill_id = $1",
    [books.ids["INV-1"]],
  );
  await database.asOwner("delete from posting where voucher_id = $1 and amount < 0", [bill?.voucher]);
  await inCompany(database.db, books.companyId, async (tx) => {
    const ledger = {
      company_id: tx.companyId,
      is_bill_wise: false,
      opening: 0,
      party_kind: null,
      home_side: null,
    };
    for (const [name, group, is_revenue] of [
      ["Output SGST", "Duties & Taxes", false],
      ["Sales GST 18%", "Sales Accounts", true],
    ] as const) {
      books.ids[name] = crypto.randomUUID();
      await tx.query
        .insertInto("ledger")
        .values({
          ...ledger,
          ledger_id: books.ids[name],
          guid: `g-${name}`,
          name,
          name_key: name.toLowerCase(),
          group_name: group,
          group_path: [group],
          root: group,
          is_revenue,
        })
        .execute();
    }
    for (const [at, [name, amount]] of (
      [
        ["Sales GST 18%", -84_746],
        ["Output CGST", -7_627],
        ["Output SGST", -7_627],
      ] as const
    ).entries()) {
      await tx.query
        .insertInto("posting")
        .values({
          company_id: tx.companyId,
          voucher_id: bill?.voucher ?? "",
          line_no: 90 + at,
          ledger_id: books.ids[name] ?? "",
          date: "2026-01-10",
          amount,
        })
        .execute();
    }
  });
}

/** An offer on INV-1 that was paid. */
async function honoured(): Promise<string> {
  const proposal = madeOffer({
    ledgerGuid: "g-Ram & Sons",
    bill: { nameKey: "inv-1", date: day("2026-01-10"), name: "INV-1" },
    amount: 60_000n,
    steps: [{ until: day("2026-04-13"), discount: 166, off: 1_000n }],
  });
  const at = new Date("2026-04-08T06:30:00Z");
  const kept = { proposals: [proposal], asOf: day("2026-04-08"), at, termsVersion: 1 };
  await inCompany(database.db, books.companyId, (tx) => keepOffers(tx, kept), { role: "job" });
  return inCompany(database.db, books.companyId, async (tx) => {
    const [row] = await offerList(tx, { list: "waiting", limit: 1, offset: 0 });
    const id = row?.offerId ?? "";
    const by = { decided_at: at, decided_by: "u", decided_name: "Asha", live_from: at };
    await moveOffer(tx, id, { state: "approved", ...by });
    await moveOffer(tx, id, {
      state: "honoured",
      ended_at: TODAY,
      settled_voucher_guid: "r-1",
      settled_on: "2026-04-12",
      settled_amount: 59_000n,
      settled_discount: 1_000n,
      settled_by: "bill",
    });
    return idOut("offer", id);
  });
}

const base = () => `/api/companies/${asha.company}`;
const register = async (query = "", who: keyof typeof tokens = "accountant") =>
  (await callAs<DiscountRegister>(asha.server, tokens[who], ["GET", `${base()}/discount-register${query}`]))
    .body;
const draft = (
  body: { kind?: string; ledger?: string; agreedBefore?: boolean } = {},
  who: keyof typeof tokens = "accountant",
) =>
  callAs<{ draftId: string; field?: string }>(asha.server, tokens[who], [
    "POST",
    `${base()}/discount-register/${offerId}/draft`,
    {
      kind: body.kind ?? "financial",
      ledgerId: outward(books, "ledger", body.ledger ?? "Discount Allowed"),
      agreedBefore: body.agreedBefore ?? false,
    },
  ]);
const preview = async (draftId: string) =>
  (await callAs<DraftPreview>(asha.server, tokens.owner, ["GET", `${base()}/drafts/${draftId}`])).body;
/** The accountant is a viewer for as long as it takes. */
async function asViewer<T>(work: () => Promise<T>): Promise<T> {
  const change = "update member set role = $2 where company_id = $1 and role = $3";
  await database.asOwner(change, [books.companyId, "viewer", "accountant"]);
  const done = await work();
  await database.asOwner(change, [books.companyId, "accountant", "viewer"]);
  return done;
}
const only = async () => (await register()).rows[0];

test("a discount stands in the register with its bill, its day, its deadline and the rules with their sources", async () => {
  const found = await asViewer(() => register());
  expect(found).toMatchObject({
    asOf: "2026-04-15",
    total: { count: 1, discount: "1000", toPost: { count: 1, discount: "1000" } },
    months: [{ month: "2026-04", count: 1, discount: "1000" }],
    rows: [
      {
        offerId,
        party: { name: "Ram & Sons" },
        bill: { billId: outward(books, "bill", "INV-1"), name: "INV-1", date: "2026-01-10" },
        paid: { day: "2026-04-12", amount: "59000" },
        discount: "1000",
        told: "bill",
        termsVersion: 1,
        note: { state: "to-post", kind: null, draftId: null, number: null, day: null },
        deadline: "2026-11-30",
        daysLeft: 229,
        taxNote: { refused: null, asksAgreement: true, taxRate: 1_800 },
      },
    ],
    mayDraft: false,
  });
  expect(found.rules.map(({ rule }) => rule)).toContain("note-deadline");
  for (const rule of found.rules) expect([rule.source === "", rule.forReview]).toEqual([false, true]);
  expect((await register()).mayDraft).toBe(true);
});

test("its note is drafted once, however often it is asked for, and nothing goes to Tally by it", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => draft()));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(new Set(answers.map(({ body }) => body.draftId)).size).toBe(1);
  const { draftId } = answers[0]?.body ?? { draftId: "" };
  expect(await only()).toMatchObject({ note: { state: "drafted", kind: "financial", draftId } });
  expect(await preview(draftId)).toMatchObject({
    draft: { state: "drafted", kind: "credit-note", gst: "financial", amount: "1000" },
    lines: [
      { ledger: "Discount Allowed", amount: "1000" },
      { ledger: "Ram & Sons", amount: "-1000" },
    ],
    problems: [],
  });
});

test("the ledger of the last note comes first; a draft that is withdrawn makes room for another", async () => {
  expect((await register()).ledgers.map(({ name }) => name)[0]).toBe("Discount Allowed");
  const { draftId } = (await draft({ ledger: "Rebates" })).body;
  expect((await register()).ledgers.map(({ name }) => name)[0]).toBe("Rebates");
  await callAs(asha.server, tokens.owner, ["POST", `${base()}/drafts/${draftId}/withdraw`, {}]);
  expect(await only()).toMatchObject({ note: { state: "to-post", draftId: null } });
  expect((await draft()).body.draftId).not.toBe(draftId);
});

test("a note with tax is refused where the law does not allow it, else its tax is split as the sale had it", async () => {
  const refused = await draft({ kind: "section34" });
  expect(refused).toMatchObject({ status: 422, body: { field: "not-agreed-before" } });
  const { draftId } = (await draft({ kind: "section34", agreedBefore: true })).body;
  const { lines, draft: made } = await preview(draftId);
  expect(made).toMatchObject({ gst: "section34", amount: "1000" });
  expect(lines).toEqual([
    { ledger: "Discount Allowed", amount: "848" },
    { ledger: "Output CGST", amount: "76" },
    { ledger: "Output SGST", amount: "76" },
    { ledger: "Ram & Sons", amount: "-1000" },
  ]);
});

/** The note as the last sync brought it. */
async function noteInTally(reference: string, state = "posted"): Promise<void> {
  await database.asOwner(
    `insert into voucher (company_id, guid, alter_id, date, kind, type_name, state, number, reference)
     values ($1, 'cn-1', 9, '2026-04-14', 'credit-note', 'Credit Note', $2, 'CN/7', $3)`,
    [books.companyId, state, reference],
  );
}

test("in Tally it has its number and day; what a person takes out there again stays out until asked for", async () => {
  const { draftId } = (await draft()).body;
  const { draft: made } = await preview(draftId);
  await noteInTally(made.marker, "optional");
  expect(await only()).toMatchObject({ note: { state: "optional", number: "CN/7", day: "2026-04-14" } });
  expect((await register("?list=posted")).rows).toEqual([]);
  await database.asOwner("update voucher set state = 'posted' where guid = 'cn-1'");
  expect(await only()).toMatchObject({ note: { state: "posted", number: "CN/7", draftId } });
  expect((await register("?list=to-post")).rows).toEqual([]);
  expect((await register()).total.toPost).toEqual({ count: 0, discount: "0" });
  expect((await draft()).body.draftId).toBe(draftId);
  await database.asOwner("update voucher set state = 'cancelled' where guid = 'cn-1'");
  expect(await only()).toMatchObject({ note: { state: "gone", number: null } });
  expect((await draft()).body.draftId).not.toBe(draftId);
});

test("a note that a person entered on the bill is the offer's, and no other is drafted", async () => {
  await noteInTally("by hand");
  await database.asOwner(
    `insert into settlement (company_id, bill_id, settlement_no, date, amount, basis, voucher_id, line_no)
     select $1, $2, 99, '2026-04-14', 950, 'stated', voucher_id, 1 from voucher where guid = 'cn-1' and company_id = $1`,
    [books.companyId, books.ids["INV-1"]],
  );
  expect(await only()).toMatchObject({
    note: { state: "posted", number: "CN/7", draftId: null, kind: null },
  });
  expect((await draft()).status).toBe(422);
  await database.asOwner("delete from settlement where settlement_no = 99");
});

const report = async (query: string) =>
  (
    await callAs<ReportPage>(asha.server, tokens.accountant, [
      "GET",
      `${base()}/reports/discounts/rows?${query}`,
    ])
  ).body;

test("as a report it has the same sums, found by party or bill, and its files", async () => {
  const { columns, rows, totals } = await report("from=2026-04-01&to=2026-04-30&search=inv-1");
  const at = (key: string) => columns.findIndex((column) => column.key === key);
  expect(rows).toHaveLength(1);
  expect([rows[0]?.cells[at("party")], rows[0]?.cells[at("noteState")]]).toEqual(["Ram & Sons", "to post"]);
  expect([totals?.[at("received")], totals?.[at("discount")]]).toEqual(["59000", "1000"]);
  expect(rows[0]).toMatchObject({ bill: outward(books, "bill", "INV-1") });
  expect((await report("from=2026-04-01&to=2026-04-11")).rows).toEqual([]);
  expect((await report("search=gupta")).rows).toEqual([]);
  for (const format of ["csv", "xlsx", "pdf"]) {
    const path = `${base()}/reports/discounts.${format}`;
    expect((await asha.server.get(path, { token: tokens.accountant })).status).toBe(200);
  }
});

test("only who keeps the books drafts one, and only of what was honoured", async () => {
  expect((await asViewer(() => draft())).status).toBe(403);
  const id = idIn("offer", offerId);
  await inCompany(database.db, books.companyId, (tx) =>
    moveOffer(tx, id.ok ? id.value : "", {
      state: "lapsed",
      ended_at: TODAY,
      end_why: "receipt-gone",
      settled_voucher_guid: null,
      settled_on: null,
      settled_amount: null,
      settled_discount: null,
      settled_by: null,
    }),
  );
  expect((await draft()).status).toBe(404);
  expect((await register()).rows).toEqual([]);
});
