import type { HeldBack } from "@cfa/contract/measures";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startTestCompany, type TestCompany } from "../test-company.ts";

/* What is disputed and promised, on the small books: INV-1 has 600.00 open; Ram & Sons paid 200.00 on 10 and 300.00 on 12 April. */

let asha: TestCompany;

beforeAll(async () => {
  asha = await startTestCompany();
});
afterAll(() => asha.close());

const read = (query = "") => asha.read<HeldBack>(`/disputed-and-promised${query}`);

function say(kind: string, value: object, more: Record<string, unknown>): Promise<object[]> {
  const row = {
    company_id: asha.books.companyId,
    kind,
    state: "active",
    ledger_guid: "g-Ram & Sons",
    value: JSON.stringify(value),
    base: "{}",
    reason: "by phone",
    created_at: "2026-04-10T05:00:00Z",
    created_by: "u",
    created_name: "Asha",
    ...more,
  };
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  return asha.database.asOwner(
    `insert into correction (${names.join(", ")}) values (${places.join(", ")})`,
    Object.values(row),
  );
}

test("without a word of anybody there is nothing", async () => {
  const none = { amount: "0", count: 0, parties: 0 };
  expect(await read()).toMatchObject({
    asOf: "2026-04-15",
    disputed: none,
    promised: none,
    broken: none,
    rows: [],
  });
});

test("a dispute counts with what is open of its bill, a promise with what is still to come", async () => {
  const bill = { bill_side: "receivable", bill_key: "inv-1", bill_date: "2026-01-10" };
  await say("dispute", { amount: "70000", owner: null }, bill);
  await say("promise", { amount: "70000", day: "2026-04-20" }, { from_date: "2026-04-10" });
  const found = await read();
  expect(found).toMatchObject({
    disputed: { amount: "60000", count: 1, parties: 1 },
    promised: { amount: "20000", count: 1, parties: 1 },
    broken: { count: 0 },
  });
  expect(found.rows).toMatchObject([
    { kind: "dispute", party: "Ram & Sons", bill: "INV-1", amount: "60000" },
    { kind: "promise", party: "Ram & Sons", day: "2026-04-20", standing: "open", amount: "20000" },
  ]);
});

test("as of a day: not before it was said, broken after the promised day, gone once it was taken back", async () => {
  expect((await read("?asOf=2026-04-09")).rows).toEqual([]);
  expect((await read("?asOf=2026-04-11")).promised).toMatchObject({ amount: "50000" });
  expect(await read("?asOf=2026-04-21")).toMatchObject({
    promised: { count: 0 },
    broken: { amount: "20000", count: 1 },
  });
  await asha.database.asOwner(
    "update correction set state = 'undone', ended_at = '2026-04-14T05:00:00Z', ended_why = 'settled' where kind = 'dispute'",
  );
  expect((await read()).disputed.count).toBe(0);
  expect((await read("?asOf=2026-04-13")).disputed.count).toBe(1);
});
