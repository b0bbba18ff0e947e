import { randomUUID } from "node:crypto";

import { counts } from "@cfa/books/bill";
import { billAsOf, type BillHistory } from "@cfa/books/outstanding";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { addDays, day, type LocalDate } from "@cfa/values/local-date";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { inCompany } from "../company-scope.ts";
import { billRow } from "./bills.ts";
import { nudgeBills } from "./nudges/party-rows.ts";
import { openBills } from "./outstanding.ts";
import { readCompany } from "./snapshot.ts";

/* What SQL finds open of a bill on a day is what packages/books says of the same bill. */

const COMPANY = randomUUID();
const LEDGER = randomUUID();
const START = day("2026-01-01");
const END = addDays(START, 100);
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await inCompany(database.db, COMPANY, async ({ query }) => {
    await query.insertInto("company").values({ company_id: COMPANY, name: "Asha Traders" }).execute();
    const names = { name: "Ram", name_key: "ram", group_name: "Sundry Debtors", root: "Current Assets" };
    const ledger = {
      company_id: COMPANY,
      ledger_id: LEDGER,
      guid: "g",
      group_path: [],
      is_bill_wise: true,
      opening: 0,
    };
    await query
      .insertInto("ledger")
      .values({ ...ledger, ...names })
      .execute();
  });
});
afterAll(() => database.close());

const basis = fc.constantFrom("stated" as const, "inferred" as const);
const settled = fc.constantFrom("stated" as const, "inferred" as const, "corrected" as const);
const someDay = fc.integer({ min: 0, max: 20 }).map((days) => addDays(START, days));
/** Settlements that count never take more than the bill, as in the books. */
const bill = fc
  .record({
    basis,
    date: someDay,
    rest: fc.integer({ min: 0, max: 500 }),
    settlements: fc.array(
      fc.record({ date: someDay, amount: fc.integer({ min: 1, max: 900 }), basis: settled }),
      {
        maxLength: 4,
      },
    ),
  })
  .map(({ rest, ...made }): BillHistory => {
    const settlements = made.settlements.map((each) => ({ ...each, amount: BigInt(each.amount) }));
    const taken = settlements.filter((each) => counts(made, each));
    const amount = taken.reduce((sum, each) => sum + each.amount, BigInt(rest));
    return { ...made, side: "receivable", dueDate: made.date, amount: amount || 1n, settlements };
  });

test("for bills of every kind, on every day around their settlements", async () => {
  const check = fc.asyncProperty(fc.array(bill, { minLength: 1, maxLength: 8 }), async (bills) => {
    const ids = await store(bills);
    for (const days of [-1, 0, 5, 10, 20, 21]) {
      const asOf = addDays(START, days);
      await readCompany(database.db, COMPANY, async (snapshot) => {
        let sum = 0n;
        for (const [index, each] of bills.entries()) {
          const standing = billAsOf(each, asOf);
          const row = await billRow(snapshot, { billId: ids[index] ?? "", asOf });
          const ours = row && { open: row.open, likely: each.basis === "stated" ? row.likelySettled : null };
          const theirs = standing && {
            open: standing.open,
            likely: each.basis === "stated" ? standing.likelySettled : null,
          };
          expect(ours ?? null).toEqual(theirs);
          sum += standing?.open ?? 0n;
        }
        const rows = await nudgeBills(snapshot, { ledgerIds: [LEDGER], today: asOf });
        for (const { billId, open, postDated } of rows) {
          const after = billAsOf(at(bills, ids.indexOf(billId)), END);
          expect(postDated).toBe(open - (after?.open ?? 0n));
        }
        const open = await openBills(snapshot, { asOf });
        expect(open.reduce((total, row) => total + row.open, 0n)).toBe(sum);
      });
    }
  });
  await fc.assert(check, { numRuns: 25, seed: 7 });
});

function at(bills: readonly BillHistory[], index: number): BillHistory {
  const found = bills[index];
  if (found === undefined) throw new Error(`no bill ${index}`);
  return found;
}

async function store(bills: readonly BillHistory[]): Promise<string[]> {
  return inCompany(database.db, COMPANY, async ({ query }) => {
    await query.deleteFrom("bill").where("company_id", "=", COMPANY).execute();
    const ids: string[] = [];
    for (const [index, each] of bills.entries()) {
      const taken = each.settlements.filter((settlement) => counts(each, settlement));
      const key = { company_id: COMPANY, bill_id: randomUUID() };
      ids.push(key.bill_id);
      await query
        .insertInto("bill")
        .values({
          ...key,
          ledger_id: LEDGER,
          side: each.side,
          name: `INV-${index}`,
          name_key: `inv-${index}`,
          occurrence: 1,
          basis: each.basis,
          is_opening: false,
          date: each.date,
          due_date: each.dueDate,
          due_source: "bill-date",
          amount: each.amount,
          open: taken.reduce((rest, settlement) => rest - settlement.amount, each.amount),
          last_settled: latest(taken.map((settlement) => settlement.date)),
        })
        .execute();
      for (const [number, settlement] of each.settlements.entries()) {
        await query
          .insertInto("settlement")
          .values({
            ...key,
            ...settlement,
            settlement_no: number + 1,
            ...(settlement.basis === "corrected" ? { correction_id: randomUUID() } : {}),
          })
          .execute();
      }
    }
    return ids;
  });
}

function latest(days: readonly LocalDate[]): LocalDate | null {
  return days.toSorted().at(-1) ?? null;
}
