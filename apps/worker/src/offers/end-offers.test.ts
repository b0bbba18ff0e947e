import type { VoucherRecord } from "@cfa/contract/records";
import { payReference } from "@cfa/contract/pay-reference";
import { inCompany } from "@cfa/db/company-scope";
import { keepOffers } from "@cfa/db/queries/offers/keep-offers";
import { moveOffer } from "@cfa/db/queries/offers/offers";
import { madeOffer } from "@cfa/testkit/made-offer";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { masters, paise, receipt, sale } from "../apply/small-books.ts";
import { openTestCompanies, type TestCompany } from "../apply/test-company.ts";
import { endOffers } from "./end-offers.ts";

/* Ravi Stores owes 1,00,000 on INV-1 and is offered 2,000 off until 5 June 2026, 1,000 until the 10th; another bill of 50,000 is open. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

const noon = (date: string): Date => new Date(`${date}T06:30:00Z`);

async function offered(): Promise<{ company: TestCompany; offerId: string }> {
  const company = await companies.company();
  const vouchers = [sale("INV-1", "2026-05-01", 100_000), sale("INV-2", "2026-05-02", 50_000)];
  await company.take([{ ...masters(), vouchers }]);
  return { company, offerId: await approved(company, "INV-1", "2026-05-01") };
}

async function approved(company: TestCompany, bill: string, date: string): Promise<string> {
  const { db } = company.database;
  await inCompany(
    db,
    company.companyId,
    (tx) =>
      keepOffers(tx, {
        asOf: day("2026-06-01"),
        at: noon("2026-06-01"),
        termsVersion: 1,
        proposals: [
          madeOffer({
            ledgerGuid: "led-Ravi Stores",
            bill: { nameKey: bill.toLowerCase(), date: day(date), name: bill },
            amount: 100_000_00n,
            steps: [
              { until: day("2026-06-05"), discount: 200, off: 2_000_00n },
              { until: day("2026-06-10"), discount: 100, off: 1_000_00n },
            ],
          }),
        ],
      }),
    { role: "job" },
  );
  const [row] = await company.rows(
    "select offer_id from offer where company_id = $1 and state = 'proposed'",
    [company.companyId],
  );
  const offerId = row?.["offer_id"] as string;
  const at = noon("2026-06-01");
  const by = { decided_at: at, decided_by: "u", decided_name: "Asha", live_from: at };
  await inCompany(db, company.companyId, (tx) => moveOffer(tx, offerId, { state: "approved", ...by }));
  return offerId;
}

async function look(company: TestCompany, on: string) {
  const at = { now: noon(on), today: day(on) };
  await inCompany(company.database.db, company.companyId, (tx) => endOffers(tx, at), { role: "job" });
  return company.rows(
    `select state, end_why, settled_by, settled_voucher_guid as voucher, settled_on as day, settled_discount as discount
     from offer where company_id = $1 order by bill_name`,
    [company.companyId],
  );
}

/** The gateway says that an offer was paid, under a number of the banks. */
async function paidAtGateway(company: TestCompany, { offerId, utr }: { offerId: string; utr: string }) {
  await company.database.asOwner(
    `insert into gateway_link (company_id, offer_id, step, amount, expires_at, state, gateway_id, url, wanted_at, paid_amount, paid_at, utr)
     values ($1, $2, 0, 9800000, '2026-06-05T18:30:00Z', 'paid', 'plink_1', 'https://rzp.invalid/1', now(), 9800000, now(), $3)`,
    [company.companyId, offerId, utr],
  );
}

/** Money of Ravi's on account. */
function onAccount(date: string, rupees: number, more: Partial<VoucherRecord> = {}): VoucherRecord {
  const entries = [
    { ledger: "Bank", amount: paise(-rupees) },
    { ledger: "Ravi Stores", amount: paise(rupees) },
  ];
  return receipt("A", date, rupees, { entries, ...more });
}

const live = expect.objectContaining({ state: "approved", voucher: null, day: null, discount: null });
const honoured = (by: string) => ({
  state: "honoured",
  end_why: null,
  settled_by: by,
  voucher: "r-A-2026-06-04",
  day: "2026-06-04",
  discount: 2_000_00n,
});

test("money on account honours it by the reference or the number of the payment, on the payment's day", async () => {
  for (const words of ["reference", "narration", "number", "bank"] as const) {
    const { company, offerId } = await offered();
    const isKnown = words === "bank";
    const text = isKnown ? "SBINR52026060400" : payReference(offerId);
    const bank = { amount: paise(-98_000), instrumentNumber: text };
    const entries = [
      { ledger: "Bank", amount: paise(-98_000), bank: [bank] },
      { ledger: "Ravi Stores", amount: paise(98_000) },
    ];
    const twin = onAccount("2026-06-03", 98_000, { guid: "r-twin" }); // so that the sum alone says nothing
    const told = onAccount("2026-06-04", 98_000, isKnown ? { entries } : { [words]: `NEFT/${text}` });
    await company.take([{ vouchers: [twin, told] }]);
    if (isKnown) await paidAtGateway(company, { offerId, utr: text });
    expect([words, ...(await look(company, "2026-06-08"))]).toEqual([words, honoured("reference")]);
  }
});

test("the only receipt of that sum does; two of them, or one that pays another bill, do not", async () => {
  const { company } = await offered();
  await company.take([
    { vouchers: [onAccount("2026-06-04", 97_000), receipt("INV-2", "2026-06-04", 98_000)] },
  ]);
  expect(await look(company, "2026-06-05")).toEqual([live]);
  await company.take([{ vouchers: [onAccount("2026-06-04", 98_000, { alterId: 102 })] }]);
  expect(await look(company, "2026-06-05")).toEqual([honoured("amount")]);

  const other = await offered();
  const [one, two] = [onAccount("2026-06-04", 98_000), onAccount("2026-06-05", 98_000)];
  await other.company.take([{ vouchers: [one, two] }]);
  expect(await look(other.company, "2026-06-05")).toEqual([live]);
});

test("a receipt that is altered or deleted takes it back, and one that comes in its place honours it again", async () => {
  const { company } = await offered();
  await company.take([{ vouchers: [onAccount("2026-06-04", 98_000)] }]);
  expect(await look(company, "2026-06-05")).toEqual([honoured("amount")]);
  await company.take([{ vouchers: [onAccount("2026-06-04", 90_000, { alterId: 102 })] }]);
  expect(await look(company, "2026-06-06")).toEqual([live]);
  await company.take([{ vouchers: [onAccount("2026-06-04", 98_000, { alterId: 103 })] }]);
  expect(await look(company, "2026-06-07")).toEqual([honoured("amount")]);
  await company.take([{ vouchers: [onAccount("2026-06-04", 98_000, { alterId: 104, isCancelled: true })] }]);
  expect(await look(company, "2026-07-01")).toEqual([
    expect.objectContaining({ state: "lapsed", end_why: "receipt-gone", voucher: null }),
  ]);
  await company.take([{ vouchers: [onAccount("2026-06-04", 98_000, { alterId: 105 })] }]);
  expect(await look(company, "2026-07-02")).toEqual([honoured("amount")]);
});

test("a note that was drafted for it is withdrawn with it, unless a person has accepted it", async () => {
  for (const [state, then] of [
    ["drafted", "withdrawn"],
    ["accepted", "accepted"],
  ]) {
    const { company, offerId } = await offered();
    await company.take([{ vouchers: [onAccount("2026-06-04", 98_000)] }]);
    await look(company, "2026-06-05");
    await company.rows(
      `with made as (
         insert into tally_draft (company_id, request_id, marker, kind, gst, state, mode, xml, accepted_by, ledger_id, bill_id, amount, date, voucher,
           base, created_by, created_name)
         select $1, gen_random_uuid(), 'CFA-aaaaaaaaaaaa', 'credit-note', 'financial', $3, 'file', '', 'u', gen_random_uuid(), gen_random_uuid(),
           200000, '2026-06-05', '{}', '{}', 'u', 'Asha' returning draft_id)
       update offer set note_draft_id = made.draft_id from made where company_id = $1 and offer_id = $2`,
      [company.companyId, offerId, state],
    );
    await company.take([{ vouchers: [onAccount("2026-06-04", 90_000, { alterId: 102 })] }]);
    expect(await look(company, "2026-06-06")).toEqual([live]);
    const drafts = await company.rows("select state from tally_draft where company_id = $1", [
      company.companyId,
    ]);
    expect(drafts).toEqual([{ state: then }]);
  }
});

test("set against its bill later it stays honoured; moved to another bill it does not", async () => {
  for (const [bill, stays] of [
    ["INV-1", true],
    ["INV-2", false],
  ] as const) {
    const { company } = await offered();
    await company.take([
      { vouchers: [onAccount("2026-06-04", 50_000), onAccount("2026-06-04", 98_000, { guid: "r-moved" })] },
    ]);
    expect(await look(company, "2026-06-05")).toMatchObject([{ state: "honoured", voucher: "r-moved" }]);
    const against = receipt(bill, "2026-06-04", 98_000, { guid: "r-moved", alterId: 110 });
    await company.take([{ vouchers: [against] }]);
    expect(await look(company, "2026-06-06")).toMatchObject([
      stays ? { state: "honoured", voucher: "r-moved", settled_by: "bill" } : { state: "approved" },
    ]);
  }
});

test("money that honoured one offer honours no other", async () => {
  const { company } = await offered();
  await company.take([{ vouchers: [onAccount("2026-06-04", 98_000)] }]);
  await look(company, "2026-06-05");
  await company.take([{ vouchers: [sale("INV-9", "2026-05-20", 100_000)] }]);
  await approved(company, "INV-9", "2026-05-20");
  expect(await look(company, "2026-06-05")).toEqual([honoured("amount"), live]);
  await company.take([{ vouchers: [onAccount("2026-06-05", 98_000, { reference: "second" })] }]);
  expect(await look(company, "2026-06-05")).toEqual([
    honoured("amount"),
    { ...honoured("amount"), voucher: "r-A-2026-06-05", day: "2026-06-05" },
  ]);
  expect(await look(company, "2026-06-05")).toHaveLength(2);
});

test("a journal that moves it to the bill leaves it honoured by the receipt, whose day counts", async () => {
  const { company, offerId } = await offered();
  const words = { narration: payReference(offerId) };
  await company.take([{ vouchers: [onAccount("2026-06-04", 98_000, words)] }]);
  expect(await look(company, "2026-06-05")).toEqual([honoured("reference")]);
  const entries = [
    { ledger: "Ravi Stores", amount: paise(-98_000) },
    {
      ledger: "Ravi Stores",
      amount: paise(98_000),
      bills: [{ name: "INV-1", type: "agst-ref" as const, amount: paise(98_000) }],
    },
  ];
  const journal = { ...onAccount("2026-06-12", 98_000), guid: "j", alterId: 120, type: "Journal", entries };
  await company.take([{ vouchers: [journal] }]);
  expect(await look(company, "2026-06-20")).toEqual([honoured("reference")]);
});
