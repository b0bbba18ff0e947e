import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { asAuthn } from "./company-scope.ts";
import { listen } from "./listen.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.close());

/** Things in the order they come, to be waited for. */
function inbox(): { put: (what: string) => void; next: () => Promise<string> } {
  const come: string[] = [];
  const waiting: ((what: string) => void)[] = [];
  return {
    put(what) {
      const first = waiting.shift();
      if (first === undefined) come.push(what);
      else first(what);
    },
    next() {
      const first = come.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
  };
}

const notify = (channel: string, payload: string) =>
  asAuthn(database.db, (tx) => tx.run("select pg_notify($1, $2)", [channel, payload]));

test("what is sent on the channel is heard, also after the connection was lost; what is sent on another is not", async () => {
  const { put, next } = inbox();
  const listening = await listen(database.db, "Of a test", {
    onNotification: (payload) => put(`heard ${payload}`),
    onReconnect: () => put("listens"),
  });
  expect(await next()).toBe("listens");
  await notify("another", "nothing");
  await notify("Of a test", "one");
  expect(await next()).toBe("heard one");
  await database.asOwner(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen "Of a test"'`,
  );
  expect(await next()).toBe("listens");
  await notify("Of a test", "two");
  expect(await next()).toBe("heard two");
  await listening.close();
});

test("a database that cannot be reached is said at once", async () => {
  const nowhere = { ...database.db, url: "postgres://nobody@127.0.0.1:1/none" };
  const heard = { onNotification: () => {}, onReconnect: () => {} };
  await expect(listen(nowhere, "Of a test", heard)).rejects.toThrow();
});
