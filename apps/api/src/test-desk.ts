import { randomUUID } from "node:crypto";

import type { AuditRow } from "@cfa/contract/audit";
import type { Correction, CorrectionPreview, Proposal } from "@cfa/contract/corrections";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { idOut, type IdKind } from "@cfa/values/ids";

import { ensureCompany, ensureDemoMembers } from "./demo.ts";
import { outwardOf, writeCorrectionBooks, type CorrectionBooks } from "./test-correction-books.ts";
import { post, signInDeps, startTestServer, type TestServer } from "./test-server.ts";

const TODAY = new Date("2026-04-15T06:00:00Z");

export type Who = "owner" | "accountant";

/** The desks of an owner and an accountant over the books of test-correction-books.ts, on 15 April 2026. No worker is there. */
export type Desk = {
  readonly database: TestDatabase;
  readonly server: TestServer;
  /** Parties that the worker was told to derive, one entry a job. */
  readonly jobs: object[];
  readonly books: CorrectionBooks;
  readonly tokens: Readonly<Record<Who, string>>;
  id(kind: IdKind, name: string): string;
  /** Another company with the same books; from here on everything is about it. */
  turnPage(): Promise<void>;
  send(path: string, body: object, who?: Who): Promise<Response>;
  sent<T>(path: string, body: object, who?: Who): Promise<T>;
  read<T>(path: string, who?: Who): Promise<T>;
  /** The accountant says something about the books. */
  say(proposal: Proposal): Promise<Correction>;
  /** Actions of the audit log, the newest first. */
  log(): Promise<AuditRow[]>;
  close(): Promise<void>;
};

/** Starts the real server with both people. */
export async function startDesk(): Promise<Desk> {
  const database = await cloneDatabase();
  const jobs: object[] = [];
  const enqueue = (_: unknown, __: string, data: object): Promise<void> => {
    jobs.push(data);
    return Promise.resolve();
  };
  const server = await startTestServer(database, { deps: { now: () => TODAY, enqueue } });
  let page = 0;
  let books: CorrectionBooks = { companyId: "", ids: {} };
  const turnPage = async (): Promise<void> => {
    const { companyId } = await ensureCompany(database.db, { name: `Meena's ${++page}`, isDemo: true });
    books = await writeCorrectionBooks(database.db, companyId);
    await ensureDemoMembers(signInDeps(database.db), [companyId]);
    jobs.length = 0;
  };
  await turnPage();
  const tokens = { owner: await server.signIn("owner"), accountant: await server.signIn("accountant") };
  const base = () => `/api/companies/${idOut("company", books.companyId)}`;
  const send = (path: string, body: object, who: Who = "accountant") =>
    post(server.url + base() + path, body, { authorization: `Bearer ${tokens[who]}` });
  const read = async <T>(path: string, who: Who = "accountant") =>
    answerOf<T>(path, await server.get(base() + path, { token: tokens[who] }));
  const sent = async <T>(path: string, body: object, who?: Who) =>
    answerOf<T>(path, await send(path, body, who));
  return {
    database,
    server,
    jobs,
    get books() {
      return books;
    },
    tokens,
    id: (kind, name) => outwardOf(books, kind, name),
    turnPage,
    send,
    sent,
    read,
    async say(proposal) {
      const { seen } = await sent<CorrectionPreview>("/corrections/preview", { proposal });
      const reason = "said on the phone";
      const asked = { requestId: randomUUID(), proposal, reason, untilDate: null, seen, replaces: null };
      return sent<Correction>("/corrections", asked);
    },
    log: async () => (await read<{ rows: AuditRow[] }>("/audit")).rows,
    async close() {
      await server.close();
      await database.close();
    },
  };
}

async function answerOf<T>(path: string, response: Response): Promise<T> {
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}
