import { Kysely, PostgresDialect } from "kysely";

import { inRole, scopedPool, type Database, type Tx } from "./client.ts";

/** A transaction that sees one company and nothing else. */
export type CompanyTx = Tx & { readonly companyId: string };

const APP_STATEMENT_MS = 30_000;
const JOB_STATEMENT_MS = 600_000;

/**
 * Runs `fn` in one transaction that sees the company `companyId` (UUID) and no other: as cfa_app for requests, as
 * cfa_job for jobs. Whatever is written for another company is refused by the database.
 */
export function inCompany<T>(
  db: Database,
  companyId: string,
  fn: (tx: CompanyTx) => Promise<T>,
  options: { role?: "app" | "job" } = {},
): Promise<T> {
  const isJob = options.role === "job";
  return inRole(db, isJob ? "cfa_job" : "cfa_app", {
    settings: { companyId, statementTimeoutMs: isJob ? JOB_STATEMENT_MS : APP_STATEMENT_MS },
    work: (tx) => fn({ ...tx, companyId }),
  });
}

/** Runs `fn` before a company is known: it may look up members, API keys' hashes and company names, nothing else. */
export function asAuthn<T>(db: Database, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return inRole(db, "cfa_authn", { settings: { statementTimeoutMs: APP_STATEMENT_MS }, work: fn });
}

/**
 * The sign-in library's own view: its queries run as cfa_authn with the schema `auth` in front. `Tables` is the
 * library's business.
 */
export function openAuthSchema<Tables>(db: Database): Kysely<Tables> {
  const pool = scopedPool(db, "cfa_authn", { searchPath: "auth" });
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
