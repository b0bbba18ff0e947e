import type { CompanyTx } from "../company-scope.ts";
import type { RunKind, RunSource, RunStateName, TieOut } from "../tables/sync.ts";

export type RunRow = {
  runId: string;
  lease: bigint;
  state: RunStateName;
  kind: RunKind;
  source: RunSource;
  batches: number | null;
  tieOut: TieOut;
  message: string | null;
};

export type Marks = { masters: number; vouchers: number };

export type NewRun = {
  runId: string;
  kind: RunKind;
  source: RunSource;
  agentId?: string | undefined;
  agentVersion: string;
  machine: string;
  companyRecord: unknown;
  /** What was wanted when it was opened: the run is held to have tried it. */
  asked?: unknown;
};

/** The run whose lease is the one in force. `quietSeconds`: how long it has not moved. */
export type LeaseHolder = {
  runId: string;
  state: RunStateName;
  agentId: string | null;
  machine: string;
  quietSeconds: number;
};

export type FinishedRun = {
  runId: string;
  batches: number;
  marks: Marks;
  readAt: string;
  totals: unknown;
  swept?: unknown;
};

const RUN = `select run_id as "runId", lease, state, kind, source, batches, tie_out as "tieOut", message
  from sync_run where company_id = $1 and run_id = $2`;

/**
 * Binds the company to a set of books in Tally by its GUID, the first time; afterwards answers whether it is that one.
 */
export async function bindCompany(tx: CompanyTx, guid: string): Promise<boolean> {
  const bound = await tx.run<{ tally_guid: string }>(
    `update company set tally_guid = $2
     where company_id = $1 and tally_guid is null
     returning tally_guid`,
    [tx.companyId, guid],
  );
  return bound.length > 0 || (await isBoundTo(tx, guid));
}

/** Whether the company's books are those with this GUID. */
export async function isBoundTo(tx: CompanyTx, guid: string): Promise<boolean> {
  const rows = await tx.run("select from company where company_id = $1 and tally_guid = $2", [
    tx.companyId,
    guid,
  ]);
  return rows.length > 0;
}

/** Takes the company's lock, so that runs are opened and taken in one after the other. */
export async function lockSyncState(tx: CompanyTx): Promise<void> {
  await tx.run("insert into sync_state (company_id) values ($1) on conflict do nothing", [tx.companyId]);
  await tx.run("select from sync_state where company_id = $1 for update", [tx.companyId]);
}

/** Who may write at the moment; undefined before the first run. */
export async function leaseHolder(tx: CompanyTx): Promise<LeaseHolder | undefined> {
  const rows = await tx.run<LeaseHolder>(
    `select r.run_id as "runId", r.state, r.agent_id as "agentId", r.machine,
            extract(epoch from now() - greatest(r.opened_at, (
              select max(b.received_at) from sync_batch b where b.company_id = $1 and b.run_id = r.run_id
            )))::float8 as "quietSeconds"
     from sync_state s join sync_run r on r.company_id = s.company_id and r.lease = s.lease
     where s.company_id = $1`,
    [tx.companyId],
  );
  return rows[0];
}

/** Opens a run under a new lease, which ends the right of all earlier ones to write. The same run keeps its lease. */
export async function openRun(tx: CompanyTx, run: NewRun): Promise<RunRow> {
  await lockSyncState(tx);
  const known = await findRun(tx, run.runId);
  if (known !== undefined) return known;
  await tx.run(
    `with next as (
       update sync_state set lease = lease + 1 where company_id = $1 returning lease
     )
     insert into sync_run (company_id, run_id, kind, source, lease, state, agent_version, machine, company_record,
                           agent_id, asked)
     select $1, $2, $3, $4, next.lease, 'open', $5, $6, $7::jsonb, $8, $9::jsonb from next`,
    [
      tx.companyId,
      run.runId,
      run.kind,
      run.source,
      run.agentVersion,
      run.machine,
      JSON.stringify(run.companyRecord),
      run.agentId ?? null,
      run.asked === undefined ? null : JSON.stringify(run.asked),
    ],
  );
  const opened = await findRun(tx, run.runId);
  if (opened === undefined) throw new Error("the run that was just opened is not there");
  return opened;
}

/** One run, kept from changing (`share`) or from being read for change by others (`update`) until the end of `tx`. */
export async function findRun(
  tx: CompanyTx,
  runId: string,
  options: { lock?: "share" | "update" } = {},
): Promise<RunRow | undefined> {
  const lock = options.lock === undefined ? "" : ` for ${options.lock}`;
  const rows = await tx.run<RunRow>(RUN + lock, [tx.companyId, runId]);
  return rows[0];
}

/** The lease that may write now; 0 before the first run. */
export async function currentLease(tx: CompanyTx): Promise<bigint> {
  const rows = await tx.run<{ lease: bigint }>("select lease from sync_state where company_id = $1", [
    tx.companyId,
  ]);
  return rows[0]?.lease ?? 0n;
}

/** Marks of the newest agent's run taken in; null before the first. */
export async function knownMarks(tx: CompanyTx): Promise<Marks | null> {
  const rows = await tx.run<{ masters: bigint | null; vouchers: bigint | null }>(
    `select masters_mark as masters, vouchers_mark as vouchers from sync_state where company_id = $1`,
    [tx.companyId],
  );
  const marks = rows[0];
  if (marks === undefined || marks.masters === null || marks.vouchers === null) return null;
  return { masters: Number(marks.masters), vouchers: Number(marks.vouchers) };
}

/** All batches are there: the run waits to be taken in. */
export async function queueRun(tx: CompanyTx, run: FinishedRun): Promise<void> {
  await tx.run(
    `update sync_run
     set state = 'queued', batches = $3, masters_mark = $4, vouchers_mark = $5,
         read_at = least($6::timestamptz, now()), totals = $7::jsonb, swept = $8::jsonb, message = null
     where company_id = $1 and run_id = $2`,
    [
      tx.companyId,
      run.runId,
      run.batches,
      run.marks.masters,
      run.marks.vouchers,
      run.readAt,
      run.totals === undefined ? null : JSON.stringify(run.totals),
      run.swept === undefined ? null : JSON.stringify(run.swept),
    ],
  );
}
