import { afterAll, beforeAll, expect, test } from "vitest";

import { masters, sale } from "./small-books.ts";
import { openTestCompanies } from "./test-company.ts";

/* The company's default credit days are the last that may say when a bill is due. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;

beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

test("a change of the default days reaches every party with the next run, and is done once", async () => {
  const asha = await companies.company();
  const dues = "select name, due_date, due_source from bill order by name";
  await asha.take([{ ...masters(), vouchers: [sale("S-1", "2026-04-10", 100, { alterId: 101 })] }], {
    kind: "full",
  });
  expect(await asha.rows(dues)).toEqual([{ name: "S-1", due_date: "2026-04-10", due_source: "bill-date" }]);

  await asha.rows("insert into company_setting (company_id, default_credit_days) values ($1, 30)", [
    asha.companyId,
  ]);
  const { applied } = await asha.take([{ vouchers: [] }]);
  expect(applied?.parties).toBe(2);
  expect(await asha.rows(dues)).toEqual([{ name: "S-1", due_date: "2026-05-10", due_source: "company" }]);
  expect(await asha.rows("select derived_credit_days from company_setting")).toEqual([
    { derived_credit_days: 30 },
  ]);
  expect((await asha.take([{ vouchers: [] }])).applied?.parties).toBe(0);
});
