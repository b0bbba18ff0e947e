import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { countTry } from "./limits.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
beforeEach(() => database.asOwner("delete from auth.tries"));
afterAll(() => database.close());

const NOON = new Date("2026-04-15T12:00:00Z");
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const meera = { name: "code for|meera@asha.in", windowMillis: 900_000 };

test("tries are counted within a window that begins with the first, each name for itself", async () => {
  expect(await countTry(database.db, { ...meera, now: NOON })).toEqual({ count: 1, windowEndsAt: later(15) });
  expect(await countTry(database.db, { ...meera, now: later(14) })).toEqual({
    count: 2,
    windowEndsAt: later(15),
  });
  expect((await countTry(database.db, { ...meera, name: "other", now: later(14) })).count).toBe(1);
  expect(await countTry(database.db, { ...meera, now: later(15) })).toEqual({
    count: 1,
    windowEndsAt: later(30),
  });
});

test("a try that is given back is not counted, and no count falls below none", async () => {
  await countTry(database.db, { ...meera, now: NOON });
  expect((await countTry(database.db, { ...meera, now: NOON, tries: -1 })).count).toBe(0);
  expect((await countTry(database.db, { ...meera, now: NOON, tries: -1 })).count).toBe(0);
});

test("a hundred tries at the same moment are a hundred", async () => {
  const all = await Promise.all(
    Array.from({ length: 100 }, () => countTry(database.db, { ...meera, now: NOON })),
  );
  const counts = all.map(({ count }) => count).toSorted((a, b) => a - b);
  expect(counts).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
});

test("what is over is forgotten, what is not stays, and no row says whose it is", async () => {
  await countTry(database.db, { ...meera, now: NOON });
  await countTry(database.db, { ...meera, name: "long", windowMillis: 3_600_000, now: NOON });
  const rows = await database.asOwner("select name_hash::text as name from auth.tries");
  expect(JSON.stringify(rows)).not.toContain(Buffer.from("meera").toString("hex"));
  expect(
    (await countTry(database.db, { ...meera, name: "long", windowMillis: 3_600_000, now: later(16) })).count,
  ).toBe(2);
  expect(await database.asOwner("select count from auth.tries")).toEqual([{ count: 2 }]);
});
