import type { AnswerResult } from "@cfa/contract/assistant-answer";
import type { TypedQuery } from "@cfa/contract/assistant-query";
import { inCompany } from "@cfa/db/company-scope";
import { addReadKey, revokeReadKey } from "@cfa/db/queries/assistant/read-keys";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { serve } from "@hono/node-server";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { newKey } from "../../auth/api-key.ts";
import { failureResponse } from "../../http/refuse.ts";
import { toFailure } from "../../errors.ts";
import { mcpRoutes } from "./mcp-routes.ts";

/* A public client of the Model Context Protocol over HTTP, with keys of two companies. */

const NOW = new Date("2026-04-15T06:00:00Z");
const DAY_MILLIS = 86_400_000;
const BY = { id: "u", name: "Asha" };
let database: TestDatabase;
let url: URL;
let stop: () => Promise<void>;
const asked: [companyId: string, query: TypedQuery][] = [];
const open: Client[] = [];
const companies = { asha: "", meera: "" };

beforeAll(async () => {
  database = await cloneDatabase();
  for (const name of ["asha", "meera"] as const) {
    const [row] = await database.asOwner<{ id: string }>(
      "insert into company (name) values ($1) returning company_id as id",
      [name],
    );
    companies[name] = row?.id ?? "";
  }
  const app = mcpRoutes({
    db: database.db,
    now: () => NOW,
    definitions: { receivable: "Pending bills less what is not set against one" },
    openDesk: (companyId) => ({
      findNames: () => Promise.resolve([{ kind: "party", id: `pty_${companyId}`, name: "Ram" }]),
      ask: (query) => {
        asked.push([companyId, query]);
        const refused = { refused: "sales take no day" };
        return Promise.resolve(query.measure === "sales" ? refused : resultOf(companyId, query));
      },
    }),
  });
  app.onError((error) => failureResponse(toFailure(error), "r"));
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise<void>((resolve) => void server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url = new URL(`http://127.0.0.1:${address.port}/mcp`);
  stop = () => new Promise((resolve) => void server.close(() => resolve()));
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
  asked.length = 0;
});
afterAll(async () => {
  await stop();
  await database.close();
});

const resultOf = (companyId: string, query: TypedQuery): AnswerResult => ({
  query,
  title: companyId,
  definition: "",
  figures: [],
  compared: [],
  columns: [],
  rows: [],
  rowCount: 0,
  vouchers: [],
  chart: null,
  period: null,
  asOf: null,
  caveats: [],
});

async function keyFor(companyId: string, endsAt = new Date(NOW.getTime() + DAY_MILLIS)) {
  const { key, kept } = newKey("read");
  const keyId = await inCompany(database.db, companyId, (tx) =>
    addReadKey(tx, { ...kept, name: "Desk", endsAt, at: NOW, by: BY }),
  );
  return { key, keyId };
}
async function clientWith(key: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  open.push(client);
  await client.connect(
    new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization: `Bearer ${key}` } } }),
  );
  return client;
}
const textOf = (result: unknown): string => JSON.stringify(result);

test("a client lists the tools, which all only read, and asks its own company", async () => {
  const { key } = await keyFor(companies.asha);
  const client = await clientWith(key);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name).toSorted()).toEqual(["ask_books", "find_names", "list_measures"]);
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  const measures = await client.callTool({ name: "list_measures", arguments: {} });
  expect(textOf(measures)).toContain("Pending bills less");
  const answered = await client.callTool({ name: "ask_books", arguments: { measure: "receivable" } });
  expect(textOf(answered)).toContain(companies.asha);
  expect(asked.map(([companyId]) => companyId)).toEqual([companies.asha]);
  const [used] = await database.asOwner<{ at: Date | null }>(
    "select last_used_at as at from read_key where company_id = $1",
    [companies.asha],
  );
  expect(used?.at).toEqual(NOW);
});

test("each key sees its own company, and no argument names another", async () => {
  const client = await clientWith((await keyFor(companies.meera)).key);
  const found = await client.callTool({ name: "find_names", arguments: { text: "Ram" } });
  expect(textOf(found)).toContain(companies.meera);
  expect(textOf(found)).not.toContain(companies.asha);
  for (const extra of [{ companyId: companies.asha }, { company_id: companies.asha }]) {
    const refused = await client
      .callTool({ name: "ask_books", arguments: { measure: "receivable", ...extra } })
      .catch((error: unknown) => ({ isError: true, error: String(error) }));
    expect(refused.isError).toBe(true);
  }
  expect(asked).toEqual([]);
});

test("what the catalogue does not know is an error that says why", async () => {
  const client = await clientWith((await keyFor(companies.asha)).key);
  const refused = await client.callTool({ name: "ask_books", arguments: { measure: "sales" } });
  expect([refused.isError, textOf(refused)]).toEqual([true, expect.stringContaining("sales take no day")]);
});

test("no key, an agent's, one that has ended and one that was revoked open nothing", async () => {
  const revoked = await keyFor(companies.asha);
  await inCompany(database.db, companies.asha, (tx) => revokeReadKey(tx, revoked.keyId, NOW));
  const { key: ended } = await keyFor(companies.asha, NOW);
  for (const key of ["", newKey("agent").key, newKey("read").key, ended, revoked.key]) {
    await expect(clientWith(key)).rejects.toThrow();
  }
  const plain = await fetch(url, { method: "POST", body: "{}" });
  expect(plain.status).toBe(401);
});
