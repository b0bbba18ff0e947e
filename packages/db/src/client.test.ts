import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openDatabase, scopedPool, type ScopedPool } from "./client.ts";
import { asAuthn } from "./company-scope.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});

afterAll(() => database.close());

test("a library's statement runs in its role, alone, in a transaction of its own or in one text from begin to commit", async () => {
  const pool = scopedPool(database.db, "cfa_job");
  expect(await roles(pool, ["select current_user as role"])).toEqual(["cfa_job"]);
  expect(await roles(pool, ["begin", "select current_user as role", "commit"])).toEqual(["cfa_job"]);
  expect(
    await roles(pool, ["BEGIN; set local lock_timeout = 1000; select current_user as role; COMMIT;"]),
  ).toEqual(["cfa_job"]);
});

test("what a library breaks or forgets is not the next user's", async () => {
  const one = openDatabase({ url: database.runUrl, poolSize: 1 });
  const pool = scopedPool(one, "cfa_job");
  const broken = [
    ["select 1 from nowhere"],
    ["begin", "select 1 from nowhere"],
    ["BEGIN; select 1 from nowhere; COMMIT"],
    ["begin", "select 1"],
  ];
  for (const statements of broken) {
    await roles(pool, statements).catch(() => undefined);
    const after = await asAuthn(one, (tx) => tx.run("select current_user as role"));
    expect(after, statements.join("; ")).toEqual([{ role: "cfa_authn" }]);
  }
  await one.close();
});

/** Runs statements on one connection and answers the roles they tell. */
async function roles(pool: ScopedPool, statements: readonly string[]): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    const told: unknown[] = [];
    for (const statement of statements) {
      const results = [await client.query(statement, [])].flat() as { rows: { role?: string }[] }[];
      told.push(...results.flatMap((result) => result.rows.flatMap((row) => row.role ?? [])));
    }
    return told;
  } finally {
    client.release();
  }
}
