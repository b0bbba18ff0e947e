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
  const said = { created_at: "2026-04-10T05:00:00Z" };
  const bill = { bill_side: "receivable", bill_key: "inv-1", bill_date: "2026-01-10" };
  await asha.say("dispute", { amount: "70000", owner: null }, { ...said, ...bill });
  await asha.say("promise", { amount: "70000", day: "2026-04-20" }, { ...said, from_date: "2026-04-10" });
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
