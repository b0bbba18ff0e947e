import { Kysely, PostgresDialect, type Transaction } from "kysely";

import { scopedPool, type Database } from "../client.ts";
import type { Schema } from "../schema.ts";

/** Books to read from: a snapshot, or a transaction that is about to write. */
export type BooksReader = { readonly companyId: string; readonly query: Kysely<Schema> };

/** One company's books as they stood at one moment: everything read through it belongs to the same generation. */
export type CompanySnapshot = { readonly companyId: string; readonly query: Transaction<Schema> };

const STATEMENT_MS = 15_000;

/**
 * Runs `fn` in one read-only transaction that sees the company `companyId` (UUID) and no other. Repeatable read: a
 * run that is taken in meanwhile changes nothing for this reader, so its figures always fit together. A statement that takes longer than
 * `statementMs` ends it.
 */
export function readCompany<T>(
  db: Database,
  companyId: string,
  fn: (snapshot: CompanySnapshot) => Promise<T>,
  { statementMs = STATEMENT_MS }: { statementMs?: number } = {},
): Promise<T> {
  const pool = scopedPool(db, "cfa_app", { companyId, statementTimeoutMs: statementMs });
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((query) => fn({ companyId, query }));
}
