import { readFileSync } from "node:fs";

import type { Records, VoucherRecord } from "@cfa/contract/records";
import { numberedIn } from "@cfa/db/queries/assistant/names";
import { readCompany } from "@cfa/db/queries/snapshot";
import { inCompany } from "@cfa/db/company-scope";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ledger, masters, sale } from "./small-books.ts";
import { openTestCompanies, type TestCompany } from "./test-company.ts";

/* After any intakes bills and vouchers are found by what stands in the books, as going through all of them finds them. */

const RUNS = process.env["CFA_TEST_LONG"] === "1" ? 60 : 4;
let companies: Awaited<ReturnType<typeof openTestCompanies>>;

beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

const NUMBERS = ["INV-1", "inv/1", "INV 2", "S/25-26/0001", "चालान-७", "0001", "—", ""];

const one = fc.record({
  of: fc.integer({ min: 0, max: 6 }),
  number: fc.constantFrom(...NUMBERS),
  bill: fc.constantFrom(...NUMBERS.slice(0, 6)),
  rupees: fc.integer({ min: 1, max: 50 }),
  party: fc.constantFrom("Ravi Stores", "Zero Traders"),
});
/** A run: vouchers new or altered; a full one takes out what it does not show; `moved` makes a party none, `gone` takes it out of the masters. */
const runOf = fc.record({
  vouchers: fc.array(one, { maxLength: 6 }),
  way: fc.constantFrom("changes", "changes", "full", "moved", "gone"),
});
type Run = typeof runOf extends fc.Arbitrary<infer T> ? T : never;

test("what is found by its number is what a scan finds", async () => {
  const check = fc.asyncProperty(fc.array(runOf, { minLength: 2, maxLength: 5 }), async (runs) => {
    const company = await companies.company();
    for (const [index, run] of runs.entries()) {
      await company.take([mastersOf(run, 20 + index), { vouchers: vouchersOf(run, 100 + index) }], {
        kind: run.way === "full" || run.way === "gone" ? "full" : "changes",
        marks: { masters: 10 + index, vouchers: 200 + index },
      });
      expect(await kept(company)).toEqual(await scanned(company));
      for (const number of NUMBERS) expect(await found(company, number)).toEqual(await seen(company, number));
    }
  });
  await fc.assert(check, { numRuns: RUNS, seed: 5, endOnFailure: RUNS < 10 });
}, 600_000);

test("what was there before there were tokens is filled in by the migration", async () => {
  const company = await companies.company();
  await company.take([
    masters(),
    { vouchers: [sale("INV-1", "2026-04-02", 10), sale("INV-2", "2026-04-03", 10)] },
  ]);
  const before = await kept(company);
  const up = readFileSync(
    new URL("../../../../packages/db/migrations/0052-find-tokens/up.sql", import.meta.url),
    "utf8",
  );
  const filling = up.slice(up.indexOf("-- What is there already."));
  await company.database.asOwner("truncate find_token");
  for (const statement of filling.split(";"))
    if (statement.trim() !== "") await company.database.asOwner(statement);
  expect(await kept(company)).toEqual(before);
  expect(before).toHaveLength(4);
});

test("tokens go with their company", async () => {
  const company = await companies.company();
  await company.take([masters(), { vouchers: [sale("INV-1", "2026-04-02", 10)] }]);
  expect((await kept(company)).length).toBeGreaterThan(1);
  await inCompany(company.database.db, company.companyId, (tx) => tx.run("delete from company"));
  expect(await kept(company)).toEqual([]);
});

function mastersOf({ way }: Run, alterId: number): Records {
  const group = way === "moved" ? "Indirect Expenses" : "Sundry Debtors";
  const more = way === "gone" ? [] : [ledger("Zero Traders", group, { alterId, isBillWise: true })];
  return { ...masters(), ledgers: [...(masters().ledgers ?? []), ...more] };
}

function vouchersOf({ vouchers }: Run, alterId: number): VoucherRecord[] {
  const made = vouchers.map(({ of, number, bill, rupees, party }) => {
    const plain = sale(bill, "2026-04-02", rupees, { guid: `v-${of}`, alterId, number, party });
    const entries = plain.entries.map((entry) =>
      entry.ledger === "Ravi Stores" ? { ...entry, ledger: party } : entry,
    );
    return { ...plain, entries };
  });
  return [...new Map(made.map((voucher) => [voucher.guid, voucher])).values()];
}

const BILL = "regexp_replace(name_key, '[^[:alnum:]]+', '', 'g')";
const VOUCHER = "regexp_replace(lower(number), '[^[:alnum:]]+', '', 'g')";

const kept = (company: TestCompany) =>
  company.rows("select token, kind, id from find_token order by kind, token, id");
const scanned = (company: TestCompany) =>
  company.rows(
    `select * from (select ${BILL} as token, 'bill' as kind, bill_id as id from bill
     union all select ${VOUCHER}, 'voucher', voucher_id from voucher) s where token <> '' order by kind, token, id`,
  );

const keyOf = (number: string): string => number.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "");
async function found({ database, companyId }: TestCompany, number: string): Promise<unknown[]> {
  const rows = await readCompany(database.db, companyId, (snapshot) => numberedIn(snapshot, [keyOf(number)]));
  return rows.map(({ kind, id }) => `${kind} ${id}`).toSorted();
}
async function seen(company: TestCompany, number: string): Promise<unknown[]> {
  const key = keyOf(number);
  const rows = await scanned(company);
  return rows
    .filter(({ token }) => token === key)
    .map(({ kind, id }) => `${String(kind)} ${String(id)}`)
    .toSorted();
}
