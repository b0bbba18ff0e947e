import { z } from "zod";

import { Day, Moment, Paise } from "./fields.ts";
import { CompanyRecord, Records } from "./records.ts";

/*
 * How an agent pushes a company's books. All calls carry `Authorization: Bearer cfa_live_…`.
 *
 *   1. POST /api/sync-tally/runs               open a run (idempotent by its id); answers what is known already
 *   2. POST /api/sync-tally/                   one batch, gzip JSON; any order, any number of times
 *   3. POST /api/sync-tally/runs/{run}/finish  all batches sent; the server takes the run in as one generation
 *   4. GET  /api/sync-tally/runs/{run}         how far the server is
 *   -  POST /api/sync-tally/heartbeat          nothing changed in Tally since the last run
 */

export const PROTOCOL = 1;
export const SYNC_PATH = "/api/sync-tally/";
export const RUN_PATH = "/api/sync-tally/runs";
export const HEARTBEAT_PATH = "/api/sync-tally/heartbeat";
/** Header with the SHA-256 (hex) of the body as sent, so that the hash travels apart from what it covers. */
export const HASH_HEADER = "x-cfa-sha256";
/** Header with the run's lease, so that a batch can be written down before the server has been asked for one. */
export const LEASE_HEADER = "x-cfa-lease";
export const MAX_BATCH_BYTES = 8 * 1024 * 1024;
export const MAX_BATCH_INFLATED_BYTES = 64 * 1024 * 1024;
export const MAX_BATCH_VOUCHERS = 5_000;

const RunId = z.uuid();
const Lease = z.number().int().positive();
const Mark = z.number().int().nonnegative();

/** The last change of masters and of vouchers that has been seen. */
export const Marks = z.strictObject({ masters: Mark, vouchers: Mark });
export type Marks = z.infer<typeof Marks>;

export const OpenRun = z.strictObject({
  protocol: z.literal(PROTOCOL),
  runId: RunId,
  kind: z.enum(["full", "changes"]).describe("full: what is not in the run is gone from Tally"),
  source: z.enum(["agent", "file"]),
  agent: z.strictObject({ version: z.string().max(50), machine: z.string().max(200) }),
  company: CompanyRecord,
});
export type OpenRun = z.infer<typeof OpenRun>;

export const RunOpened = z.object({
  runId: RunId,
  lease: Lease.describe("fencing number; every batch carries it in its header"),
  nextExpected: z.number().int().positive().describe("the first sequence number not yet received"),
  known: Marks.nullable().describe("marks of the last run taken in; null before the first"),
  serverTime: Moment,
});
export type RunOpened = z.infer<typeof RunOpened>;

export const Batch = z.strictObject({
  protocol: z.literal(PROTOCOL),
  runId: RunId,
  sequence: z.number().int().min(1).max(1_000_000),
  companyGuid: z.string().max(200),
  alterIds: z.strictObject({ from: Mark, to: Mark }).nullable(),
  count: z.number().int().nonnegative().describe("records in the batch, quarantined ones included"),
  debits: Paise.describe("sum of all debit entries of its vouchers, as a positive number"),
  records: Records,
});
export type Batch = z.infer<typeof Batch>;

export const BatchTaken = z.object({
  accepted: z.number().int().describe("records that are new or newer than what is stored"),
  unchanged: z.number().int(),
  quarantined: z.array(z.object({ guid: z.string().optional(), reason: z.string() })),
  nextExpected: z.number().int().positive(),
  serverTime: Moment,
});
export type BatchTaken = z.infer<typeof BatchTaken>;

/** One line of Tally's own ledger-wise trial balance, Tally's sign (debit negative). */
export const TallyBalance = z.strictObject({ ledger: z.string(), closing: Paise });
export type TallyBalance = z.infer<typeof TallyBalance>;

/** Tally's own totals, read in the same run, to hold ours against. */
export const TallyTotals = z.strictObject({
  asOf: Day,
  trialBalance: z.array(TallyBalance),
  billsReceivable: Paise.optional().describe("sum of the report, Tally's sign"),
  billsPayable: Paise.optional(),
  vouchers: z
    .number()
    .int()
    .optional()
    .describe("vouchers of all kinds in the books, cancelled ones included"),
});
export type TallyTotals = z.infer<typeof TallyTotals>;

export const FinishRun = z.strictObject({
  lease: Lease,
  batches: z.number().int().nonnegative(),
  marks: Marks,
  readAt: Moment.describe("when the agent read Tally"),
  totals: TallyTotals.optional(),
});
export type FinishRun = z.infer<typeof FinishRun>;

export const RunState = z.object({
  runId: RunId,
  state: z.enum(["open", "queued", "applied", "failed"]),
  received: z.number().int(),
  missing: z.array(z.number().int()).describe("sequence numbers still to come, at most 100 of them"),
  records: z.number().int(),
  quarantined: z.number().int(),
  tieOut: z.enum(["equal", "different", "unknown"]),
  message: z.string().nullable(),
});
export type RunState = z.infer<typeof RunState>;

export const Heartbeat = z.strictObject({ companyGuid: z.string(), marks: Marks, readAt: Moment });
export type Heartbeat = z.infer<typeof Heartbeat>;

export const HeartbeatTaken = z.object({
  current: z.boolean().describe("false: the server's marks differ, a run is needed"),
  known: Marks.nullable().describe("marks of the last run taken in; null before the first"),
  serverTime: Moment,
});
export type HeartbeatTaken = z.infer<typeof HeartbeatTaken>;
