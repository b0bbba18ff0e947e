import { inCompany } from "@cfa/db/company-scope";
import { keepOffers } from "@cfa/db/queries/offers/keep-offers";
import type { AnswerResult } from "@cfa/contract/assistant-answer";
import { TypedQuery } from "@cfa/contract/assistant-query";
import { sayAnswer } from "@cfa/assistant/answer/say-answer";
import { madeOffer } from "@cfa/testkit/made-offer";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { outward, TODAY as NOW } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";
import { answerQuery } from "./run-query.ts";

/* The books of test-books.ts, asked on 15 April 2026: their figures are in its head. */

const TODAY = day("2026-04-15");

let asha: TestCompany;

beforeAll(async () => {
  asha = await startTestCompany();
});
afterAll(() => asha.close());

const ask = (fields: Partial<TypedQuery>, language: "en" | "hi" = "en") => {
  const asking = { query: TypedQuery.parse(fields), now: NOW, today: TODAY, language };
  return answerQuery(asha.database.db, asha.books.companyId, asking);
};
const named = (kind: "party" | "bill" | "voucher" | "ledger", name: string) =>
  outward(asha.books, kind, name);
const figures = ({ figures: all }: AnswerResult) =>
  Object.fromEntries(all.map(({ name, cell }) => [name, "value" in cell ? cell.value : null]));
const codes = ({ caveats }: AnswerResult) => caveats.map(({ code }) => code);

describe("what Ram & Sons owes", () => {
  test("open bills less money on account, its bills, and that our totals differ from Tally's", async () => {
    const result = await ask({ measure: "receivable", parties: [named("party", "Ram & Sons")] });
    expect(figures(result)).toEqual({
      outstanding: "90000",
      open: "110000",
      unapplied: "20000",
      overdue: "60000",
      bills: 2,
    });
    expect(result.rows).toEqual([
      [
        { kind: "bill", value: named("bill", "INV-1"), name: "INV-1" },
        { kind: "party", value: named("party", "Ram & Sons"), name: "Ram & Sons" },
        { kind: "money", value: "60000", side: null },
        { kind: "day", value: "2026-02-09" },
        { kind: "days", value: 65 },
      ],
      [
        { kind: "bill", value: named("bill", "INV-2"), name: "INV-2" },
        { kind: "party", value: named("party", "Ram & Sons"), name: "Ram & Sons" },
        { kind: "money", value: "50000", side: null },
        { kind: "day", value: "2026-05-01" },
        { kind: "days", value: 0 },
      ],
    ]);
    expect(new Set(result.vouchers)).toEqual(
      new Set(["S1", "S2", "R2"].map((name) => named("voucher", name))),
    );
    expect(codes(result)).toEqual(["differs", "unapplied"]);
    expect(result.title).toBe("What customers owe · Ram & Sons · on 15-04-2026");
    expect(sayAnswer([result], null, "en")).toMatch(
      /^What customers owe · Ram & Sons · on 15-04-2026: ₹900\.00\.\n/,
    );
  });

  test("in Hindi too", async () => {
    const result = await ask({ measure: "receivable" }, "hi");
    expect(result.title).toBe("ग्राहकों से लेना है · 15-04-2026 को");
    expect(sayAnswer([result], null, "hi")).toContain("₹200.00 न जुड़ा पैसा घटाया गया है।");
  });

  test("before the money on account came", async () => {
    const result = await ask({ measure: "receivable", asOf: "2026-04-09" });
    expect(figures(result)).toMatchObject({ outstanding: "140000", unapplied: "0" });
    expect(result).toMatchObject({ asOf: "2026-04-09", period: null });
  });

  test("a customer with nothing pending owes nothing, and that is no error", async () => {
    const result = await ask({ measure: "receivable", parties: [named("party", "100% Cotton_House")] });
    expect(figures(result)).toMatchObject({ outstanding: "0", bills: 0 });
    expect(result).toMatchObject({ rows: [], rowCount: 0 });
    expect(sayAnswer([result], null, "en")).toContain(
      "What customers owe · 100% Cotton_House · on 15-04-2026: none.",
    );
  });

  test("its last money, and what a draft would name", async () => {
    const parties = [named("party", "Ram & Sons")];
    const last = await ask({ measure: "last-receipt", parties });
    expect(figures(last)).toEqual({ amount: "30000", day: "2026-04-12" });
    expect(last.vouchers).toEqual([named("voucher", "R3")]);
    const draft = await ask({ measure: "draft-reminder", parties });
    expect(figures(draft)).toEqual({ total: "60000", overdue: "60000", unapplied: "20000", bills: 1 });
  });

  test("its ledger, with the balance after each entry", async () => {
    const result = await ask({ measure: "ledger-statement", parties: [named("party", "Ram & Sons")] });
    expect(figures(result)).toMatchObject({
      opening: "90000",
      debit: "50000",
      credit: "50000",
      closing: "90000",
    });
    expect(result.rows.map((row) => ("value" in row[4]! ? row[4].value : null))).toEqual([
      "140000",
      "120000",
      "90000",
    ]);
  });
});

test("what came this month, against the same days of the last", async () => {
  const result = await ask({
    measure: "receipts",
    period: { from: "2026-04-01", to: "2026-04-30" },
    comparedTo: { from: "2026-03-01", to: "2026-03-31" },
  });
  expect(figures(result)).toEqual({ amount: "50000", vouchers: 2, change: "10000", changePercent: 2500 });
  expect(result.compared[0]?.cell).toEqual({ kind: "money", value: "40000", side: null });
  expect(result.caveats).toContainEqual({
    code: "same-days",
    text: "The period is not over: compared are the same days, 01-03-2026 to 15-03-2026.",
  });
});

test("vouchers of a day, and a post-dated one on its own", async () => {
  const book = await ask({ measure: "day-book", period: { from: "2026-04-10", to: "2026-04-20" } });
  expect(book.rows.map(([first]) => first)).toEqual(
    ["R2", "R3", "S9"].map((name) => ({ kind: "voucher", value: named("voucher", name), name })),
  );
  const made = await ask({ measure: "voucher", billId: named("bill", "INV-1") });
  expect(made.vouchers).toEqual([named("voucher", "S1")]);
  // Of a bill what is open is told before what its voucher was.
  expect(figures(made)).toMatchObject({ open: "60000", due: expect.any(String), amount: expect.any(String) });
  expect(made.figures[0]?.name).toBe("open");
});

test("suppliers' bills to pay this week hold those that are overdue already", async () => {
  const result = await ask({ measure: "payables-due" });
  expect(figures(result)).toEqual({ amount: "25000", alreadyOverdue: "25000", bills: 1 });
  expect(result.period).toEqual({ from: "2026-04-15", to: "2026-04-21" });
});

describe("words with customers", () => {
  test("a promise for these days, and how it stands", async () => {
    await asha.say("promise", { amount: "40000", day: "2026-04-20" }, { from_date: "2026-04-11" });
    const result = await ask({ measure: "promises", period: { from: "2026-04-13", to: "2026-04-20" } });
    expect(figures(result)).toEqual({
      amount: "40000",
      count: 1,
      openPromises: "40000",
      kept: "0",
      broken: "0",
    });
    expect(result.rows[0]?.at(-1)).toEqual({ kind: "money", value: "30000", side: null });
    expect(
      (await ask({ measure: "promises", period: { from: "2026-05-01", to: "2026-05-31" } })).rows,
    ).toEqual([]);
  });

  test("a message that was delivered, once it has been", async () => {
    const none = await ask({ measure: "messages" });
    expect(figures(none)).toEqual({ count: 0, delivered: 0, failed: 0 });
    const { companyId } = asha.books;
    await asha.database.asOwner(
      `insert into nudge (company_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state,
         reason, bills, amount, cost, preview, approval, plan_generation, made_at)
       values ($1, 'g-Ram & Sons', 'reminder', 'after-30', '2026-04-14', 'late', 'en', '{sms}', '2026-04-14T05:00Z', '2026-04-14T12:00Z',
         'sent', '{}', '[]', 60000, 20, '{}', 'automatic', 1, '2026-04-14T04:00Z')`,
      [companyId],
    );
    await asha.database.asOwner(
      `insert into nudge_attempt (company_id, nudge_id, attempt_no, way, provider, address_hash, address_end, state, message_id, units, called_at)
       select company_id, nudge_id, 1, 'sms', 'msg91', '\\x00', '0000', 'calling', 'm', 1, '2026-04-14T05:00Z' from nudge where company_id = $1`,
      [companyId],
    );
    await asha.database.asOwner("update nudge_attempt set state = 'delivered'");
    const result = await ask({ measure: "messages", parties: [named("party", "Ram & Sons")] });
    expect(figures(result)).toMatchObject({ count: 1, delivered: 1 });
    expect(result.rows[0]?.[3]).toEqual({ kind: "code", value: "delivered", text: "delivered" });
    const supplier = await ask({ measure: "messages", withoutParties: [named("party", "Ram & Sons")] });
    expect(supplier.rowCount).toBe(0);
  });

  test("offers that wait, as they were worked out, and what one to all who are late would cost", async () => {
    const proposal = madeOffer({
      ledgerGuid: "g-Ram & Sons",
      bill: { nameKey: "inv-2", date: day("2026-04-01"), name: "INV-2" },
      amount: 50_000n,
      steps: [{ until: day("2026-04-17"), discount: 200, off: 1_000n }],
    });
    const kept = { proposals: [proposal], asOf: TODAY, at: NOW, termsVersion: 1 };
    await inCompany(asha.database.db, asha.books.companyId, (tx) => keepOffers(tx, kept), { role: "job" });
    const result = await ask({ measure: "offers" });
    expect(figures(result)).toEqual({ count: 1, amount: "50000", cost: "900", proposed: 1 });
    expect(result.rows[0]?.[3]).toEqual({ kind: "percent", value: 200 });
    expect(figures(await ask({ measure: "offer-cost", percent: 200 }))).toMatchObject({
      cost: "1200",
      base: "60000",
    });
  });
});

test("nothing is learned yet, and that is said", async () => {
  for (const measure of ["payment-class", "expected-payment", "expected-receipts"] as const)
    expect(codes(await ask({ measure }))).toContain("not-learned");
  expect(codes(await ask({ measure: "cash-forecast" }))).toContain("no-forecast");
});
