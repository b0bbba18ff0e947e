import type { TallyTotals } from "@cfa/contract/sync";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { masters, paise, receipt, sale } from "./small-books.ts";
import { openTestCompanies, type TestCompany } from "./test-company.ts";

/* What differs from Tally, narrowed: ledgers, months and types, parties and their bills; and what is asked to narrow it. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let company: TestCompany;

beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());
beforeEach(async () => {
  company = await companies.company();
});

const VOUCHERS = [
  sale("INV-1", "2026-04-05", 1_000),
  sale("INV-2", "2026-05-06", 500),
  receipt("INV-1", "2026-05-02", 400),
];

/** As Tally would state these books on 31 May; rupees, debit positive. */
function totals(
  balances: Partial<Record<"Bank" | "Capital" | "Sales" | "Ravi Stores", number>>,
  more: Partial<TallyTotals> = {},
): TallyTotals {
  const stated = { Bank: 10_400, Capital: -10_000, Sales: -1_500, "Ravi Stores": 1_100, ...balances };
  return {
    asOf: "2026-05-31",
    trialBalance: Object.entries(stated).map(([ledger, rupees]) => ({ ledger, closing: paise(-rupees) })),
    ...more,
  };
}

const bills = (rupees: number, more: Partial<TallyTotals> = {}): Partial<TallyTotals> => ({
  billsReceivable: paise(-rupees),
  billsPayable: "0",
  billParties: [{ party: "Ravi Stores", receivable: paise(-rupees) }],
  ...more,
});

const kept = async (column: string): Promise<unknown> =>
  (await company.rows(`select ${column} as value from sync_state`))[0]?.["value"];

test("equal books leave no rows and nothing to ask", async () => {
  await company.take([masters(), { vouchers: VOUCHERS }], { totals: totals({}, bills(1_100)) });
  expect(await kept("tie_out")).toBe("equal");
  for (const table of ["tie_out_ledger", "tie_out_month", "tie_out_party", "tie_out_bill"]) {
    expect(await company.rows(`select * from ${table}`), table).toEqual([]);
  }
  expect(
    await company.rows("select side, ours, tally, is_by_party from tie_out_side order by 1 desc"),
  ).toEqual([
    { side: "receivable", ours: 110_000n, tally: 110_000n, is_by_party: true },
    { side: "payable", ours: 0n, tally: 0n, is_by_party: true },
  ]);
  expect(await kept("wants -> 'open' -> 'narrow'")).toBeNull();
});

test("a difference is kept by ledger, by month and type, and by party; its bills and month ends are asked for", async () => {
  const voucherTotals = [
    { month: "2026-04", type: "Sales", count: 2 },
    { month: "2026-05", type: "Sales", count: 1 },
    { month: "2026-05", type: "Receipt", count: 1 },
  ];
  await company.take([masters(), { vouchers: VOUCHERS }], {
    totals: totals({ Sales: -1_800, "Ravi Stores": 1_400 }, { ...bills(1_400), voucherTotals }),
  });
  expect(
    await company.rows("select ledger_name, ours, tally, finding from tie_out_ledger order by place"),
  ).toEqual([
    { ledger_name: "Ravi Stores", ours: 110_000n, tally: 140_000n, finding: "different" },
    { ledger_name: "Sales", ours: -150_000n, tally: -180_000n, finding: "different" },
  ]);
  expect(
    await company.rows("select month, type_name, ours_vouchers, tally_vouchers from tie_out_month"),
  ).toEqual([{ month: "2026-04", type_name: "Sales", ours_vouchers: 1, tally_vouchers: 2 }]);
  expect(await company.rows("select party_name, side, ours, tally from tie_out_party")).toEqual([
    { party_name: "Ravi Stores", side: "receivable", ours: 110_000n, tally: 140_000n },
  ]);
  expect(await kept("wants -> 'open'")).toMatchObject({
    totals: true,
    narrow: { parties: ["Ravi Stores"], ledgers: ["Ravi Stores", "Sales"], days: ["2026-04-30"] },
  });
});

test("what was asked for names the bills and the month, and is not asked for again", async () => {
  const off = totals({ Sales: -1_800, "Ravi Stores": 1_400 }, bills(1_400));
  await company.take([masters(), { vouchers: VOUCHERS }], { totals: off });
  await company.take([], {
    totals: {
      ...off,
      billsOf: ["Ravi Stores"],
      bills: [
        { party: "Ravi Stores", side: "receivable", name: "INV-1", pending: paise(-600) },
        { party: "Ravi Stores", side: "receivable", name: "inv-2", pending: paise(-500) },
        { party: "Ravi Stores", side: "receivable", name: "INV-3", pending: paise(-300) },
      ],
      monthEndsOf: ["Ravi Stores", "Sales"],
      monthEnds: [{ ledger: "Sales", day: "2026-04-30", closing: paise(1_300) }],
    },
  });
  expect(await company.rows("select party_key, name, ours, tally from tie_out_bill")).toEqual([
    { party_key: "ravi stores", name: "INV-3", ours: 0n, tally: 30_000n },
  ]);
  expect(await company.rows("select name_key, day, closing from tally_month_end")).toEqual([
    { name_key: "sales", day: "2026-04-30", closing: -130_000n },
  ]);
  expect(await kept("wants -> 'open' -> 'totals'")).toBe(false);
});

test("an agent from before sends no sums by party: the sides are told, the parties are not", async () => {
  const { billParties: _, ...old } = bills(1_000);
  await company.take([masters(), { vouchers: VOUCHERS }], { totals: totals({}, old) });
  expect(await kept("tie_out_message")).toBe("Bills receivable are ₹1,100.00 here and ₹1,000.00 in Tally.");
  expect(await company.rows("select is_by_party from tie_out_side where side = 'receivable'")).toEqual([
    { is_by_party: false },
  ]);
  expect(await company.rows("select * from tie_out_party")).toEqual([]);
});

test("one is told as one", async () => {
  const off = { vouchers: 1, masters: { groups: 1, ledgers: 1, voucherTypes: 1 } };
  await company.take([masters(), { vouchers: VOUCHERS }], { totals: totals({ Sales: -1_800 }, off) });
  const message = await kept("tie_out_message");
  expect(message).toContain("1 ledger balance differs from Tally's. Tally counts 1 voucher, 3 are here.");
  expect(message).toContain("Tally counts 1 group, ");
});
