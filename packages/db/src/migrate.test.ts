import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { migrate } from "./migrate.ts";

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "cfa-migrations-"));
  await database.asOwner("delete from migration");
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, files: { up: string; check?: string }): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "up.sql"), files.up);
  if (files.check !== undefined) writeFileSync(join(folder, name, "check.sql"), files.check);
}

const run = (): Promise<string[]> => migrate({ ...database, folder });

test("migrations run once, in the order of their numbers, as cfa_owner", async () => {
  write("0002-second", { up: "insert into shelf values (2)" });
  write("0001-first", { up: "create table shelf (n integer)" });
  expect(await run()).toEqual(["0001-first", "0002-second"]);
  expect(await run()).toEqual([]);
  expect(
    await database.asOwner(
      "select n, pg_get_userbyid(relowner) as owner from shelf, pg_class where relname = 'shelf'",
    ),
  ).toEqual([{ n: 2, owner: "cfa_owner" }]);
});

test("a migration whose check finds something leaves nothing behind", async () => {
  write("0003-bad", {
    up: "create table rubble (n integer); insert into rubble values (7)",
    check: "select n from rubble",
  });
  await expect(run()).rejects.toThrow(/"0003-bad": its check found \[\{"n":7\}\]/);
  expect(await database.asOwner("select to_regclass('rubble') as found")).toEqual([{ found: null }]);
  expect(await database.asOwner("select name from migration")).toEqual([]);
});

test("the check that stands beside the migrations is put after each of them", async () => {
  writeFileSync(join(folder, "check.sql"), "select relname from pg_class where relname = 'unwanted'");
  write("0003-harmless", { up: "select 1" });
  write("0004-unwanted", { up: "create table unwanted (n integer)" });
  await expect(run()).rejects.toThrow(/"0004-unwanted": its check found \[\{"relname":"unwanted"\}\]/);
  expect(await database.asOwner("select name from migration")).toEqual([{ name: "0003-harmless" }]);
});

test("a migration that fails half way leaves nothing behind and is named", async () => {
  write("0004-half", { up: "create table half (n integer); select 1/0" });
  await expect(run()).rejects.toThrow(/migration "0004-half": division by zero/);
  expect(await database.asOwner("select to_regclass('half') as found")).toEqual([{ found: null }]);
});

test("a migration changed after it was applied is refused, one checked out with Windows line ends is not", async () => {
  write("0005-kept", { up: "select 1;\nselect 2;\n" });
  await run();
  write("0005-kept", { up: "select 1;\r\nselect 2;\r\n" });
  expect(await run()).toEqual([]);
  write("0005-kept", { up: "select 3;" });
  await expect(run()).rejects.toThrow(/"0005-kept" was changed/);
});

test("a database newer than the program is refused", async () => {
  write("0006-old", { up: "select 1" });
  await database.asOwner("insert into migration values ('0099-future', 'x')");
  await expect(run()).rejects.toThrow(/newer than this program.*0099-future/);
});

test("two processes migrating at once take turns", async () => {
  write("0007-once", { up: "create table once (n integer); select pg_sleep(0.1)" });
  const both = await Promise.all([run(), run()]);
  expect(both.flat()).toEqual(["0007-once"]);
});
