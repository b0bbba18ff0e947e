import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { keepLearning } from "@cfa/db/queries/insights/keep-learning";
import { madeForecast, madeLearning } from "@cfa/testkit/made-insight";
import { addDays, day } from "@cfa/values/local-date";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startTestCompany, type TestCompany } from "../test-company.ts";

/* What was said of the small books' bills on 18 March 2026 against what had happened by 15 April, four weeks later. */

const THEN = day("2026-03-18");
let asha: TestCompany;

beforeAll(async () => {
  asha = await startTestCompany();
});
afterAll(() => asha.close());
beforeEach(() => asJob((tx) => tx.run("delete from payment_learning")));

const asJob = <T>(work: (tx: CompanyTx) => Promise<T>): Promise<T> =>
  inCompany(asha.database.db, asha.books.companyId, work, { role: "job" });
const id = (name: string): string => asha.books.ids[name] ?? "";
const scores = async () => (await asha.read<{ scores: object[] }>("/payments/scores")).scores;

test("what was said four weeks ago is held against what happened", async () => {
  const of = { partyId: id("Ram & Sons") };
  const bills = [
    // Paid on 12 April: two days before, within the range, in the fourth week.
    madeForecast(THEN, {
      ...of,
      billId: id("INV-0"),
      amount: 30_000n,
      median: day("2026-04-14"),
      weeks: [0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    }),
    // Open still, 18 days after the day and past the range.
    madeForecast(THEN, { ...of, billId: id("INV-1"), amount: 60_000n, high: addDays(THEN, 20) }),
    // Not due to be judged.
    madeForecast(THEN, { ...of, billId: id("INV-2"), amount: 50_000n, median: null, high: null }),
    // Gone from the books.
    madeForecast(THEN, { ...of, billId: "77777777-7777-4777-8777-777777777777" }),
  ];
  await asJob((tx) => keepLearning(tx, madeLearning(THEN, { bills })));
  expect(await scores()).toMatchObject([
    {
      weeksAgo: 4,
      saidOn: THEN,
      bills: 3,
      paid: 1,
      judged: 2,
      error: 10,
      plainError: 9,
      ranged: 2,
      coverage: 0.5,
      weeks: [
        { from: "2026-03-19", to: "2026-03-25", expected: "27500", came: "0" },
        { expected: "55000", came: "0" },
        { expected: "0", came: "0" },
        { from: "2026-04-09", to: "2026-04-15", expected: "15000", came: "30000" },
      ],
      cashError: 3.25,
    },
    { weeksAgo: 8, saidOn: null },
  ]);
});

/** Lets more of INV-0, which was paid on 12 April, be open; of it so much may be tax that is awaited. */
const owe = (more: number, tax: number | null) =>
  asha.database.asOwner(
    `update bill set amount = amount + $1, open = open + $1, tds_awaited = $2,
       tds_from = case when $2::bigint is not null then '2026-04-12'::date end
     where name = 'INV-0'`,
    [more, tax],
  );

async function scoreOfPaid(): Promise<object | undefined> {
  const bill = { partyId: id("Ram & Sons"), billId: id("INV-0"), median: day("2026-04-14") };
  await asJob((tx) => keepLearning(tx, madeLearning(THEN, { bills: [madeForecast(THEN, bill)] })));
  return (await scores())[0];
}

const PAID = { bills: 1, paid: 1, error: 2, coverage: 1 };
const OPEN = { bills: 1, paid: 0, judged: 1, error: 1 };

test("a bill that is short of just its tax was paid, in a score as in what is learned", async () => {
  expect(await scoreOfPaid()).toMatchObject(PAID);
  await owe(2_000, 2_000);
  expect(await scoreOfPaid()).toMatchObject(PAID);
  await owe(0, null);
  expect(await scoreOfPaid()).toMatchObject(OPEN);
  await owe(-2_000, null);
});

test("so was one of which a small difference was written off, and one that was given up was not", async () => {
  const writeOff = (amount: number) =>
    asha.database.asOwner(
      `insert into settlement (company_id, bill_id, settlement_no, date, amount, basis, correction_id)
       select company_id, bill_id, 9, '2026-04-13', $1, 'corrected', gen_random_uuid() from bill where name = 'INV-0'`,
      [amount],
    );
  await owe(3_000, null);
  await writeOff(3_000);
  expect(await scoreOfPaid()).toMatchObject(PAID);
  await asha.database.asOwner("delete from settlement where settlement_no = 9");
  await owe(1_000, null);
  await writeOff(4_000);
  expect(await scoreOfPaid()).toMatchObject(OPEN);
});
