import { randomUUID } from "node:crypto";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { inCompany } from "../company-scope.ts";
import {
  addCorrection,
  correctionRows,
  lockCorrection,
  moveCorrection,
  noteCorrectionStep,
  standingCorrection,
  standingCorrections,
  type NewCorrection,
} from "./corrections.ts";

/* What a person says beside Tally, kept in the database. */

const BY = { id: "u1", name: "Asha" };
const DUE: NewCorrection = {
  kind: "due-date",
  state: "active",
  ledgerGuid: "g-ram",
  line: null,
  bill: { side: "receivable", nameKey: "inv-1", date: "2026-04-05" },
  value: '{"dueDate":"2026-06-01"}',
  base: '{"dueDate":"2026-05-05","dueSource":"bill"}',
  reason: "agreed on the phone",
  fromDate: null,
  untilDate: null,
  by: BY,
};
let database: TestDatabase;
const company = randomUUID();

beforeAll(async () => {
  database = await cloneDatabase();
  await inCompany(database.db, company, (tx) =>
    tx.run("insert into company (company_id, name) values ($1, 'Asha')", [company]),
  );
});
afterAll(() => database.close());

test("one word stands about one thing; when it has ended, another can be said", async () => {
  const id = await inCompany(database.db, company, (tx) => addCorrection(tx, DUE));
  await inCompany(database.db, company, async (tx) => {
    expect(await standingCorrection(tx, DUE)).toMatchObject({ correctionId: id, billDate: "2026-04-05" });
    expect(await standingCorrections(tx, ["g-ram", "g-sita"])).toHaveLength(1);
  });
  await expect(inCompany(database.db, company, (tx) => addCorrection(tx, DUE))).rejects.toThrow(
    /correction_on_one_thing/,
  );
  await inCompany(database.db, company, async (tx) => {
    await lockCorrection(tx, id);
    await moveCorrection(tx, id, { state: "undone", ended_at: "2026-05-01T10:00:00Z", ended_why: "a slip" });
    await noteCorrectionStep(tx, { correctionId: id, action: "undone", by: BY, detail: '{"before":{}}' });
    const another = await addCorrection(tx, DUE);
    const rows = await correctionRows(tx, { limit: 1, after: null });
    expect(rows.map((row) => row.correctionId)).toEqual([another]);
    const [last] = rows;
    const next = await correctionRows(tx, {
      limit: 5,
      after: { createdMicros: String(last?.createdMicros), correctionId: another },
    });
    expect(next.map((row) => [row.correctionId, row.state])).toEqual([[id, "undone"]]);
  });
});

test("what was said is not changed, and what has ended stays so", async () => {
  const id = await inCompany(database.db, company, (tx) =>
    addCorrection(tx, { ...DUE, ledgerGuid: "g-sita" }),
  );
  const change = (set: string) =>
    inCompany(database.db, company, (tx) =>
      tx.run(`update correction set ${set} where company_id = $1 and correction_id = $2`, [company, id]),
    );
  await expect(change(`value = '{"dueDate":"2026-07-01"}'`)).rejects.toThrow(/not changed; undo it/);
  await change("state = 'retired', ended_at = now(), ended_why = 'resolved in Tally'");
  await expect(change("state = 'active', ended_at = null")).rejects.toThrow(/stays so/);
});

test("another company sees none of it", async () => {
  const other = randomUUID();
  const rows = await inCompany(database.db, other, (tx) => correctionRows(tx, { limit: 5, after: null }));
  expect(rows).toEqual([]);
});
