import { afterAll, beforeAll, expect, test } from "vitest";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";

import { inRole, openDatabase } from "./client.ts";
import { asAuthn, inCompany } from "./company-scope.ts";
import { checkRunningLogin } from "./roles.ts";

const ASHA = "11111111-1111-4111-8111-111111111111";
const BINDU = "22222222-2222-4222-8222-222222222222";

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  for (const [companyId, name] of [
    [ASHA, "Asha Traders"],
    [BINDU, "Bindu Textiles"],
  ] as const) {
    await inCompany(database.db, companyId, async (tx) => {
      await tx.query.insertInto("company").values({ company_id: companyId, name }).execute();
      await tx.query.insertInto("sync_state").values({ company_id: companyId }).execute();
    });
  }
});
afterAll(() => database.close());

test("a company sees its own rows and nobody else's", async () => {
  const names = await inCompany(database.db, ASHA, (tx) =>
    tx.query.selectFrom("company").select("name").execute(),
  );
  expect(names).toEqual([{ name: "Asha Traders" }]);
  const other = await inCompany(database.db, ASHA, (tx) =>
    tx.run("select * from sync_state where company_id = $1", [BINDU]),
  );
  expect(other).toEqual([]);
});

test("without a company there are no rows at all, in either role", async () => {
  const one = openDatabase({ url: database.runUrl, poolSize: 1 });
  for (const role of ["cfa_app", "cfa_job"] as const) {
    const rows = await inRole(one, role, { work: (tx) => tx.run("select * from company") });
    expect(rows).toEqual([]);
  }
  await one.close();
});

test("a row for another company is refused, whether new or moved there", async () => {
  const insert = inCompany(database.db, ASHA, (tx) =>
    tx.query.insertInto("sync_state").values({ company_id: BINDU }).execute(),
  );
  await expect(insert).rejects.toThrow(/row-level security/);
  const move = inCompany(database.db, ASHA, (tx) =>
    tx.query.updateTable("sync_state").set({ company_id: BINDU }).execute(),
  );
  await expect(move).rejects.toThrow(/row-level security/);
});

test("updating or deleting another company's rows touches none", async () => {
  await inCompany(database.db, ASHA, async (tx) => {
    await tx.run("update company set name = 'Gone' where company_id = $1", [BINDU]);
    await tx.run("delete from company where company_id = $1", [BINDU]);
  });
  const rows = await database.asOwner("select name from company order by name");
  expect(rows).toEqual([{ name: "Asha Traders" }, { name: "Bindu Textiles" }]);
});

test("the company is forgotten with its transaction, also when the transaction fails", async () => {
  const one = openDatabase({ url: database.runUrl, poolSize: 1 });
  await expect(inCompany(one, ASHA, (tx) => tx.run("select 1/0"))).rejects.toThrow(/division by zero/);
  await inCompany(one, ASHA, (tx) => tx.run("select 1"));
  const names = await asAuthn(one, (tx) =>
    tx.run("select current_setting('app.company_id', true) as company"),
  );
  expect(["", null]).toContain(names[0]?.company);
  await one.close();
});

test("twenty transactions at once stay apart", async () => {
  const seen = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      inCompany(database.db, i % 2 === 0 ? ASHA : BINDU, async (tx) => {
        await tx.run("select pg_sleep(0.005)");
        return tx.query.selectFrom("company").select("name").execute();
      }),
    ),
  );
  for (const [i, rows] of seen.entries()) {
    expect(rows).toEqual([{ name: i % 2 === 0 ? "Asha Traders" : "Bindu Textiles" }]);
  }
});

test("sign-in sees who belongs where, but no books, and writes nothing", async () => {
  const names = await asAuthn(database.db, (tx) =>
    tx.run("select company_id, name from company order by name"),
  );
  expect(names).toHaveLength(2);
  await expect(asAuthn(database.db, (tx) => tx.run("select * from bill"))).rejects.toThrow(
    /permission denied/,
  );
  await expect(asAuthn(database.db, (tx) => tx.run("select tally_guid from company"))).rejects.toThrow(
    /permission denied/,
  );
  await expect(asAuthn(database.db, (tx) => tx.run("delete from member"))).rejects.toThrow(
    /permission denied/,
  );
});

test("a company id that is no UUID never reaches the database", async () => {
  await expect(inCompany(database.db, "x', true); drop table bill; --", async () => 1)).rejects.toThrow(
    /not a company id/,
  );
});

test("days come as text and eight-byte numbers as bigint", async () => {
  const rows = await asAuthn(database.db, (tx) =>
    tx.run("select date '2026-04-01' as day, 9007199254740993::int8 as paise, null::int8 as nothing"),
  );
  expect(rows).toEqual([{ day: "2026-04-01", paise: 9007199254740993n, nothing: null }]);
});

test("rows are copied through a temporary table; copying straight behind the wall is refused", async () => {
  const count = await inCompany(database.db, ASHA, async (tx) => {
    await tx.run("create temp table incoming (n int8, note text) on commit drop");
    const rows = Array.from({ length: 5_000 }, (_, i) => `${i}\t${"x".repeat(50)}\n`);
    await tx.copyIn("copy incoming from stdin", rows);
    return tx.run("select count(*) as n from incoming");
  });
  expect(count).toEqual([{ n: 5_000n }]);
  const straight = inCompany(database.db, ASHA, (tx) => tx.copyIn("copy company (name) from stdin", ["A\n"]));
  await expect(straight).rejects.toThrow(/row-level security/);
});

test("the running login cannot become an owner, and a superuser is refused with one line", async () => {
  expect(await checkRunningLogin(database.db)).toEqual({ ok: true, value: undefined });
  await expect(asAuthn(database.db, (tx) => tx.run("set local role cfa_owner"))).rejects.toThrow(
    /permission denied/,
  );
  const superuser = openDatabase({ url: database.ownerUrl, poolSize: 1 });
  const refused = await checkRunningLogin(superuser);
  await superuser.close();
  expect(refused).toMatchObject({ ok: false, error: expect.stringContaining("is a superuser") });
  expect(!refused.ok && refused.error.includes("\n")).toBe(false);
});

test("a login that may enter the owner's role is refused", async () => {
  await database.asOwner("create role sly login password 'x' noinherit");
  try {
    await database.asOwner("grant cfa_owner, cfa_authn to sly");
    const url = new URL(database.runUrl);
    url.username = "sly";
    url.password = "x";
    const sly = openDatabase({ url: url.toString(), poolSize: 1 });
    const refused = await checkRunningLogin(sly);
    await sly.close();
    expect(refused).toMatchObject({
      ok: false,
      error: expect.stringContaining('through the role "cfa_owner"'),
    });
  } finally {
    await database.asOwner("drop role sly");
  }
});
