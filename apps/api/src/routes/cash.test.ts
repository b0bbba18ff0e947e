import type { AuditRow } from "@cfa/contract/audit";
import type { CashPosition, Deposits } from "@cfa/contract/cash";
import { inCompany } from "@cfa/db/company-scope";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward } from "../test-books.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";
import { refusal } from "../test-server.ts";

/*
 * Money on 15 April 2026: 850.00 in the bank (of which Ram's last receipt has not cleared), and accounts of the tests: a till, a cash credit that
 * is overdrawn by 2,000.00, an old account; taxes owed.
 */

let asha: TestCompany;
let bank: string;
const jobs: string[] = [];

beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
  bank = outward(asha.books, "ledger", "Bank");
  const { database, books } = asha;
  const ledgers: [name: string, group: string, root: string, opening: number][] = [
    ["Till", "Cash-in-Hand", "Current Assets", 12_000],
    ["SBI Cash Credit", "Bank OD A/c", "Loans (Liability)", -200_000],
    ["Old account", "Bank Accounts", "Current Assets", 999],
    ["Output CGST", "Duties & Taxes", "Current Liabilities", -90_000],
    ["Input CGST", "Duties & Taxes", "Current Liabilities", 30_000],
    ["PF Payable", "Current Liabilities", "Current Liabilities", -5_000],
    ["PF Employer's Share", "Indirect Expenses", "Indirect Expenses", 7_000],
    ["Advance Income Tax", "Loans & Advances (Asset)", "Current Assets", 40_000],
  ];
  await inCompany(database.db, books.companyId, async (tx) => {
    for (const [name, group_name, root, opening] of ledgers) {
      const key = { company_id: tx.companyId, guid: `g-${name}`, name, name_key: name.toLowerCase() };
      const is_revenue = root === "Indirect Expenses";
      const place = {
        group_name,
        group_path: [root, group_name],
        root,
        opening,
        is_revenue,
        is_bill_wise: false,
      };
      await tx.query
        .insertInto("ledger")
        .values({ ...key, ...place })
        .execute();
    }
    const lines = (voucher: string, clearedOn: string | null) =>
      tx.run("update posting set bank = $3 where company_id = $1 and voucher_id = $2 and line_no = 2", [
        tx.companyId,
        books.ids[voucher],
        bankLine(voucher === "R1" ? 40_000 : 30_000, clearedOn),
      ]);
    await lines("R1", "2026-03-02");
    await lines("R3", "2026-04-16");
  });
});
afterAll(() => asha.close());

function bankLine(amount: number, clearedOn: string | null): string {
  return JSON.stringify([{ amount: String(amount), ...(clearedOn === null ? {} : { clearedOn }) }]);
}

const leftOut = (ledgerId: string) => ({ ledgerId, overdraftLimit: null, isLeftOut: true });
const position = (asOf?: string) =>
  asha.read<CashPosition>(`/cash${asOf === undefined ? "" : `?asOf=${asOf}`}`);
const idOfAccount = async (name: string): Promise<string> =>
  (await position()).accounts.find((account) => account.name === name)?.ledgerId ?? "";

async function put(body: object, role: "owner" | "accountant" = "owner"): Promise<Response> {
  const token = role === "owner" ? asha.owner : await asha.server.signIn(role);
  return fetch(`${asha.server.url}/api/companies/${asha.company}/cash`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

test("money account by account, and that the limit of an overdrawn one is not known", async () => {
  const { accounts, ...sums } = await position();
  expect(sums).toEqual({
    asOf: "2026-04-15",
    money: "97999",
    overdrawn: "200000",
    free: "0",
    available: "97999",
    floor: null,
    isBelowFloor: false,
    isLimitMissing: true,
  });
  expect(accounts.map(({ name, kind, balance, uncleared }) => [name, kind, balance, uncleared])).toEqual([
    ["Bank", "bank", "85000", "30000"],
    ["Till", "cash", "12000", "0"],
    ["Old account", "bank", "999", "0"],
    ["SBI Cash Credit", "overdraft", "-200000", "0"],
  ]);
});

test("on an earlier day what came later is not there, and the bank had shown the rest", async () => {
  const { accounts } = await position("2026-03-10");
  expect(accounts.find(({ name }) => name === "Bank")).toMatchObject({ balance: "10000", uncleared: "0" });
});

test("a limit, a floor and an account that does not count; who said it is on record; said again it is no change", async () => {
  const said = {
    floor: "500000",
    accounts: [
      { ledgerId: await idOfAccount("SBI Cash Credit"), overdraftLimit: "500000", isLeftOut: false },
      { ledgerId: await idOfAccount("Old account"), overdraftLimit: null, isLeftOut: true },
      { ledgerId: bank, overdraftLimit: null, isLeftOut: false },
    ],
  };
  const response = await put(said, "accountant");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    money: "97000",
    free: "300000",
    available: "397000",
    floor: "500000",
    isBelowFloor: true,
    isLimitMissing: false,
  });
  expect((await position()).accounts.at(-1)).toMatchObject({ name: "Old account", isLeftOut: true });
  expect((await put(said)).status).toBe(200);
  expect(jobs).toEqual(["learn-payments"]); // and then cash is forecast anew
  const { rows } = await asha.read<{ rows: AuditRow[] }>("/audit");
  expect(rows.filter(({ action }) => action === "change-cash")).toHaveLength(1);
});

test("nothing said is as before", async () => {
  expect((await put({ floor: null, accounts: [] })).status).toBe(200);
  expect(await position()).toMatchObject({ floor: null, money: "97999", isLimitMissing: true });
});

test.each([
  [{ floor: "-1", accounts: [] }, "bad-input"],
  [{ floor: "1.5", accounts: [] }, "bad-input"],
  [{ accounts: [] }, "bad-input"],
])("%j is refused", async (body, code) => {
  expect(await refusal(await put(body))).toMatchObject({ code });
});

test("a ledger on which no money lies is no account, and none is named twice", async () => {
  const sales = leftOut(outward(asha.books, "ledger", "Sales"));
  expect(await refusal(await put({ floor: null, accounts: [sales] }))).toMatchObject({ code: "not-found" });
  expect(await refusal(await put({ floor: null, accounts: [leftOut(bank), leftOut(bank)] }))).toMatchObject({
    code: "bad-input",
    field: "accounts",
  });
});

test("what the state will ask for: sums by the books, days by the rules that are shown with them", async () => {
  const { owed, days, rules, to } = await asha.read<Deposits>("/deposits");
  expect(to).toBe("2026-07-15");
  expect(owed.map((one) => [one.class, one.amount, one.nextDue])).toEqual([
    ["gst", "60000", "2026-04-20"],
    ["provident-fund", "5000", "2026-05-15"],
    ["income-tax", "-40000", "2026-06-15"],
  ]);
  expect(owed[0]?.ledgers).toMatchObject([
    { name: "Input CGST", amount: "-30000" },
    { name: "Output CGST", amount: "90000" },
  ]);
  expect(days.filter((day) => day.class === "gst").map(({ due, period }) => [due, period.from])).toEqual([
    ["2026-04-20", "2026-03-01"],
    ["2026-05-20", "2026-04-01"],
    ["2026-06-20", "2026-05-01"],
  ]);
  expect(new Set(rules.map(({ rule }) => rule))).toEqual(
    new Set(["advance-tax", "gst-deposit", "provident-fund-deposit"]),
  );
});
