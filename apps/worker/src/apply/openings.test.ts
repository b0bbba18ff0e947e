import type { LedgerRecord, Records, VoucherRecord } from "@cfa/contract/records";
import type { TallyTotals } from "@cfa/contract/sync";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { ledger, paise, sale, type RunOptions } from "./small-books.ts";
import { openTestCompanies, type TestCompany } from "./test-company.ts";

/* The books begin on 1 April 2024; Tally's current period is 2026-27, so that openings are those of 1 April 2026. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let company: TestCompany;

beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());
beforeEach(async () => {
  company = await companies.company();
});

const IN_2026: RunOptions = { company: { booksFrom: "2024-04-01", periodFrom: "2026-04-01" } };
const PROFIT_AND_LOSS = "Profit & Loss A/c";

/** Tally's ledgers with the openings it shows at the beginning of a period. Rupees, debit positive. */
function chart(openings: Record<string, number>, alterId = 1): Records {
  const of = (name: string, parent: string | null, more: Partial<LedgerRecord> = {}): LedgerRecord => ({
    ...ledger(name, "", more),
    parent,
    alterId,
    openingBalance: paise(-(openings[name] ?? 0)),
  });
  return {
    voucherTypes: [{ guid: "vt-sales", alterId: 1, name: "Sales", parent: null, reservedName: "Sales" }],
    ledgers: [
      of("Bank", "Bank Accounts"),
      of("Capital", "Capital Account"),
      of("Sales", "Sales Accounts"),
      of("Ravi Stores", "Sundry Debtors", { isBillWise: true }),
      of(PROFIT_AND_LOSS, null),
    ],
  };
}

/** Rupees, debit positive, by ledger. */
async function openings(): Promise<Record<string, number>> {
  const rows = await company.rows("select name, opening from ledger order by name");
  return Object.fromEntries(rows.map((row) => [row["name"], Number(row["opening"]) / 100]));
}

const OLD = sale("INV-1", "2025-06-01", 1_000);
const NEW = sale("INV-2", "2026-05-01", 200, { alterId: 101 });
/** What Tally shows on 1 April 2026: Ravi owes 100 from the start and 1,000 of last year, whose result is carried. */
const STATED = { Bank: 400, Capital: -450, "Ravi Stores": 1_100, [PROFIT_AND_LOSS]: -1_000 };

function totals(trialBalance: Record<string, number>): TallyTotals {
  return {
    asOf: "2026-05-31",
    trialBalance: Object.entries(trialBalance).map(([name, rupees]) => ({
      ledger: name,
      closing: paise(-rupees),
    })),
  };
}

/** Tally's trial balance of 2026-27 up to the end of May, after OLD and NEW. Rupees, debit positive. */
const IN_MAY = {
  Bank: 400,
  Capital: -450,
  "Ravi Stores": 1_300,
  Sales: -200,
  [PROFIT_AND_LOSS]: -1_000,
  "Opening Stock": -50,
};

test("openings of a later period become those of the first day of the books, and the trial balance ties", async () => {
  await company.take([chart(STATED), { vouchers: [OLD, NEW] }], {
    kind: "full",
    ...IN_2026,
    totals: totals({ ...IN_MAY, "Opening Stock": -50 }),
  });
  expect(await openings()).toEqual({
    Bank: 400,
    Capital: -450,
    "Ravi Stores": 100,
    Sales: 0,
    [PROFIT_AND_LOSS]: 0,
  });
  expect(await company.rows("select tie_out, tie_out_message from sync_state")).toEqual([
    { tie_out: "equal", tie_out_message: null },
  ]);
  expect(await company.rows("select name, amount from bill order by date")).toEqual([
    { name: "", amount: 10_000n },
    { name: "INV-1", amount: 100_000n },
    { name: "INV-2", amount: 20_000n },
  ]);
});

test("a voucher of an old year that is altered later moves the books and not the opening", async () => {
  await company.take([chart(STATED), { vouchers: [OLD, NEW] }], { kind: "full", ...IN_2026 });
  const before = await openings();
  await company.take([{ vouchers: [altered(OLD, 1_250)] }], IN_2026);
  expect(await openings()).toEqual(before);
  expect(
    await company.rows(
      "select sum(amount)::bigint as n from posting join ledger using (company_id, ledger_id) where name = 'Ravi Stores'",
    ),
  ).toEqual([{ n: 145_000n }]);
});

test("an altered ledger brought with another period opens rightly, and the others stay", async () => {
  await company.take([chart(STATED), { vouchers: [OLD, NEW] }], { kind: "full", ...IN_2026 });
  // A year on, Ravi's ledger gets a telephone: Tally shows its opening of 1 April 2027.
  const in2027 = { company: { booksFrom: "2024-04-01", periodFrom: "2027-04-01" } };
  const ravi = (chart({ "Ravi Stores": 1_300 }, 50).ledgers ?? []).filter(
    ({ name }) => name === "Ravi Stores",
  );
  await company.take([{ ledgers: ravi.map((one) => ({ ...one, phone: "98200 00000" })) }], in2027);
  expect(await openings()).toMatchObject({ Bank: 400, Capital: -450, "Ravi Stores": 100 });
});

test("an opening that is corrected in Tally is corrected here, and Profit & Loss A/c takes what is left", async () => {
  await company.take([chart(STATED), { vouchers: [OLD, NEW] }], { kind: "full", ...IN_2026 });
  const bank = (chart({ Bank: 500 }, 60).ledgers ?? []).filter(({ name }) => name === "Bank");
  await company.take([{ ledgers: bank }], IN_2026);
  expect(await openings()).toMatchObject({ Bank: 500, [PROFIT_AND_LOSS]: -150 });
});

test("at the books' own first day everything opens as stated, revenue too", async () => {
  await company.take([chart({ ...STATED, Sales: -70 }), { vouchers: [NEW] }], {
    kind: "full",
    company: { booksFrom: "2026-04-01", periodFrom: "2026-04-01" },
  });
  expect(await openings()).toEqual({ ...STATED, Sales: -70 });
});

function altered(voucher: VoucherRecord, rupees: number): VoucherRecord {
  return sale(voucher.number ?? "", voucher.date, rupees, { alterId: voucher.alterId + 50 });
}
