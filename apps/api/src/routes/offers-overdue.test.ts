import type { OverdueBill } from "@cfa/contract/offers";
import { inCompany } from "@cfa/db/company-scope";
import { keepOfferPlan } from "@cfa/db/queries/offers/programme";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startDesk, type Desk } from "../test-desk.ts";

/* What may be put to Meena, whose INV-1 (1,000.00, due 4 February) and INV-2 (500.00, due 31 March) are overdue on 15 April 2026. */

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(async () => {
  await desk.turnPage();
});
afterAll(() => desk.close());

const overdue = (query = "") =>
  desk.read<{ rows: OverdueBill[]; nextCursor: string | null }>(`/offers/overdue${query}`);
const names = async () => (await overdue()).rows.map(({ bill }) => bill.name);
const billId = (name: string): string => desk.books.ids[name] ?? "";
const parts = (name: string, amount: bigint, first = "2026-04-22") => ({
  partyId: "g-Meena Stores",
  billId: billId(name),
  amount,
  kind: "instalments",
  parts: [
    { on: first, amount: amount - 10_000n },
    { on: "2026-05-07", amount: 10_000n },
  ],
});

/** A receipt of a later day takes so much of a bill. */
async function payLater(name: string, paise: bigint): Promise<void> {
  const values = [desk.books.companyId, name, paise];
  await desk.database.asOwner(
    `insert into settlement (company_id, bill_id, settlement_no, date, amount, basis)
     select company_id, bill_id, 90, '2026-05-10', $3::bigint, basis from bill where company_id = $1 and name = $2`,
    values,
  );
  await desk.database.asOwner(
    "update bill set open = open - $3::bigint, last_settled = '2026-05-10' where company_id = $1 and name = $2",
    values,
  );
}

async function found(...alternatives: object[]): Promise<void> {
  const plan = {
    asOf: "2026-04-15",
    madeAt: new Date("2026-04-15T05:00:00Z"),
    generation: 1n,
    refused: [],
    alternatives,
  };
  await inCompany(desk.database.db, desk.books.companyId, (tx) => keepOfferPlan(tx, plan), { role: "job" });
}

test("before a look there is nothing; then each overdue bill with its ways, the one to prefer first, the largest bill first", async () => {
  expect(await overdue()).toEqual({ rows: [], nextCursor: null });
  const of = { partyId: "g-Meena Stores", billId: billId("INV-1"), amount: 100_000n, until: "2026-04-22" };
  await found(
    parts("INV-2", 50_000n),
    { ...of, kind: "interest-waiver", waived: 3_452n, by: "msme" },
    parts("INV-1", 100_000n),
    { ...of, kind: "price-cut", discount: 150, never: 0.4, needsPerson: true },
  );
  const { rows } = await overdue();
  expect(rows.map(({ bill }) => bill.name)).toEqual(["INV-1", "INV-2"]);
  expect(rows[0]).toEqual({
    party: { partyId: desk.id("party", "Meena Stores"), name: "Meena Stores" },
    bill: { billId: desk.id("bill", "INV-1"), name: "INV-1", date: "2026-01-05", dueDate: "2026-02-04" },
    amount: "100000",
    overdueDays: 70,
    ways: [
      { kind: "interest-waiver", until: "2026-04-22", waived: "3452", by: "msme" },
      {
        kind: "instalments",
        parts: [
          { on: "2026-04-22", amount: "90000" },
          { on: "2026-05-07", amount: "10000" },
        ],
      },
      { kind: "price-cut", until: "2026-04-22", discount: 150, off: "1500", never: 0.4 },
    ],
  });
  const first = await overdue("?limit=1");
  expect(first.rows).toEqual(rows.slice(0, 1));
  expect(await overdue(`?limit=1&cursor=${first.nextCursor ?? ""}`)).toEqual({
    rows: rows.slice(1),
    nextCursor: null,
  });
});

test("what is not as it was, or whose days have begun to pass, is left out", async () => {
  await found(parts("INV-1", 90_000n), parts("INV-2", 50_000n, "2026-04-14"));
  expect(await names()).toEqual([]);
});

test("nothing is put to who has disputed the bill, has promised, or is never chased", async () => {
  await found(parts("INV-1", 100_000n), parts("INV-2", 50_000n));
  await desk.database.asOwner("update bill set disputed = open where company_id = $1 and name = 'INV-2'", [
    desk.books.companyId,
  ]);
  expect(await names()).toEqual(["INV-1"]);
  await desk.say({
    kind: "promise",
    partyId: desk.id("party", "Meena Stores"),
    amount: "5000",
    day: "2026-05-01",
    fromDate: "2026-04-15",
  });
  expect(await names()).toEqual([]);
});

test("nothing is put to who has given a post-dated cheque for all of it", async () => {
  await found(parts("INV-1", 100_000n), parts("INV-2", 50_000n));
  await payLater("INV-1", 100_000n);
  await payLater("INV-2", 49_999n);
  expect(await names()).toEqual(["INV-2"]);
});
