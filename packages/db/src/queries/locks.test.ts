import { randomUUID } from "node:crypto";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { inCompany, type CompanyTx } from "../company-scope.ts";
import { lockRun } from "./apply/run.ts";
import { waitForRuns } from "./company-removal.ts";
import { lockCompanyCorrections } from "./corrections.ts";
import { lockCompany, tryToHoldStill } from "./locks.ts";

/* A message is judged while nothing that it hangs on is being changed: two connections, the one in the other's way or not. */

const [ASHA, BINDU] = [randomUUID(), randomUUID()];
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  for (const companyId of [ASHA, BINDU]) {
    await inCompany(database.db, companyId, (tx) =>
      tx.run("insert into company (company_id, name) values ($1, 'A')", [companyId]),
    );
  }
});
afterAll(() => database.close());

/** Whether all of a company stays as it is for another transaction, while `held` is open. */
function stillDuring(held: (tx: CompanyTx) => Promise<unknown>, companyId = ASHA): Promise<boolean> {
  return inCompany(
    database.db,
    ASHA,
    async (tx) => {
      await held(tx);
      return inCompany(database.db, companyId, tryToHoldStill, { role: "job" });
    },
    { role: "job" },
  );
}

test.each([
  ["taking a run in", (tx: CompanyTx) => lockRun(tx, randomUUID())],
  ["deriving books anew", (tx: CompanyTx) => lockCompany(tx, "books")],
  ["removing the company", waitForRuns],
  ["a person's word on the books", lockCompanyCorrections],
  ["a word on messages", (tx: CompanyTx) => lockCompany(tx, "nudge")],
])("%s is in the way of a judgement at once, and is over with its transaction", async (_, held) => {
  expect(await stillDuring(held)).toBe(false);
  expect(await stillDuring(async () => {})).toBe(true);
});

test("another company is in nobody's way", async () => {
  expect(await stillDuring((tx) => lockCompany(tx, "books"), BINDU)).toBe(true);
});

test("judgements are not in each other's way", async () => {
  expect(await stillDuring(tryToHoldStill)).toBe(true);
});

test.each(["books", "correction", "nudge"] as const)(
  "who changes %s waits for a judgement, and a later judgement does not overtake him",
  async (lock) => {
    const order: string[] = [];
    let change: Promise<void> | undefined;
    await inCompany(database.db, ASHA, async (judge) => {
      expect(await tryToHoldStill(judge)).toBe(true);
      change = inCompany(database.db, ASHA, async (tx) => {
        await lockCompany(tx, lock);
        order.push("changed");
      });
      await waitUntilBlocked();
      expect(await inCompany(database.db, ASHA, tryToHoldStill)).toBe(false);
      order.push("judged");
    });
    await change;
    expect(order).toEqual(["judged", "changed"]);
  },
);

/** Until somebody waits for an advisory lock of this database. */
async function waitUntilBlocked(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) {
    const waiting = await database.asOwner(
      `select 1 from pg_locks where locktype = 'advisory' and not granted
       and database = (select oid from pg_database where datname = current_database())`,
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("nobody waits");
}
