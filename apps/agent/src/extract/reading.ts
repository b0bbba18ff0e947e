import type { TallySelf } from "@cfa/contract/sync";
import type { TallyClient } from "@cfa/tally/client";

import type { Outbox } from "../outbox/outbox.ts";
import type { OutboxRun } from "../outbox/runs.ts";
import type { RunProgress } from "../outcome.ts";
import type { Waiting } from "../schedule/back-off.ts";
import { firstPace, type Pace } from "./pace.ts";
import type { CutBy, DayCounts, Piece } from "./piece.ts";
import type { Asking } from "./requests.ts";
import { firstPieces, MANY_CHANGES } from "./first-pieces.ts";

export type ExtractOptions = {
  readonly run: OutboxRun;
  readonly tally: TallyClient;
  readonly outbox: Outbox;
  /** What the self-test found. */
  readonly self: TallySelf;
  /** The company's name now. */
  readonly name: string;
  readonly say: (line: string) => void;
  readonly now: () => string;
  readonly waiting: Waiting;
  /** How long a silent Tally is waited for before the sync is given up for now. */
  readonly patienceMs: number;
  /** Called whenever new batches lie in the outbox; answers whether reading on is of any use. */
  readonly written: () => Promise<boolean>;
  readonly progress?: ((progress: RunProgress) => void) | undefined;
  readonly ending?: AbortSignal | undefined;
};

/** What is kept of a reading on disk. */
type Cursor = { readonly queue: readonly Piece[]; readonly size: number; readonly read: number };

/** A run being read: what is still to be read, and how. */
export type Reading = {
  readonly options: ExtractOptions;
  queue: readonly Piece[];
  pace: Pace;
  /** Records read so far, and of how many where that is known. */
  read: number;
  of: number | undefined;
  counts: DayCounts;
  /** Windows, and records of all kinds, that this process has read. */
  windowsDone: number;
  recordsRead: number;
  readonly asking: () => Asking;
  readonly cutBy: () => CutBy;
  /** The company bears another name now. */
  readonly rename: (name: string) => void;
  /** Tally has shown that it is in Educational mode. */
  readonly setEducational: () => void;
  /** What is left after the part that was just read; belongs in the same write. */
  readonly save: (queue: readonly Piece[], records?: number) => void;
};

/** Begins a reading, or goes on with it where the outbox's cursor stands. */
export function createReading(options: ExtractOptions): Reading {
  const { run, outbox, self } = options;
  const found = outbox.cursor(run.runId) as Cursor | undefined;
  let { name } = options;
  let isEducational = self.isEducational === true;
  const reading: Reading = {
    options,
    queue: found?.queue ?? firstPieces(run),
    pace: firstPace(found?.size ?? firstSize(run)),
    read: found?.read ?? 0,
    of: undefined,
    counts: null,
    windowsDone: 0,
    recordsRead: 0,
    asking: () => ({ name, guid: run.company.guid, style: self.fetchStyle, isEducational }),
    cutBy: () => ({ counts: reading.counts, size: reading.pace.size, isEducational }),
    rename(now) {
      name = now;
    },
    setEducational() {
      isEducational = true;
      const isProven = outbox.recall("self")?.isProven ?? false;
      outbox.remember("self", { tally: { ...self, isEducational: true }, isProven });
    },
    save(queue, records = 0) {
      reading.queue = queue;
      reading.read += records;
      const cursor: Cursor = { queue, size: reading.pace.size, read: reading.read };
      outbox.saveCursor(run.runId, cursor);
    },
  };
  return reading;
}

/** Days are felt out from 500 vouchers on; changes and identities are light, and how many there can be is known beforehand. */
function firstSize({ kind, plan }: OutboxRun): number | undefined {
  return kind === "full" || plan.days.length > 0 ? undefined : MANY_CHANGES;
}
