import { idOut } from "@cfa/values/ids";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";

import type { AppDeps } from "./app.ts";
import { ensureCompany, ensureDemoMembers } from "./demo.ts";
import { TODAY, writeBooks, type Books } from "./test-books.ts";
import { signInDeps, startTestServer, type TestServer } from "./test-server.ts";

/** The real server with one company, the books of test-books.ts in it, and the demo's people as its members. */
export type TestCompany = {
  readonly database: TestDatabase;
  readonly server: TestServer;
  readonly books: Books;
  /** The company's id outside. */
  readonly company: string;
  /** The owner's token. */
  readonly owner: string;
  /** GET below the company, as the owner where nobody else is named. */
  get(path: string, token?: string): Promise<Response>;
  /** The same, of what must be there. */
  read<T>(path: string, token?: string): Promise<T>;
  /** Lays a correction of Ram & Sons over the books, as if it had been said on 1 April; `more`: its other columns. */
  say(kind: string, value: object, more?: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
};

/** Starts it on 15 April 2026, or when `deps` say; `config` changes what a test is about. */
export async function startTestCompany(
  deps: Partial<Pick<AppDeps, "now" | "enqueue">> = {},
  config: Partial<AppDeps["config"]> = {},
): Promise<TestCompany> {
  const database = await cloneDatabase();
  const server = await startTestServer(database, { config, deps: { now: () => TODAY, ...deps } });
  const { companyId } = await ensureCompany(database.db, { name: "Asha Traders", isDemo: true });
  const books = await writeBooks(database.db, companyId);
  await ensureDemoMembers(signInDeps(database.db), [companyId]);
  const company = idOut("company", companyId);
  const owner = await server.signIn("owner");
  const get = (path: string, token = owner) => server.get(`/api/companies/${company}${path}`, { token });
  return {
    database,
    server,
    books,
    company,
    owner,
    get,
    async read<T>(path: string, token?: string): Promise<T> {
      const response = await get(path, token);
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async say(kind, value, more = {}) {
      const row = {
        company_id: companyId,
        kind,
        state: "active",
        ledger_guid: "g-Ram & Sons",
        value: JSON.stringify(value),
        base: "{}",
        reason: "by phone",
        created_at: "2026-04-01T05:00:00Z",
        created_by: "u",
        created_name: "Asha",
        ...more,
      };
      const places = Object.keys(row).map((_, index) => `$${index + 1}`);
      const text = `insert into correction (${Object.keys(row).join(", ")}) values (${places.join(", ")})`;
      await database.asOwner(text, Object.values(row));
    },
    async close() {
      await server.close();
      await database.close();
    },
  };
}

/** Takes jobs in the place of the queue, and names them in a list. */
export function listJobs(jobs: string[]): AppDeps["enqueue"] {
  return (_, name) => {
    jobs.push(name);
    return Promise.resolve();
  };
}
