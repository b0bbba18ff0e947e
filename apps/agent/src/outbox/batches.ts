import type { DatabaseSync } from "node:sqlite";

import { hashOf, OutboxDamaged } from "./seal.ts";

/** A batch as it will be sent: the gzip body and its hash. */
export type OutboxBatch = { readonly sequence: number; readonly body: Uint8Array; readonly sha256: string };

/** The last batch that may be sent: while a window is being written, those before it. */
export type Ceiling = { sequence: number };

/** The batches of the run, numbered from 1 without a gap. */
export function batches(db: DatabaseSync, ceiling: Ceiling) {
  const last = db.prepare("select coalesce(max(sequence), 0) as last from batch where run_id = ?");
  const insert = db.prepare("insert into batch (run_id, sequence, sha256, body) values (?, ?, ?, ?)");
  const replace = db.prepare(
    "update batch set sha256 = ?, body = ?, acknowledged = 0 where run_id = ? and sequence = ?",
  );
  const next = db.prepare(
    "select sequence, sha256, body from batch where run_id = ? and acknowledged = 0 and sequence <= ? order by sequence limit 1",
  );
  const acknowledge = db.prepare("update batch set acknowledged = 1 where run_id = ? and sequence = ?");
  const reopen = db.prepare("update batch set acknowledged = 0 where run_id = ? and sequence = ?");
  const count = db.prepare("select count(*) as n from batch where run_id = ?");
  const sent = db.prepare("select count(*) as n from batch where run_id = ? and acknowledged = 1");
  const nextSequence = (runId: string): number => (last.get(runId)?.["last"] as number) + 1;
  return {
    /** The sequence number that the next batch of a run will have. */
    nextSequence,
    /** Writes a batch down. `body` is gzip JSON. */
    addBatch(runId: string, sequence: number, body: Uint8Array): void {
      insert.run(runId, sequence, hashOf(body), body);
    },
    /** Puts other content in a batch's place, to be sent under its number. */
    replaceBatch(runId: string, sequence: number, body: Uint8Array): void {
      replace.run(hashOf(body), body, runId, sequence);
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
      if (hashOf(body) !== sha256) throw new OutboxDamaged(`batch ${String(row["sequence"])}`, runId);
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
