import type { CompanyRecord } from "@cfa/contract/records";
import type { TallySelf, Wants } from "@cfa/contract/sync";
import type { OpenCompany } from "@cfa/tally/client";
import { failure, type TallyFailure } from "@cfa/tally/failures";
import { assert } from "@cfa/values/assert";
import type { Period } from "@cfa/values/period";
import { fail, ok, type Result } from "@cfa/values/result";

import { booksOf, describeCompany, locate, marksOf } from "./extract/company.ts";
import { extract } from "./extract/extract.ts";
import { knowTally, noteRelease } from "./extract/self-test.ts";
import type { OutboxRun } from "./outbox/runs.ts";
import type { Waiting } from "./schedule/back-off.ts";
import { isSweepDue, nextRun, wantsKey, type NextRun } from "./schedule/next-run.ts";
import { sendBeside } from "./send-beside.ts";
import type { LinkFailure } from "./server-link.ts";
import type { SyncFailure, SyncOptions, SyncOutcome } from "./outcome.ts";
import { agentSelf, finishRun, LOST_STEP, openRun, type UploadOptions } from "./upload/upload.ts";

export type StepOptions = SyncOptions & {
  readonly waiting: Waiting;
  readonly patienceMs: number;
  readonly attempts: number;
};

/** A failure, and whether the run was dropped and may be begun anew at once. */
export type StepFailure = SyncFailure & { readonly isAnew?: boolean };

/** One look at Tally and at the server, and at most one run. */
export async function step(options: StepOptions): Promise<Result<SyncOutcome, StepFailure>> {
  const { outbox, link, companyGuid, now } = options;
  const unfinished = outbox.currentRun();
  if (unfinished?.extracted === true) return sendWhole(unfinished, options);
  const open = await look(options);
  if (!open.ok) return fail(ofTally(open.error));
  const { marks } = open.value;
  const self = outbox.recall("self")?.tally;
  const beat = await link.heartbeat({
    companyGuid,
    marks,
    readAt: now(),
    agent: agentSelf(options.agentId),
    ...(self === undefined ? {} : { tally: self }),
  });
  if (!beat.ok) return fail(ofServer(beat.error));
  const resumed = unfinished === undefined ? undefined : resumable(unfinished, open.value, options);
  if (resumed !== undefined) return readAndSend(resumed, open.value, options);
  const books = await booksForSweep(options);
  if (!books.ok) return fail(ofTally(books.error));
  const next = nextRun({
    marks,
    known: beat.value.current ? marks : beat.value.known,
    wants: beat.value.wants,
    books: books.value,
    now: new Date(now()),
    memory: {
      ...entry("totals", outbox.recall("totals")),
      ...entry("sweep", outbox.recall("sweep")),
      ...entry("answered", outbox.recall("answered")),
      ...entry("killers", outbox.recall("killers")),
    },
  });
  if (next === undefined) return ok({ kind: "unchanged" });
  const run = await begin(next, { open: open.value, wants: beat.value.wants }, options);
  if (!run.ok) return fail(ofTally(run.error));
  return readAndSend(run.value, open.value, options);
}

function entry<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}

/** The company and its counters. A Tally that was silent last time gets a GET before it gets a question. */
async function look({ outbox, tally, companyGuid }: StepOptions): Promise<Result<OpenCompany, TallyFailure>> {
  const wasBusy = outbox.recall("trouble")?.code === "busy";
  if (wasBusy && !(await tally.isAnswering())) return fail(failure("busy", { address: tally.address }));
  return locate(tally, companyGuid);
}

/** An unfinished run is gone on with, unless a backup was restored since: then what it has read is of another Tally. */
function resumable(
  run: OutboxRun,
  { marks }: OpenCompany,
  { outbox, say }: StepOptions,
): OutboxRun | undefined {
  if (marks.masters >= run.marks.masters && marks.vouchers >= run.marks.vouchers) return run;
  say("Tally's counters went back while it was read: the run is begun anew.");
  outbox.endRun(run.runId);
  return undefined;
}

/** The days of the books, asked for only when the daily sweep is due. The first look at a company counts as its sweep. */
async function booksForSweep(options: StepOptions): Promise<Result<Period | undefined, TallyFailure>> {
  const { outbox, tally, companyGuid, now } = options;
  const sweep = outbox.recall("sweep");
  if (sweep === undefined) outbox.remember("sweep", { at: now() });
  if (sweep === undefined || !isSweepDue(sweep.at, new Date(now()))) return ok(undefined);
  const company = await describeCompany(tally, companyGuid);
  return company.ok ? ok(booksOf(company.value)) : company;
}

/** Totals bring what would narrow a difference, where the server has asked for it. */
function withNarrow(plan: NextRun["plan"], wants: Wants | undefined): NextRun["plan"] {
  return wants?.narrow === undefined || plan.totals === "without" ? plan : { ...plan, narrow: wants.narrow };
}

async function begin(
  next: NextRun,
  { open, wants }: { open: OpenCompany; wants: Wants | undefined },
  options: StepOptions,
): Promise<Result<OutboxRun, TallyFailure>> {
  const { outbox, tally, companyGuid, now, say } = options;
  const readAt = now();
  const company = await describeCompany(tally, companyGuid);
  if (!company.ok) return company;
  const self = await knowTally(company.value, open, options);
  if (!self.ok) return self;
  // Without reading what changed, the server must not be told of counters that moved since they were compared.
  const marks = next.plan.totals === "only" ? open.marks : marksOf(company.value);
  const hasLedgers = next.kind !== "changes" || marks.masters > (next.plan.known?.masters ?? 0);
  const dated = hasLedgers ? await withPeriod(company.value, options) : company;
  if (!dated.ok) return dated;
  if (wants !== undefined) outbox.remember("answered", { wants: wantsKey(wants, open.marks), at: readAt });
  if (next.plan.again !== undefined) forgetKillers(options);
  if (wants?.full === true && next.kind === "full") outbox.forget("killers"); // everything means these too
  outbox.beginRun({
    kind: next.kind,
    source: "agent",
    company: dated.value,
    marks,
    plan: withNarrow(next.plan, wants),
    readAt,
  });
  const run = outbox.currentRun();
  assert(run !== undefined, "the run that was just begun is there");
  say(`${company.value.name}: ${next.why}…`);
  return ok(run);
}

/** Ledgers' openings are as of the first day of Tally's current period. */
async function withPeriod(
  company: CompanyRecord,
  { tally, outbox }: StepOptions,
): Promise<Result<CompanyRecord, TallyFailure>> {
  const period = await tally.periodFrom(company.name);
  if (!period.ok) return period;
  noteRelease(outbox, period.value);
  return ok(period.value.day === undefined ? company : { ...company, periodFrom: period.value.day });
}

function forgetKillers({ outbox, now }: StepOptions): void {
  const today = (outbox.recall("killers") ?? []).filter(
    ({ at }) => Date.parse(now()) - Date.parse(at) < 86_400_000,
  );
  outbox.remember("killers", today);
}

async function readAndSend(
  run: OutboxRun,
  open: OpenCompany,
  options: StepOptions,
): Promise<Result<SyncOutcome, StepFailure>> {
  const { outbox, tally } = options;
  const self = await selfFor(run, open, options);
  if (!self.ok) return fail(ofTally(self.error));
  const upload = uploadOptions(options, self.value);
  const lease = await openRun(run, upload);
  if (!lease.ok) return givenUp(run, lease.error, options);
  const sender = sendBeside(run, lease.value, upload);
  const read = await sender.beside(() =>
    extract({
      ...options,
      run,
      tally,
      outbox,
      self: self.value,
      name: open.name,
      written: () => sender.written(),
    }),
  );
  if (sender.lost !== undefined) return givenUp(run, sender.lost, options);
  if (!read.ok) return fail(ofTally(read.error));
  if (read.value === "ended") return fail(ENDED);
  assert(read.value !== "unwanted", "reading stops early only when the server will not have the run");
  if (read.value === "moved") {
    outbox.endRun(run.runId);
    const message = "Tally's current period changed while the ledgers were read";
    return fail({
      code: "period-moved",
      message,
      side: "tally",
      fix: "Nothing is to be done.",
      isAnew: true,
    });
  }
  outbox.markExtracted(run.runId, read.value);
  const whole = outbox.currentRun();
  assert(whole !== undefined, "a run that was just read is in the outbox");
  return sendWhole(whole, options);
}

async function selfFor(
  run: OutboxRun,
  open: OpenCompany,
  options: StepOptions,
): Promise<Result<TallySelf, TallyFailure>> {
  const known = options.outbox.recall("self")?.tally;
  return known === undefined ? knowTally(run.company, open, options) : ok(known);
}

async function sendWhole(run: OutboxRun, options: StepOptions): Promise<Result<SyncOutcome, StepFailure>> {
  const { outbox } = options;
  const upload = uploadOptions(options, outbox.recall("self")?.tally);
  const lease = await openRun(run, upload);
  if (!lease.ok) return givenUp(run, lease.error, options);
  const state = await finishRun(run, lease.value, upload);
  if (!state.ok) return givenUp(run, state.error, options);
  outbox.endRun(run.runId);
  if (state.value.state === "applied") noteDone(run, options);
  const { records, quarantined } = state.value;
  return ok({ kind: "synced", run: state.value, taken: { kind: run.kind, records, quarantined } });
}

/** What a run that went well leaves in memory: a full run is a sweep as well. */
function noteDone(run: OutboxRun, { outbox, now }: StepOptions): void {
  const last = run.plan.months.at(-1);
  // What a sweep put right shows in the totals alone.
  if (run.kind === "sweep") outbox.remember("totals", { ...outbox.recall("totals"), isDue: true });
  if (run.kind === "full" || run.plan.own === "last") outbox.remember("sweep", { at: now() });
  else if (run.plan.own === "part" && last !== undefined) {
    outbox.remember("sweep", { at: outbox.recall("sweep")?.at ?? now(), through: last });
  }
}

const ANEW = new Set(["stale-lease", "conflict", "not-found", LOST_STEP.code]);

/** A run that a newer one has overtaken is of no use to anyone; any other refusal keeps it for the next try. */
function givenUp(run: OutboxRun, error: LinkFailure, { outbox }: StepOptions): Result<never, StepFailure> {
  if (!ANEW.has(error.code)) return fail(ofServer(error));
  outbox.endRun(run.runId);
  return fail({ ...ofServer(error), isAnew: true });
}

/** Told to end: not a failure of anything, and nobody is told of it. */
const ENDED: StepFailure = {
  code: "ended",
  message: "The agent was told to end; it goes on where it stopped.",
};

function ofTally({ code, message, fix, detail }: TallyFailure): StepFailure {
  return { code, message, fix, side: "tally", ...(detail === undefined ? {} : { detail }) };
}

const FIXES: Readonly<Record<string, string>> = {
  "other-agent":
    "Stop the agent on the other PC, or pair this one anew (agent pair) if the other is no longer used.",
  "bad-key": "Pair the agent again with a new key (agent pair).",
  "wrong-company": "Pair this company with a key of its own (agent pair).",
  "unsupported-protocol": "Update the agent.",
  "agent-too-old": "Install the newest agent over this one; what was read waits in the outbox.",
  "server-working": "Nothing is to be done; the next look tells.",
  "no-answer": "Check this PC's internet connection; what was read waits in the outbox.",
};

function ofServer({ code, message }: LinkFailure): StepFailure {
  const fix = FIXES[code];
  return { code, message, side: "server", ...(fix === undefined ? {} : { fix }) };
}

function uploadOptions(options: StepOptions, self: TallySelf | undefined): UploadOptions {
  const { outbox, link, say, attempts, now, waiting, agentId, serverPatienceMs, progress, ending } = options;
  return { outbox, link, say, attempts, now, waiting, agentId, serverPatienceMs, progress, ending, self };
}
