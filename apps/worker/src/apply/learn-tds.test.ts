import { TDS_RATES } from "@cfa/books/test-tds-rates";
import type { VoucherRecord } from "@cfa/contract/records";
import { inCompany } from "@cfa/db/company-scope";
import { exceptionItems } from "@cfa/db/queries/exceptions/queue";
import { tdsAwaitedSums } from "@cfa/db/queries/rollups/side-sums";
import { readCompany } from "@cfa/db/queries/snapshot";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { readTdsSigns } from "./learn-tds.ts";
import { ledger, masters, paise, receipt, sale } from "./small-books.ts";
import { openTestCompanies } from "./test-company.ts";
import { say, undo } from "./test-corrections.ts";

/* Ravi Stores pays ₹1,180 bills (₹1,000 and 18 % GST) short by 2 % of the ₹1,000. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;

beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

function taxed(bill: string, date: string): VoucherRecord {
  const plain = sale(bill, date, 1180);
  const [party] = plain.entries;
  if (party === undefined) throw new Error("a sale has its party's line");
  return {
    ...plain,
    entries: [party, { ledger: "Sales", amount: paise(1000) }, { ledger: "Output GST", amount: paise(180) }],
  };
}

const GROUPS = {
  ...masters(),
  ledgers: [
    ...(masters().ledgers ?? []),
    ledger("Output GST", "Duties & Taxes", { alterId: 8 }),
    ledger("TDS Receivable", "Current Assets", { alterId: 9 }),
  ],
};

test("a party's habit is learned with its books; what is short by it waits for its certificate until that is booked", async () => {
  const company = await companies.company();
  const awaited = (asOf: string) =>
    readCompany(company.database.db, company.companyId, (snapshot) => tdsAwaitedSums(snapshot, asOf));
  await company.take([
    GROUPS,
    {
      vouchers: [
        taxed("A1", "2026-04-05"),
        receipt("A1", "2026-05-10", 1160),
        taxed("A2", "2026-05-05"),
        receipt("A2", "2026-06-10", 1160),
      ],
    },
  ]);
  expect(
    await company.rows("select points, base, bills, booked, since, learned_on from tds_profile"),
  ).toEqual([
    { points: 200, base: "taxable", bills: 2, booked: 0, since: "2026-05-10", learned_on: "2026-06-10" },
  ]);
  expect(await awaited("2026-06-10")).toEqual([{ side: "receivable", amount: 4_000n, bills: 2 }]);
  expect(await awaited("2026-06-09")).toEqual([]);
  const asked = { kind: "tds-short", asOf: "2026-06-10", alike: [], ledgerId: null, limit: 10, after: null };
  const exceptions = await readCompany(company.database.db, company.companyId, (snapshot) =>
    exceptionItems(snapshot, asked),
  );
  expect(exceptions).toMatchObject([{ kind: "tds-short", amount: 4_000n, side: "receivable", count: 2 }]);

  const certificate: VoucherRecord = {
    ...receipt("A1", "2026-07-05", 20),
    type: "Journal",
    entries: [
      { ledger: "TDS Receivable", amount: paise(-20) },
      {
        ledger: "Ravi Stores",
        amount: paise(20),
        bills: [{ name: "A1", type: "agst-ref", amount: paise(20) }],
      },
    ],
  };
  await company.take([{ vouchers: [certificate] }]);
  expect(await awaited("2026-07-05")).toEqual([{ side: "receivable", amount: 2_000n, bills: 1 }]);
  expect(await awaited("2026-06-10")).toEqual([{ side: "receivable", amount: 4_000n, bills: 2 }]);
  expect(await company.rows("select bills, booked from tds_profile")).toEqual([{ bills: 2, booked: 1 }]);
});

const tdsSaid = (rate: number, ledgerGuid = "led-Ravi Stores") => ({
  kind: "tds-profile" as const,
  ledgerGuid,
  fromDate: day("2026-04-01"),
  value: { rate, of: "taxable", threshold: null },
});

test("what a person says of a party takes the place of what was learned, until it is taken back", async () => {
  const company = await companies.company();
  const awaited = () =>
    company.rows("select name, tds_awaited from bill where tds_awaited is not null order by 1");
  const once = [taxed("A1", "2026-04-05"), receipt("A1", "2026-05-10", 1160)];
  await company.take([GROUPS, { vouchers: once }]);
  expect(await awaited()).toEqual([]);
  const two = await say(company, tdsSaid(200));
  expect(await awaited()).toEqual([{ name: "A1", tds_awaited: 2_000n }]);
  await undo(company, "id" in two ? two.id : "");
  expect(await awaited()).toEqual([]);
  await company.take([{ vouchers: [taxed("A2", "2026-05-05"), receipt("A2", "2026-06-10", 1160)] }]);
  expect(await awaited()).toHaveLength(2);
  await say(company, tdsSaid(0));
  expect(await awaited()).toEqual([]);
  expect(await company.rows("select points from tds_profile")).toEqual([{ points: 200 }]);
});

test("what is said of a ledger counts for the party it is put together with", async () => {
  const company = await companies.company();
  const twin = ledger("Ravi Store", "Sundry Debtors", { alterId: 10, isBillWise: true });
  const ledgers = [...GROUPS.ledgers, twin];
  await company.take([
    { ...GROUPS, ledgers },
    { vouchers: [taxed("A1", "2026-04-05"), receipt("A1", "2026-05-10", 1160)] },
  ]);
  await say(company, tdsSaid(200, "led-Ravi Store"));
  expect(await company.rows("select tds_awaited from bill")).toEqual([{ tds_awaited: null }]);
  const value = { intoGuid: "led-Ravi Stores", evidence: [] };
  await say(company, { kind: "merge", ledgerGuid: "led-Ravi Store", value });
  expect(await company.rows("select tds_awaited from bill")).toEqual([{ tds_awaited: 2_000n }]);
});

test("the rates are those of the dated rows, each up to the next one of its rule", async () => {
  const company = await companies.company();
  const { rates } = await inCompany(company.database.db, company.companyId, readTdsSigns, { role: "job" });
  const inOrder = (all: typeof rates) =>
    all.map(({ points, from, until }) => `${points} ${from} ${until ?? ""}`).toSorted();
  expect(inOrder(rates)).toEqual(inOrder(TDS_RATES));
});
