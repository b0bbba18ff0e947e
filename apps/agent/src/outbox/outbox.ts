import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { batches, type Ceiling } from "./batches.ts";
import { isDamage, OUTBOX_FILE, setAside } from "./disk.ts";
import { memory } from "./memory.ts";
import { runs } from "./runs.ts";
import { OutboxDamaged } from "./seal.ts";

/**
 * What the agent has read and the server has not yet taken, on disk. Everything is written here before it is sent,
 * so that a kill at any moment loses nothing and repeats little. One per company.
 */
export type Outbox = ReturnType<typeof openOutbox>;

/**
 * Opens (or makes) the outbox in a folder. SQLite with WAL and FULL: a commit survives a kill and a power cut.
 * A file that was torn or changed is put aside under another name, told in `damaged`, and a new one is begun.
 * Throws when the folder cannot be written.
 */
export function openOutbox(folder: string, now: () => Date = () => new Date()) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return { ...openFile(folder), damaged: undefined };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const damaged = setAside(folder, now());
    return { ...openFile(folder), damaged };
  }
}

const VERSION = 2;

const SCHEMA = `
  create table if not exists run (
    run_id text primary key,
    body text not null,
    extracted text,
    cursor text
  ) strict;
  create table if not exists batch (
    run_id text not null references run on delete cascade,
    sequence integer not null,
    sha256 text not null,
    body blob,
    acknowledged integer not null default 0,
    primary key (run_id, sequence)
  ) strict;
  create table if not exists memory (key text primary key, value text not null) strict;
  pragma user_version = ${VERSION};
`;

function openFile(folder: string) {
  const path = join(folder, OUTBOX_FILE);
  const db = new DatabaseSync(path);
  try {
    chmodSync(path, 0o600);
    prepare(db);
    return parts(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Looks the file over and makes the tables; those of an earlier agent are made anew, as all they hold can be read again. */
function prepare(db: DatabaseSync): void {
  db.exec("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;");
  const check = db.prepare("pragma integrity_check(1)").get();
  if (check?.["integrity_check"] !== "ok") throw new OutboxDamaged("the file");
  const version = db.prepare("pragma user_version").get()?.["user_version"];
  if (version !== VERSION)
    db.exec("drop table if exists batch; drop table if exists window; drop table if exists run;");
  db.exec(SCHEMA);
}

function parts(db: DatabaseSync) {
  const ceiling: Ceiling = { sequence: Number.MAX_SAFE_INTEGER };
  const last = db.prepare("select coalesce(max(sequence), 0) as last from batch");
  return {
    ...runs(db),
    ...batches(db, ceiling),
    ...memory(db),
    /** Runs `work` as one write: all of it stays or, when it throws, nothing. */
    async whole<T>(work: () => Promise<T>): Promise<T> {
      ceiling.sequence = last.get()?.["last"] as number;
      db.exec("begin immediate");
      try {
        const result = await work();
        db.exec("commit");
        return result;
      } catch (error) {
        if (db.isTransaction) db.exec("rollback");
        throw error;
      } finally {
        ceiling.sequence = Number.MAX_SAFE_INTEGER;
      }
    },
    close: () => db.close(),
  };
}
