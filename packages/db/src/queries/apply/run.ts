import type { CompanyTx } from "../../company-scope.ts";
import type { RunKind, RunSource, RunStateName, TieOut } from "../../tables/sync.ts";
import { lockCompany } from "../locks.ts";
import { endPaidNudges } from "../nudges/end-paid.ts";
import type { RefusedRecord } from "../sync-batches.ts";

/** A run about to be taken in, with what decides how. */
export type ApplyingRun = {
  runId: string;
  kind: RunKind;
  source: RunSource;
  state: RunStateName;
  companyRecord: { booksFrom?: string; startingFrom?: string; periodFrom?: string; name: string };
  totals: unknown;
  /** The run of a file whose records this one takes out again. */
  takesBack: string | null;
  /** Months whose vouchers a sweep has all shown. */
  swept: { months: string[]; isStill: boolean } | null;
  /** What was wanted of the agent when it opened the run. */
  asked: unknown;
  /** Tally's counters are those of the last run taken in. */
  isLevel: boolean;
  /** No later run has been taken in: this one may delete, and moves marks and totals. */
  isNewest: boolean;
  /** Tally's counters went back (a restored backup): what the run says holds whatever its version numbers are. */
  isRestored: boolean;
  booksFrom: string | null;
  /** As kept: what is wanted, and what was asked for in vain. */
  wants: unknown;
};

export type RunEnd = {
  runId: string;
  isNewest: boolean;
  source: RunSource;
  /** Null: no totals came, the last verdict stands. */
  tieOut: {
    state: TieOut;
    asOf: string | null;
    differences: number;
    months: string[];
    message: string | null;
  } | null;
  /** Whether the books are others than before: a verdict that was not renewed is then about older ones. */
  hasBooksChanged: boolean;
  companyName: string;
  booksFrom: string | null;
  /** First day of Tally's current period; null when the run does not say. */
  periodFrom: string | null;
  message: string | null;
  /** A sweep shows what is there and not what changed: the marks stay. */
  movesMarks: boolean;
  wants: unknown;
};

const KEEP_RUNS_DAYS = 30;

/** Takes the company's lock, so that its runs are taken in one after the other, and reads the run; undefined if it is gone. */
export async function lockRun(tx: CompanyTx, runId: string): Promise<ApplyingRun | undefined> {
  await lockCompany(tx, "books");
  await tx.run("select from sync_state where company_id = $1 for update", [tx.companyId]);
  const rows = await tx.run<ApplyingRun>(
    `select r.run_id as "runId", r.kind, r.source, r.state, r.company_record as "companyRecord", r.totals,
            r.takes_back as "takesBack", r.swept, r.asked, s.wants,
            coalesce(r.masters_mark = s.masters_mark and r.vouchers_mark = s.vouchers_mark, false) as "isLevel",
            r.lease >= s.applied_lease as "isNewest",
            r.kind = 'full' and r.source = 'agent' and r.lease >= s.applied_lease
              and (coalesce(r.vouchers_mark < s.vouchers_mark, false)
                   or coalesce(r.masters_mark < s.masters_mark, false)) as "isRestored",
            c.books_from as "booksFrom"
     from sync_run r
     join sync_state s using (company_id)
     join company c using (company_id)
     where r.company_id = $1 and r.run_id = $2
     for update of r`,
    [tx.companyId, runId],
  );
  return rows[0];
}

/** Which of a run's batches to go through: all of them, or those that can hold masters. */
export type BatchPart = "masters" | "vouchers";

export type RunBatch = { sequence: number; body: Buffer; refused: RefusedRecord[] };

/** The places of a run's batches that hold masters, or vouchers; batches from before 0004 may hold either. */
export async function batchPlaces(tx: CompanyTx, runId: string, part: BatchPart): Promise<number[]> {
  const rows = await tx.run<{ sequence: number }>(
    `select sequence from sync_batch
     where company_id = $1 and run_id = $2 and body is not null and ${part} is distinct from 0
     order by sequence`,
    [tx.companyId, runId],
  );
  return rows.map((row) => row.sequence);
}

/** One batch: its body as it came (gzip JSON) and the records refused in it. */
export async function readBatch(tx: CompanyTx, runId: string, sequence: number): Promise<RunBatch> {
  const rows = await tx.run<RunBatch>(
    "select sequence, body, refused from sync_batch where company_id = $1 and run_id = $2 and sequence = $3",
    [tx.companyId, runId, sequence],
  );
  const batch = rows[0];
  if (batch === undefined) throw new Error("a batch of the run is gone");
  return batch;
}

/** How many parts of a run could not be told, not even by their GUID; null when batches from before 0004 do not say. */
export async function unreadableParts(tx: CompanyTx, runId: string): Promise<number | null> {
  const rows = await tx.run<{ n: number; unknown: number }>(
    `select coalesce(sum(unreadable), 0)::int as n, count(*) filter (where unreadable is null)::int as unknown
     from sync_batch where company_id = $1 and run_id = $2`,
    [tx.companyId, runId],
  );
  const found = rows[0] ?? { n: 0, unknown: 0 };
  return found.unknown > 0 ? null : found.n;
}

/** Tables of this transaction alone, where the run is prepared before it goes behind the wall in whole statements. */
export async function createWorkTables(tx: CompanyTx): Promise<void> {
  await tx.run(WORK_TABLES);
}

/** One more generation: the run is applied, the company's standing moves on, reminders of what is paid end, what the run no longer needs goes. */
export async function endRun(tx: CompanyTx, end: RunEnd): Promise<void> {
  const scope = [tx.companyId, end.runId];
  await tx.run("update sync_batch set body = null where company_id = $1 and run_id = $2", scope);
  await tx.run(
    `update sync_run set state = 'applied', applied_at = now(), message = $3, tie_out = $4
     where company_id = $1 and run_id = $2`,
    [...scope, end.message, end.tieOut?.state ?? "unknown"],
  );
  await tx.run(
    `update sync_state s
     set generation = s.generation + 1,
         applied_lease = greatest(s.applied_lease, r.lease),
         masters_mark = case when $3 then r.masters_mark else s.masters_mark end,
         vouchers_mark = case when $3 then r.vouchers_mark else s.vouchers_mark end,
         read_at = greatest(s.read_at, r.read_at),
         data_to = (select max(date) from voucher where company_id = $1 and state = 'posted'),
         tie_out = coalesce($4, s.tie_out),
         tie_out_as_of = case when $4 is null then s.tie_out_as_of else $5::date end,
         differences = coalesce($6, s.differences),
         tie_out_months = coalesce($7::text[], s.tie_out_months),
         tie_out_message = case when $4 is null then s.tie_out_message else $8 end,
         tie_out_generation = case
           when $4 is not null or (not $9 and s.tie_out_generation = s.generation) then s.generation + 1
           else s.tie_out_generation end,
         wants = coalesce($10::jsonb, s.wants)
     from sync_run r
     where s.company_id = $1 and r.company_id = $1 and r.run_id = $2`,
    [
      ...scope,
      end.isNewest && end.source === "agent" && end.movesMarks,
      end.tieOut?.state ?? null,
      end.tieOut?.asOf ?? null,
      end.tieOut?.differences ?? null,
      end.tieOut?.months ?? null,
      end.tieOut?.message ?? null,
      end.hasBooksChanged,
      end.wants === undefined ? null : JSON.stringify(end.wants),
    ],
  );
  await tx.run(
    `update company set books_from = $2::date, name = case when $3 then $4 else name end,
       period_from = case when $3 then $5::date else period_from end
     where company_id = $1`,
    [tx.companyId, end.booksFrom, end.isNewest && end.source === "agent", end.companyName, end.periodFrom],
  );
  await endPaidNudges(tx);
  await dropOvertaken(tx, end.runId);
}

/** First days of the books and of Tally's current period, as known. */
export async function companyDays(
  tx: CompanyTx,
): Promise<{ booksFrom: string | null; periodFrom: string | null }> {
  const rows = await tx.run<{ booksFrom: string | null; periodFrom: string | null }>(
    `select books_from as "booksFrom", period_from as "periodFrom" from company where company_id = $1`,
    [tx.companyId],
  );
  return rows[0] ?? { booksFrom: null, periodFrom: null };
}

/** What was confirmed to be gone has been taken out: one more generation, whose totals are wanted. */
export async function endRemoval(tx: CompanyTx): Promise<void> {
  await tx.run(
    `update sync_state set generation = generation + 1,
       data_to = (select max(date) from voucher where company_id = $1 and state = 'posted'),
       wants = case when wants ? 'open' then jsonb_set(wants, '{open,totals}', 'true') else wants end
     where company_id = $1`,
    [tx.companyId],
  );
}

/** The run could not be taken in: its batches stay, its reason is shown, the previous generation stays readable. */
export async function failRun(tx: CompanyTx, runId: string, message: string): Promise<void> {
  await tx.run(
    `update sync_run set state = 'failed', message = $3
     where company_id = $1 and run_id = $2 and state = 'queued'`,
    [tx.companyId, runId, message],
  );
}

/** An agent's run that a later one has overtaken can never be finished; old runs are history. */
async function dropOvertaken(tx: CompanyTx, runId: string): Promise<void> {
  await tx.run(
    `update sync_batch b set body = null
     from sync_run older, sync_run applied
     where applied.company_id = $1 and applied.run_id = $2 and applied.source = 'agent'
       and older.company_id = $1 and older.source = 'agent' and older.lease < applied.lease
       and older.state in ('open', 'failed')
       and b.company_id = $1 and b.run_id = older.run_id and b.body is not null`,
    [tx.companyId, runId],
  );
  await tx.run(
    `delete from sync_run where company_id = $1 and run_id <> $2 and source = 'agent'
       and opened_at < now() - make_interval(days => $3)`,
    [tx.companyId, runId, KEEP_RUNS_DAYS],
  );
}

const WORK_TABLES = `
  create temp table staged_fact (
    kind text, guid text, alter_id bigint, record jsonb, digest bytea, month text, type_name text, amount bigint,
    is_new boolean) on commit drop;
  create temp table changed_master (kind text, guid text, primary key (kind, guid)) on commit drop;
  create temp table seen_fact (kind text, guid text) on commit drop;
  create temp table absent_now (kind text, guid text) on commit drop;
  create temp table present_voucher (guid text, alter_id bigint, date text, type text, number text) on commit drop;
  create temp table gone_voucher (guid text) on commit drop;
  create temp table reread_voucher (guid text primary key) on commit drop;
  create temp table touched_ledger (ledger_id uuid primary key) on commit drop;
  create temp table touched_month (ledger_id uuid, month date, debit bigint, credit bigint) on commit drop;
  create temp table taken_voucher (
    voucher_id uuid, is_new boolean, guid text, alter_id bigint, date date, kind text, type_name text, state text,
    number text, reference text, narration text, party_name text, due_text text) on commit drop;
  create temp table taken_posting (
    voucher_id uuid, line_no integer, ledger_id uuid, date date, amount bigint, allocations jsonb, bank jsonb
  ) on commit drop;
  create temp table taken_bill (
    bill_id uuid, ledger_id uuid, side text, name text, name_key text, occurrence integer, basis text, is_opening boolean,
    date date, due_date date, due_source text, amount bigint, open bigint, last_settled date, voucher_id uuid,
    line_no integer, source_due_date date, source_due_source text, disputed bigint, origin_ledger_id uuid, kept_id uuid
  ) on commit drop;
  create temp table taken_settlement (
    bill_id uuid, settlement_no integer, date date, amount bigint, basis text, voucher_id uuid, line_no integer,
    correction_id uuid) on commit drop;
  create temp table taken_unapplied (
    ledger_id uuid, unapplied_no integer, side text, kind text, name text, date date, amount bigint, voucher_id uuid,
    is_corrected boolean, origin_ledger_id uuid) on commit drop;`;
