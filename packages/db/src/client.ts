import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely";
import { Pool, types, type PoolClient, type QueryResult } from "pg";
import { from as copyFrom, type CopyStreamQuery } from "pg-copy-streams";

import type { Schema } from "./schema.ts";

/** A connection pool of the running login. The pool itself stays in this file: work goes through `inRole`. */
export type Database = {
  readonly url: string;
  close(): Promise<void>;
};

/** One open transaction in one role. Statements run one after the other, also when they are not awaited singly. */
export type Tx = {
  /** Typed queries. */
  readonly query: Kysely<Schema>;
  /** Plain SQL with `$1` parameters: bulk work that a query builder would only hide. */
  run<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
  /** Streams rows into a temporary table: `copy … from stdin`. Refused by PostgreSQL on a walled table. */
  copyIn(text: string, rows: AsyncIterable<string> | Iterable<string>): Promise<void>;
};

/** The roles of the running system. None of them owns a table or can look past row-level security. */
export type Role = "cfa_app" | "cfa_job" | "cfa_authn";

export type ScopeSettings = {
  /** Set as app.company_id: what the policies compare with. */
  companyId?: string;
  /** Upper bound of one statement, in milliseconds. */
  statementTimeoutMs?: number;
  searchPath?: "auth" | "public";
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const OID_INT8 = 20;
const OID_DATE = 1082;

const pools = new WeakMap<Database, Pool>();

/** Opens a pool on the running login's URL; no connection is made yet. */
export function openDatabase(options: { url: string; poolSize?: number }): Database {
  const pool = new Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    application_name: "cfa",
    types: { getTypeParser },
  });
  pool.on("error", () => undefined); // an idle connection that dies is replaced at the next use
  // One that dies in use fails its statement; without a listener it would also end the process.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  const db: Database = { url: options.url, close: () => pool.end() };
  pools.set(db, pool);
  return db;
}

/**
 * Runs `fn` in one transaction under a role: begin; set local role and settings; fn; commit. Everything is local to
 * the transaction, so it holds behind a pooler that shares connections between transactions.
 * A throw rolls back and is passed on.
 */
export async function inRole<T>(
  db: Database,
  role: Role,
  options: { settings?: ScopeSettings; work: (tx: Tx) => Promise<T> },
): Promise<T> {
  const client = await poolOf(db).connect();
  let broken = false;
  try {
    await client.query(`begin; ${scopeStatements(role, options.settings ?? {})}`);
    const result = await options.work(transactionOn(client));
    const commit = await client.query("commit");
    if (commit.command !== "COMMIT") throw new Error("the transaction was rolled back instead of committed");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The statements that put a transaction into its role and company. */
export function scopeStatements(role: Role, settings: ScopeSettings): string {
  const { companyId } = settings;
  if (companyId !== undefined && !UUID.test(companyId)) {
    throw new TypeError(`not a company id: "${companyId}"`);
  }
  // Also said when there is none: whatever was left on the connection counts for nothing.
  const statements = [`set local role ${role}`, `set local app.company_id = '${companyId ?? ""}'`];
  if (settings.searchPath !== undefined) statements.push(`set local search_path = ${settings.searchPath}`);
  if (settings.statementTimeoutMs !== undefined) {
    statements.push(`set local statement_timeout = ${Math.trunc(settings.statementTimeoutMs)}`);
  }
  return statements.join("; ");
}

/**
 * A pool for a library that brings its own queries (sign-in, job queue): each statement outside a transaction becomes
 * one of its own in the given role, and each `begin` enters the role.
 */
export function scopedPool(db: Database, role: Role, settings: ScopeSettings = {}): ScopedPool {
  const enter = scopeStatements(role, settings);
  return { options: {}, connect: () => scopedClient(poolOf(db), enter), end: async () => undefined };
}

export type ScopedPool = { options: object; connect(): Promise<PostgresPoolClient>; end(): Promise<void> };

async function scopedClient(pool: Pool, enter: string): Promise<PostgresPoolClient> {
  const client = await pool.connect();
  let open = false;
  const whole = async (begin: string, work: () => Promise<QueryResult>): Promise<QueryResult> => {
    try {
      if (begin !== "") await client.query(begin);
      const result = await work();
      if (begin !== "") await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      throw error;
    }
  };
  const query = async (text: string, values: readonly unknown[] = []): Promise<QueryResult> => {
    if (WHOLE_TRANSACTION.test(text)) {
      return whole("", () => client.query(text.replace(OPENING, `begin; ${enter};`)));
    }
    if (OPENING.test(text)) {
      await client.query(`${text}; ${enter}`);
      open = true;
      return EMPTY_RESULT;
    }
    if (/^\s*(commit|rollback)\s*;?\s*$/i.test(text)) open = false;
    if (open || /^\s*(commit|rollback)\b/i.test(text)) return client.query(text, [...values]);
    return whole(`begin; ${enter}`, () => client.query(text, [...values]));
  };
  // A transaction that its user forgot must not be somebody else's.
  const release = (destroy?: boolean): void => client.release(destroy === true || open);
  return { query, release } as unknown as PostgresPoolClient;
}

const OPENING = /^\s*(begin|start transaction)\b\s*;?/i;
/** One text from begin to commit, as the job queue sends its upkeep. */
const WHOLE_TRANSACTION = /^\s*begin\s*;[\s\S]*\bcommit\s*;?\s*$/i;

const EMPTY_RESULT = { command: "BEGIN", rowCount: 0, rows: [], oid: 0, fields: [] } satisfies QueryResult;

function poolOf(db: Database): Pool {
  const pool = pools.get(db);
  if (pool === undefined) throw new TypeError("not a database of openDatabase()");
  return pool;
}

function transactionOn(client: PoolClient): Tx {
  let last: Promise<unknown> = Promise.resolve();
  let first: unknown;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work).catch((error: unknown) => {
      // Statements behind one that failed only hear that the transaction is over: what ended it is the reason to tell.
      first ??= error;
      throw isAborted(error) ? first : error;
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  const query = (text: string, values: readonly unknown[]): Promise<QueryResult> =>
    inTurn(() => (values.length === 0 ? client.query(text) : client.query(text, [...values])));
  const pinned = { query, release: () => undefined } as unknown as PostgresPoolClient;
  return {
    query: new Kysely<Schema>({
      dialect: new PostgresDialect({
        pool: { options: {}, connect: async () => pinned, end: async () => undefined },
      }),
    }),
    run: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await query(text, values)).rows as Row[],
    copyIn: (text, rows) => inTurn(() => copyRows(client.query(copyFrom(text)), rows)),
  };
}

function isAborted(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "25P02";
}

/** Feeds rows to the server in pieces of about 64 KB and waits while it is behind. */
async function copyRows(
  stream: CopyStreamQuery,
  rows: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const finished = new Promise<void>((resolve, reject) => {
    stream.once("finish", resolve);
    stream.once("error", reject);
  });
  finished.catch(() => undefined);
  try {
    let piece = "";
    for await (const row of rows) {
      piece += row;
      if (piece.length < 65_536) continue;
      if (!stream.write(piece)) {
        await Promise.race([finished, new Promise<void>((resolve) => void stream.once("drain", resolve))]);
      }
      piece = "";
    }
    stream.end(piece);
  } catch (error) {
    stream.destroy(error as Error);
    throw error;
  }
  await finished;
}

/** Days stay text, whole numbers of eight bytes become `bigint` (money, marks, counts); nothing becomes a float. */
function getTypeParser(oid: number, format?: "text" | "binary"): (text: string) => unknown {
  if (format !== "binary" && oid === OID_INT8) return BigInt;
  if (format !== "binary" && oid === OID_DATE) return (text) => text;
  return types.getTypeParser(oid, format) as (text: string) => unknown;
}
