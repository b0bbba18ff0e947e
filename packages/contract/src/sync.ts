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
 *   -  POST /api/sync-tally/heartbeat          nothing changed in Tally since the last run; answers what the server wants
 *   -  POST /api/sync-tally/trouble            Tally could not be read, and why: shown to owner and accountant
 *   -  POST /api/sync-tally/key                another key waits for this agent (an answer carried NEW_KEY_HEADER): fetch it
 *
 * Three kinds of run. `full` shows everything: what it does not show is gone from Tally. `changes` shows what is newer than
 * the known marks, or what the server asked for; it never deletes. `sweep` shows all masters and, of the vouchers of
 * stated months, only that they are there: what is not shown of those months is gone, a number that moved is put right,
 * and a version that the server lacks is asked for by its day.
 */

/** What an agent of this program speaks; its batches are written in it. */
export const PROTOCOL = 1;
/** What a server of this program still understands. An agent older than all of it is refused with agent-too-old. */
export const SPOKEN_PROTOCOLS: readonly number[] = [PROTOCOL];
export const SYNC_PATH = "/api/sync-tally/";
export const RUN_PATH = "/api/sync-tally/runs";
export const HEARTBEAT_PATH = "/api/sync-tally/heartbeat";
export const TROUBLE_PATH = "/api/sync-tally/trouble";
export const KEY_PATH = "/api/sync-tally/key";
/** Header of every call of an agent: its version, such as "1.4.0". */
export const AGENT_VERSION_HEADER = "x-cfa-agent-version";
/** Header of every call and of every answer: the protocols that are spoken there, such as "1,2". One that is in both is used. */
export const PROTOCOLS_HEADER = "x-cfa-protocols";
/** Header with the SHA-256 (hex) of the body as sent, so that the hash travels apart from what it covers. */
export const HASH_HEADER = "x-cfa-sha256";
/** Header of an answer to a key that is being replaced: the new one is to be fetched at KEY_PATH and used from then on. */
export const NEW_KEY_HEADER = "x-cfa-new-key";
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

/** A calendar month, "2026-04". */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** What the agent found out about this Tally at first contact, to be shown and to explain oddities by. */
export const TallySelf = z.strictObject({
  product: z.string().max(200).optional(),
  release: z.string().max(100).optional(),
  isEducational: z.boolean().optional().describe("only days 1, 2 and 31 of a month can be asked for"),
  fetchStyle: z.enum(["fetch", "native-method"]).describe("how nested lists are asked for here"),
  canCount: z.boolean().describe("whether it answers counts by day and by type and month"),
  checkedAt: Moment,
});
export type TallySelf = z.infer<typeof TallySelf>;

const AgentSelf = z.strictObject({
  version: z.string().max(50),
  machine: z.string().max(200),
  id: z.string().max(100).optional().describe("made once per installation: tells two agents apart"),
});

/** What would narrow a difference of totals down: brought with the next totals. */
export const NarrowWants = z.object({
  parties: z.array(z.string()).describe("the pending bills of these parties, by name"),
  ledgers: z.array(z.string()).describe("the balances of these ledgers at the ends of `days`"),
  days: z.array(Day),
});
export type NarrowWants = z.infer<typeof NarrowWants>;

/** What the server lacks or doubts. The agent's next run brings it; nothing wanted is the usual case. */
export const Wants = z.object({
  full: z.boolean().describe("everything, from the start: versions went back without the counters telling"),
  months: z.array(Month).describe("a sweep of these: counts or sums differ from Tally's"),
  days: z.array(Day).describe("all vouchers of these days in full"),
  totals: z.boolean().describe("Tally's totals: none have been seen since the last change"),
  narrow: NarrowWants.optional().describe("with the next totals; an older agent leaves it out"),
});
export type Wants = z.infer<typeof Wants>;

/** A newer agent is there for everybody: goes on with this one, and tells a person. */
export const AgentUpdate = z.object({
  version: z.string().describe("the newest"),
  message: z.string().describe("one sentence: what is wrong"),
  fix: z.string().describe("one sentence: what to do"),
});
export type AgentUpdate = z.infer<typeof AgentUpdate>;

export const OpenRun = z.strictObject({
  protocol: z.literal(PROTOCOL),
  runId: RunId,
  kind: z.enum(["full", "changes", "sweep"]),
  source: z.enum(["agent", "file"]),
  agent: AgentSelf,
  company: CompanyRecord,
  tally: TallySelf.optional(),
});
export type OpenRun = z.infer<typeof OpenRun>;

export const RunOpened = z.object({
  runId: RunId,
  lease: Lease.describe("fencing number; every batch carries it in its header"),
  nextExpected: z.number().int().positive().describe("the first sequence number not yet received"),
  known: Marks.nullable().describe("marks of the last run taken in; null before the first"),
  wants: Wants.optional(),
  update: AgentUpdate.optional(),
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

/** How many vouchers of a type a month holds in Tally, cancelled and optional ones included, and the sum of their amounts. */
export const VoucherTotal = z.strictObject({
  month: Month,
  type: z.string(),
  count: z.number().int().nonnegative(),
  amount: Paise.optional().describe("sum of the vouchers' own amounts, Tally's sign"),
});
export type VoucherTotal = z.infer<typeof VoucherTotal>;

/** What Tally's Bills reports add up to for one party, Tally's sign; a side without any is left out. */
export const PartyBills = z.strictObject({
  party: z.string(),
  receivable: Paise.optional(),
  payable: Paise.optional(),
});
export type PartyBills = z.infer<typeof PartyBills>;

/** One pending bill of a party that was asked for, Tally's sign. */
export const PartyBill = z.strictObject({
  party: z.string(),
  side: z.enum(["receivable", "payable"]),
  name: z.string(),
  pending: Paise,
});
export type PartyBill = z.infer<typeof PartyBill>;

/** Tally's own totals, read in the same run, to hold ours against. */
export const TallyTotals = z.strictObject({
  asOf: Day,
  trialBalance: z.array(TallyBalance),
  billsReceivable: Paise.optional().describe("sum of the report, Tally's sign"),
  billsPayable: Paise.optional(),
  billParties: z
    .array(PartyBills)
    .optional()
    .describe("the same by party; those without pending bills are left out"),
  billsOf: z.array(z.string()).optional().describe("the parties whose pending bills are all in `bills`"),
  bills: z.array(PartyBill).optional(),
  monthEndsOf: z.array(z.string()).optional().describe("the ledgers whose balances are all in `monthEnds`"),
  monthEnds: z
    .array(z.strictObject({ ledger: z.string(), day: Day, closing: Paise }))
    .optional()
    .describe("balances on other days, Tally's sign; a ledger that Tally leaves out stood at zero"),
  vouchers: z
    .number()
    .int()
    .optional()
    .describe("vouchers of all kinds in the books, cancelled ones included"),
  voucherTotals: z.array(VoucherTotal).optional(),
  masters: z
    .strictObject({
      groups: z.number().int().nonnegative(),
      ledgers: z.number().int().nonnegative(),
      voucherTypes: z.number().int().nonnegative(),
    })
    .optional()
    .describe("how many of each there are"),
  closingStock: z
    .array(z.strictObject({ asOf: Day, value: Paise }))
    .optional()
    .describe("value of the stock as Tally states it at the end of periods; debit negative"),
});
export type TallyTotals = z.infer<typeof TallyTotals>;

export const FinishRun = z.strictObject({
  lease: Lease,
  batches: z.number().int().nonnegative(),
  marks: Marks,
  readAt: Moment.describe("when the agent read Tally"),
  totals: TallyTotals.optional(),
  swept: z
    .strictObject({
      months: z.array(Month),
      isStill: z.boolean().describe("the counters were the same before and after: only then may it delete"),
    })
    .optional()
    .describe("in a sweep: the months whose vouchers were all shown"),
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

export const Heartbeat = z.strictObject({
  companyGuid: z.string(),
  marks: Marks,
  readAt: Moment,
  agent: AgentSelf.optional(),
  tally: TallySelf.optional(),
});
export type Heartbeat = z.infer<typeof Heartbeat>;

export const HeartbeatTaken = z.object({
  current: z.boolean().describe("false: the server's marks differ, a run is needed"),
  known: Marks.nullable().describe("marks of the last run taken in; null before the first"),
  wants: Wants.optional().describe("absent: nothing is wanted"),
  update: AgentUpdate.optional().describe("absent: this agent is new enough"),
  serverTime: Moment,
});
export type HeartbeatTaken = z.infer<typeof HeartbeatTaken>;

/** Why Tally could not be read, in the agent's own words for a person. The next heartbeat or run ends it. */
export const Trouble = z.strictObject({
  companyGuid: z.string().max(200),
  code: z.string().max(50).describe("class of the failure: docs/tally lists them"),
  message: z.string().max(2_000).describe("one sentence: what is wrong"),
  fix: z.string().max(2_000).describe("one sentence: what to do"),
  since: Moment,
  nextTryAt: Moment.optional(),
  agent: AgentSelf.optional(),
});
export type Trouble = z.infer<typeof Trouble>;

/** What is kept of it. */
export const KeptTrouble = Trouble.pick({
  code: true,
  message: true,
  fix: true,
  since: true,
  nextTryAt: true,
});

export const TroubleTaken = z.object({ serverTime: Moment });
export type TroubleTaken = z.infer<typeof TroubleTaken>;

/** A key in the place of the one that asked for it. The old one holds until this one is used. */
export const KeyFetched = z.object({ key: z.string() });
export type KeyFetched = z.infer<typeof KeyFetched>;
