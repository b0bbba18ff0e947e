import { readFileSync } from "node:fs";

import type { Records, VoucherRecord } from "@cfa/contract/records";
import { trade, type TradeRow } from "@cfa/db/queries/ledgers/trade";
import { tradedByMonth } from "@cfa/db/queries/measures/by-month";
import { recountRollups } from "@cfa/db/queries/rollups/recount";
import { readCompany } from "@cfa/db/queries/snapshot";
import { inCompany } from "@cfa/db/company-scope";
import { addDays, day } from "@cfa/values/local-date";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ledger, masters, paise, sale } from "./small-books.ts";
import { openTestCompanies, type TestCompany } from "./test-company.ts";

/* After any intakes what is kept of trade is what the lines say, counted here in a way of the test's own. */

const RUNS = process.env["CFA_TEST_LONG"] === "1" ? 80 : 4;
const START = day("2026-04-20");
const SIDES = [
  { side: "sales", goods: "sales", note: "credit-note", sign: -1n },
  { side: "purchases", goods: "purchase", note: "debit-note", sign: 1n },
] as const;
/** Where each ledger stands, and where it is moved to. */
const LEDGERS = {
  "Ravi Stores": ["Sundry Debtors", "Indirect Expenses"],
  "Sita Mills": ["Sundry Creditors", "Loans (Liability)"],
  "Asha & Co": ["Sundry Debtors", "Sundry Creditors"],
  Sales: ["Sales Accounts", "Current Assets"],
  Freight: ["Indirect Incomes", "Sundry Debtors"],
  Purchases: ["Purchase Accounts", "Fixed Assets"],
  CGST: ["Duties & Taxes", "Indirect Expenses"],
  Bank: ["Bank Accounts", "Bank Accounts"],
} as const;
/** The last stands in no master: what it is is found out. */
const NAMES = [...Object.keys(LEDGERS), "Walk-in"];
let companies: Awaited<ReturnType<typeof openTestCompanies>>;

beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

const deed = fc.record({
  of: fc.integer({ min: 0, max: 7 }),
  type: fc.constantFrom("Sales", "Credit Note", "Purchase", "Debit Note", "Journal", "Receipt"),
  days: fc.integer({ min: 0, max: 45 }),
  lines: fc.array(
    fc.record({
      on: fc.integer({ min: 0, max: NAMES.length - 1 }),
      rupees: fc.integer({ min: -40, max: 40 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  isCancelled: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
  isOptional: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
} as const);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;
/** A run: vouchers new or altered; a full one takes out what it does not show; some ledgers stand elsewhere than before. */
const runOf = fc.record({
  deeds: fc.array(deed, { maxLength: 6 }),
  isFull: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  moved: fc.subarray(Object.keys(LEDGERS)),
} as const);

test("what is kept of trade is what the lines say", async () => {
  let traded = 0;
  const check = fc.asyncProperty(fc.array(runOf, { minLength: 2, maxLength: 5 }), async (runs) => {
    const company = await companies.company();
    for (const [index, { deeds, isFull, moved }] of runs.entries()) {
      const vouchers = deeds.map((one) => voucherOf(one, 100 + index));
      const unique = [...new Map(vouchers.map((voucher) => [voucher.guid, voucher])).values()];
      await company.take([mastersWith(index, moved), { vouchers: unique }], {
        kind: isFull ? "full" : "changes",
        marks: { masters: 10 + index, vouchers: 200 + index },
      });
      expect(await recounted(company)).toEqual([]);
      traded += await sameAsLines(company);
    }
  });
  await fc.assert(check, { numRuns: RUNS, seed: 7, endOnFailure: RUNS < 10 });
  expect(traded).toBeGreaterThan(20);
}, 600_000);

test("trade that is not what the lines say is found, made anew, and a person is told", async () => {
  const company = await companies.company();
  const batches = [
    masters(),
    { vouchers: [sale("INV-1", "2026-04-02", 10), sale("INV-2", "2026-04-03", 20)] },
  ];
  await company.take(batches, { kind: "full" });
  for (const [fault, kept] of [
    ["update traded set goods = goods + 1 where goods = 1000", /,sales,f,2026-04-02,.*,1001,1000\)$/],
    ["update traded set party_id = null where goods = 1000", /,sales,f,2026-04-02,,.*,1000,1000\)$/],
    ["update traded set date = date + 1 where goods = 1000", /,sales,f,2026-04-03,.*,1000,1000\)$/],
    ["delete from traded where goods = 1000", /^nothing$/],
  ] as const) {
    await company.database.asOwner(fault);
    expect(await recounted(company), fault).toMatchObject([
      { rollup: "traded", kept: expect.stringMatching(kept) },
    ]);
    const { applied } = await company.take(batches, { kind: "full" });
    expect(applied).toMatchObject({ rollupFaults: 1 });
    expect(await recounted(company)).toEqual([]);
  }
  expect(await company.rows("select distinct kind, name from quarantine where resolved_at is null")).toEqual([
    { kind: "rollup", name: "traded" },
  ]);
});

test("what was traded before it was kept is filled in by the migration", async () => {
  const company = await companies.company();
  await company.take([
    masters(),
    { vouchers: [sale("INV-1", "2026-04-02", 10), sale("INV-2", "2026-04-03", 10)] },
  ]);
  const kept = () => company.rows("select * from traded order by date, voucher_id, place");
  const before = await kept();
  const up = readFileSync(
    new URL("../../../../packages/db/migrations/0053-traded/up.sql", import.meta.url),
    "utf8",
  );
  await company.database.asOwner("truncate traded");
  expect(await kept()).toEqual([]);
  await company.database.asOwner(up.slice(up.indexOf("-- What is there already.")));
  expect(await kept()).toEqual(before);
  expect(before).toHaveLength(2);
});

function recounted({ database, companyId }: TestCompany) {
  return inCompany(database.db, companyId, recountRollups, { role: "job" });
}

function mastersWith(index: number, moved: readonly string[]): Records {
  const alterId = 20 + index;
  return {
    groups: [],
    voucherTypes: ["Sales", "Credit Note", "Purchase", "Debit Note", "Journal", "Receipt"].map(
      (name, at) => ({
        guid: `vt-${at}`,
        alterId: 1,
        name,
        parent: null,
        reservedName: name,
      }),
    ),
    ledgers: Object.entries(LEDGERS).map(([name, [home, away]]) =>
      ledger(name, moved.includes(name) ? away : home, { alterId }),
    ),
  };
}

function voucherOf(one: Deed, alterId: number): VoucherRecord {
  const rest = one.lines.reduce((sum, { rupees }) => sum - rupees, 0);
  return {
    guid: `v-${one.of}`,
    alterId,
    date: addDays(START, one.days),
    type: one.type,
    number: String(one.of),
    isCancelled: one.isCancelled,
    isOptional: one.isOptional,
    entries: [
      ...one.lines.map(({ on, rupees }) => ({ ledger: NAMES[on] ?? "", amount: paise(rupees) })),
      { ledger: "Bank", amount: paise(rest) },
    ],
  };
}

type Line = {
  voucher: string;
  kind: string;
  month: string;
  ledgerId: string;
  amount: bigint;
  isRevenue: boolean;
  isParty: boolean;
  isDuty: boolean;
};

/** Holds what is read of trade against every line of the books; answers how many vouchers were traded. */
async function sameAsLines(company: TestCompany): Promise<number> {
  const lines = (await company.rows(
    `select p.voucher_id as voucher, v.kind, to_char(v.date, 'YYYY-MM') as month, p.ledger_id as "ledgerId", p.amount,
       l.is_revenue as "isRevenue", l.party_kind is not null as "isParty", l.group_name = 'Duties & Taxes' as "isDuty"
     from posting p join voucher v using (company_id, voucher_id) join ledger l using (company_id, ledger_id)
     order by p.voucher_id, p.line_no`,
  )) as Line[];
  const duties = [...new Set(lines.filter(({ isDuty }) => isDuty).map(({ ledgerId }) => ledgerId))];
  const scope = { from: START, to: addDays(START, 60), duties };
  let count = 0;
  await readCompany(company.database.db, company.companyId, async (snapshot) => {
    for (const rule of SIDES) {
      const vouchers = [...Map.groupBy(lines, ({ voucher }) => voucher).values()].filter(
        ([first]) => first?.kind === rule.goods || first?.kind === rule.note,
      );
      count += vouchers.length;
      const keys = {
        month: (of: Line[]) => [of[0]?.month ?? ""],
        party: (of: Line[]) => [of.find(({ isParty }) => isParty)?.ledgerId ?? ""],
        ledger: (of: Line[]) => [
          ...new Set(of.filter(({ isRevenue }) => isRevenue).map((one) => one.ledgerId)),
        ],
      };
      for (const by of ["month", "party", "ledger"] as const) {
        const expected = new Map<string, Omit<TradeRow, "name" | "ledgerId">>();
        for (const of of vouchers) {
          for (const key of keys[by](of)) {
            const sums = expected.get(key) ?? { vouchers: 0, goods: 0n, notes: 0n, tax: 0n };
            const isHere = (line: Line) => by !== "ledger" || line.ledgerId === key;
            const goods = sumOf(of.filter((line) => line.isRevenue && isHere(line))) * rule.sign;
            const tax = by === "ledger" ? 0n : sumOf(of.filter(({ isDuty }) => isDuty)) * rule.sign;
            const isNote = of[0]?.kind === rule.note;
            expected.set(key, {
              vouchers: sums.vouchers + 1,
              goods: sums.goods + (isNote ? 0n : goods),
              notes: sums.notes - (isNote ? goods : 0n),
              tax: sums.tax + tax,
            });
          }
        }
        const found = await trade(snapshot, { side: rule.side, ...scope }, by);
        const asMap = found.map(
          ({ name, ledgerId, ...sums }) => [by === "month" ? name : (ledgerId ?? ""), sums] as const,
        );
        expect(new Map(asMap), `${rule.side} by ${by}`).toEqual(expected);
      }
      const billed = new Map<string, bigint>();
      for (const of of vouchers.filter((each) => each.some(({ isParty }) => isParty))) {
        const month = `${of[0]?.month}-01`;
        const sum = -sumOf(of.filter(({ isParty }) => isParty)) * rule.sign;
        billed.set(month, (billed.get(month) ?? 0n) + sum);
      }
      const side = rule.side === "sales" ? "receivable" : "payable";
      const months = await tradedByMonth(snapshot, { side, upTo: scope.to });
      expect(new Map(months.map(({ month, amount }) => [month, amount]))).toEqual(billed);
    }
  });
  return count;
}

function sumOf(lines: readonly Line[]): bigint {
  return lines.reduce((sum, { amount }) => sum + amount, 0n);
}
