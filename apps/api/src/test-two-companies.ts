import { randomUUID } from "node:crypto";

import type { Role } from "@cfa/contract/reads";
import { setMember } from "@cfa/db/queries/members";
import { textsIn } from "@cfa/reports/test-unzip";
import { fillEveryTable, ROW_ID, walledTables } from "@cfa/testkit/row-in-every-table";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";

import { issueApiKey } from "./auth/api-key.ts";
import { DEMO_PEOPLE } from "./auth/demo-people.ts";
import { ensurePerson } from "./auth/people.ts";
import { ensureCompany } from "./demo.ts";
import { TODAY, writeBooks, type Books } from "./test-books.ts";
import { bytesOf, signInDeps, startTestServer, type TestServer } from "./test-server.ts";
import type { Sample } from "./test-sample-input.ts";

/*
 * Asha's company has a row in every table there is, and each of its texts is the canary. Bindu's has books to work with. A
 * person of Bindu's, in any role, and Bindu's agent must never hear the canary.
 */

export const CANARY = "CANARY";
/** An id that nothing has. */
export const NOTHING = "88888888-8888-4888-8888-888888888888";

export type Heard = {
  readonly status: number;
  readonly headers: object;
  readonly text: string;
  readonly millis: number;
};

export type TwoCompanies = {
  readonly database: TestDatabase;
  readonly server: TestServer;
  readonly asha: string;
  readonly bindu: Books;
  readonly ashasOwner: string;
  /** A session's token of one person of Bindu's, whose role is to be set. */
  readonly bindusPerson: string;
  readonly bindusKey: string;
  /** Jobs that were sent, with what they were told. */
  readonly jobs: { name: string; data: object }[];
  setRole(role: Role): Promise<void>;
  /** Something of Bindu's of that kind, or nothing's id where there is none. */
  bindus(kind: string): string;
  /** Sends a request and takes the answer apart; a file is opened. */
  ask(method: string, sample: Sample, token: string): Promise<Heard>;
  /** A digest of all that a company has, table by table. */
  stateOf(companyId: string): Promise<object[]>;
  close(): Promise<void>;
};

/** Starts the real server on both companies, on 15 April 2026. */
export async function startTwoCompanies(): Promise<TwoCompanies> {
  const database = await cloneDatabase();
  const { db } = database;
  const jobs: { name: string; data: object }[] = [];
  const server = await startTestServer(database, {
    deps: {
      now: () => TODAY,
      printCode: () => undefined,
      enqueue: (_, name, data) => {
        jobs.push({ name, data });
        return Promise.resolve();
      },
    },
  });
  const { companyId } = await ensureCompany(db, { name: "Bindu Textiles", isDemo: true });
  const bindu = await writeBooks(db, companyId);
  const things = await oneOfEach(database, companyId);
  const asha = randomUUID();
  await fillEveryTable(database, [asha], { text: CANARY });
  const deps = signInDeps(db);
  const owner = await ensurePerson(deps, DEMO_PEOPLE.owner);
  const person = await ensurePerson(deps, DEMO_PEOPLE.accountant);
  await setMember(db, { companyId: asha, userId: owner.id, role: "owner" });
  const setRole = (role: Role) => setMember(db, { companyId, userId: person.id, role });
  await setRole("owner");
  return {
    database,
    server,
    asha,
    bindu,
    jobs,
    ashasOwner: await server.signIn("owner"),
    bindusPerson: await server.signIn("accountant"),
    bindusKey: await issueApiKey(db, companyId),
    setRole,
    bindus: (kind) => things.get(kind) ?? named(bindu, kind) ?? NOTHING,
    ask: (method, sample, token) => ask(server.url, method, sample, token),
    async stateOf(id) {
      const states = [];
      for (const { name } of await walledTables(database)) {
        const rows = await database.asOwner(
          `select md5(string_agg(t::text, '' order by t::text)) as digest from "${name}" t where company_id = $1`,
          [id],
        );
        states.push({ name, ...rows[0] });
      }
      return states;
    },
    async close() {
      await server.close();
      await database.close();
    },
  };
}

/** What of Asha's has an id of any kind. */
export const ashasThing = ROW_ID;

function named(books: Books, kind: string): string | undefined {
  const names: Record<string, string> = { party: "Ram & Sons", ledger: "Bank", bill: "INV-1" };
  return kind === "company" ? books.companyId : books.ids[names[kind] ?? ""];
}

/** One row's id of each table whose rows go by an id of their own: the kind is the column's name. */
async function oneOfEach(database: TestDatabase, companyId: string): Promise<Map<string, string>> {
  const keys = await database.asOwner<{ table: string; column: string }>(`
    select k.conrelid::regclass::text as table, a.attname as column from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2] and a.atttypid = 'uuid'::regtype
    where k.contype = 'p' and cardinality(k.conkey) = 2 and k.connamespace = 'public'::regnamespace`);
  const things = new Map<string, string>();
  for (const { table, column } of keys) {
    const [row] = await database.asOwner<{ id: string }>(
      `select "${column}" as id from ${table} where company_id = $1 order by 1 limit 1`,
      [companyId],
    );
    const kind = column.replace(/_id$/, "");
    if (row && !["ledger", "bill"].includes(kind)) things.set(kind, row.id);
  }
  return things;
}

async function ask(url: string, method: string, sample: Sample, token: string): Promise<Heard> {
  const began = performance.now();
  const response = await fetch(url + sample.path, {
    method,
    headers: {
      ...sample.headers,
      authorization: `Bearer ${token}`,
      ...(sample.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(sample.body === undefined ? {} : { body: JSON.stringify(sample.body) }),
  });
  const bytes = await bytesOf(response);
  const millis = performance.now() - began;
  const headers = Object.fromEntries(response.headers);
  for (const name of ["x-request-id", "date"]) delete headers[name];
  const text = bytes.subarray(0, 2).toString() === "PK" ? await textsIn(bytes) : bytes.toString();
  return { status: response.status, headers, text: text.replace(/"requestId":"[^"]+"/, ""), millis };
}
