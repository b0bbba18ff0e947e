import { createHash, randomUUID } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import type { CompanyRecord } from "@cfa/contract/records";
import type { Marks, OpenRun, TallyTotals } from "@cfa/contract/sync";
import { assert } from "@cfa/values/assert";

/** A run that has been begun and not yet finished on the server. */
export type OutboxRun = {
  readonly runId: string;
  readonly kind: OpenRun["kind"];
  readonly source: OpenRun["source"];
  readonly company: CompanyRecord;
  readonly marks: Marks;
  readonly extracted: boolean;
  readonly totals: TallyTotals | undefined;
  readonly readAt: string;
};

/** A batch as it will be sent: the gzip body and its hash. */
export type OutboxBatch = { readonly sequence: number; readonly body: Uint8Array; readonly sha256: string };

/**
 * What the agent has read and the server has not yet taken, on disk. Everything is written here before it is sent,
 * so that a kill at any moment loses nothing and repeats little. One per company.
 */
export type Outbox = ReturnType<typeof openOutbox>;

/**
 * Opens (or makes) the outbox in a folder. SQLite with WAL and FULL: a commit survives a kill and a power cut.
 * Throws when the folder cannot be written or the file is no database.
 */
export function openOutbox(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "outbox.sqlite");
  const db = new DatabaseSync(path);
  chmodSync(path, 0o600);
  db.exec(SCHEMA);
  const ceiling: Ceiling = { sequence: Number.MAX_SAFE_INTEGER };
  const last = db.prepare("select coalesce(max(sequence), 0) as last from batch");
  return {
    ...runs(db),
    ...windows(db),
    ...batches(db, ceiling),
    /** Runs `work` as one write: all of it stays or, when it throws, nothing. */
    async whole<T>(work: () => Promise<T>): Promise<T> {
      ceiling.sequence = last.get()?.["last"] as number;
      db.exec("begin immediate");
      try {
        const result = await work();
        db.exec("commit");
        return result;
      } catch (error) {
        db.exec("rollback");
        throw error;
      } finally {
        ceiling.sequence = Number.MAX_SAFE_INTEGER;
      }
    },
    close: () => db.close(),
  };
}

/** The last batch that may be sent: while a window is being written, those before it. */
type Ceiling = { sequence: number };

const SCHEMA = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  create table if not exists run (
    run_id text primary key,
    kind text not null,
    source text not null,
    company text not null,
    masters_mark integer not null,
    vouchers_mark integer not null,
    read_at text not null,
    extracted integer not null default 0,
    totals text
  ) strict;
  create table if not exists window (
    run_id text not null references run on delete cascade,
    key text not null,
    primary key (run_id, key)
  ) strict;
  create table if not exists batch (
    run_id text not null references run on delete cascade,
    sequence integer not null,
    sha256 text not null,
    body blob,
    acknowledged integer not null default 0,
    primary key (run_id, sequence)
  ) strict;
`;

function runs(db: DatabaseSync) {
  const select = db.prepare("select * from run limit 1");
  const insert = db.prepare(
    "insert into run (run_id, kind, source, company, masters_mark, vouchers_mark, read_at) values (?, ?, ?, ?, ?, ?, ?)",
  );
  const setExtracted = db.prepare("update run set extracted = 1, totals = ? where run_id = ?");
  const remove = db.prepare("delete from run where run_id = ?");
  return {
    /** The unfinished run, if there is one. */
    currentRun(): OutboxRun | undefined {
      const row = select.get();
      if (!row) return undefined;
      return {
        runId: row["run_id"] as string,
        kind: row["kind"] as OutboxRun["kind"],
        source: row["source"] as OutboxRun["source"],
        company: JSON.parse(row["company"] as string),
        marks: { masters: row["masters_mark"] as number, vouchers: row["vouchers_mark"] as number },
        readAt: row["read_at"] as string,
        extracted: row["extracted"] === 1,
        totals: row["totals"] === null ? undefined : JSON.parse(row["totals"] as string),
      };
    },
    /** Begins a run; there may be only one at a time. `readAt` is the moment Tally was first asked. */
    beginRun(run: Pick<OutboxRun, "kind" | "source" | "company" | "marks" | "readAt">): void {
      assert(select.get() === undefined, "a run is open already");
      const { kind, source, company, marks, readAt } = run;
      insert.run(randomUUID(), kind, source, JSON.stringify(company), marks.masters, marks.vouchers, readAt);
    },
    /** All of the run has been read. */
    markExtracted(runId: string, totals: TallyTotals | undefined): void {
      setExtracted.run(totals === undefined ? null : JSON.stringify(totals), runId);
    },
    /** The server has the whole run, or the run is given up: nothing of it is kept. */
    endRun(runId: string): void {
      remove.run(runId);
    },
  };
}

function windows(db: DatabaseSync) {
  const insert = db.prepare("insert into window (run_id, key) values (?, ?)");
  const select = db.prepare("select 1 from window where run_id = ? and key = ?");
  return {
    /** Whether this part of the run has been read in full. */
    hasWindow: (runId: string, key: string): boolean => select.get(runId, key) !== undefined,
    /** Notes, in the same write as its batches, that this part has been read in full. */
    addWindow: (runId: string, key: string): void => void insert.run(runId, key),
  };
}

function batches(db: DatabaseSync, ceiling: Ceiling) {
  const last = db.prepare("select coalesce(max(sequence), 0) as last from batch where run_id = ?");
  const insert = db.prepare("insert into batch (run_id, sequence, sha256, body) values (?, ?, ?, ?)");
  const next = db.prepare(
    "select sequence, sha256, body from batch where run_id = ? and acknowledged = 0 and sequence <= ? order by sequence limit 1",
  );
  const acknowledge = db.prepare("update batch set acknowledged = 1 where run_id = ? and sequence = ?");
  const reopen = db.prepare("update batch set acknowledged = 0 where run_id = ? and sequence = ?");
  const count = db.prepare("select count(*) as n from batch where run_id = ?");
  const sent = db.prepare("select count(*) as n from batch where run_id = ? and acknowledged = 1");
  return {
    /** The sequence number that the next batch of a run will have. */
    nextSequence: (runId: string): number => (last.get(runId)?.["last"] as number) + 1,
    /** Writes a batch down. `body` is gzip JSON. */
    addBatch(runId: string, sequence: number, body: Uint8Array): void {
      insert.run(runId, sequence, hashOf(body), body);
    },
    /**
     * The first batch that the server has not acknowledged. One of a window that is not yet written in full is never
     * answered: should the window fail, its number would come again with other content.
     * Throws `OutboxDamaged` when the bytes on disk are not those that were written.
     */
    nextBatch(runId: string): OutboxBatch | undefined {
      const row = next.get(runId, ceiling.sequence);
      if (!row) return undefined;
      const body = row["body"] as Uint8Array;
      const sha256 = row["sha256"] as string;
      if (hashOf(body) !== sha256) throw new OutboxDamaged(runId, row["sequence"] as number);
      return { sequence: row["sequence"] as number, body, sha256 };
    },
    /** The server holds this batch durably. Its body stays until the run ends, should the server ask again. */
    acknowledge: (runId: string, sequence: number): void => void acknowledge.run(runId, sequence),
    /** The server misses this batch after all: it is sent again. */
    sendAgain: (runId: string, sequence: number): void => void reopen.run(runId, sequence),
    /** How many batches a run has, and how many the server has acknowledged. */
    progress: (runId: string): { batches: number; acknowledged: number } => ({
      batches: count.get(runId)?.["n"] as number,
      acknowledged: sent.get(runId)?.["n"] as number,
    }),
  };
}

/** The outbox on disk has been changed by something else: its run is read from Tally again. */
export class OutboxDamaged extends Error {
  override name = "OutboxDamaged";
  readonly runId: string;
  constructor(runId: string, sequence: number) {
    super(`batch ${sequence} in the outbox is damaged`);
    this.runId = runId;
  }
}

function hashOf(body: Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}
