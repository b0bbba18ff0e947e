import type { CompanyRecord } from "@cfa/contract/records";
import type { Marks, RunState } from "@cfa/contract/sync";
import type { TallyClient } from "@cfa/tally/client";
import { fail, ok, type Result } from "@cfa/values/result";

import { extract, readTotals } from "./extract.ts";
import { OutboxDamaged, type Outbox, type OutboxRun } from "./outbox/outbox.ts";
import type { LinkFailure, ServerLink } from "./server-link.ts";
import { finishRun, openRun, sendBatches, type UploadOptions } from "./upload.ts";

/** Why a sync ended without success: a code for programs and a sentence, with what to do, for people. */
export type SyncFailure = { readonly code: string; readonly message: string };

export type SyncOptions = {
  readonly tally: TallyClient;
  readonly outbox: Outbox;
  readonly link: ServerLink;
  readonly companyGuid: string;
  readonly say: (line: string) => void;
  /** The moment now, UTC, ISO 8601. */
  readonly now: () => string;
  readonly attempts?: number;
};

/** What a sync found: nothing new, or a run that the server has taken in. */
export type SyncOutcome =
  | { readonly kind: "unchanged" }
  | { readonly kind: "synced"; readonly run: RunState };

/** People may go on typing in Tally while it is read; after so many rounds the rest waits for the next sync. */
const MAX_ROUNDS = 3;

/**
 * Brings the server level with Tally once: goes on with an unfinished run or, when Tally's change counters differ
 * from the server's marks, reads what changed and sends it. Everything is in the outbox before it is sent; killed at
 * any moment, the next call goes on where this one stopped.
 */
export async function syncOnce(options: SyncOptions): Promise<Result<SyncOutcome, SyncFailure>> {
  let outcome: SyncOutcome = { kind: "unchanged" };
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const step = await stepGuarded(options);
    if (!step.ok) return step;
    if (step.value.kind === "unchanged") return ok(outcome);
    outcome = step.value;
    if (outcome.run.state === "failed") {
      return fail({
        code: "run-failed",
        message: outcome.run.message ?? "the server could not take the run in",
      });
    }
  }
  return ok(outcome);
}

/** One step; a damaged outbox is dropped and read from Tally again. */
async function stepGuarded(options: SyncOptions): Promise<Result<SyncOutcome, SyncFailure>> {
  try {
    return await step(options);
  } catch (error) {
    if (!(error instanceof OutboxDamaged)) throw error;
    options.say(`${error.message}: reading from Tally again`);
    options.outbox.endRun(error.runId);
    return step(options);
  }
}

async function step(options: SyncOptions): Promise<Result<SyncOutcome, SyncFailure>> {
  const unfinished = options.outbox.currentRun();
  if (unfinished?.extracted === true) return sendWhole(unfinished, options);

  const company = await findCompany(options);
  if (!company.ok) return company;
  const marks = marksOf(company.value);
  const beat = await options.link.heartbeat({
    companyGuid: options.companyGuid,
    marks,
    readAt: options.now(),
  });
  if (!beat.ok) return failed(beat.error);
  if (beat.value.current && unfinished === undefined) return ok({ kind: "unchanged" });

  const known = beat.value.known;
  const run = unfinished ?? begin(company.value, marks, known, options);
  const upload = uploadOptions(options);
  const lease = await openRun(run, upload);
  if (!lease.ok) return givenUp(run, lease.error, options);

  const sender = sendBeside(() => sendBatches(run, lease.value, { ...upload, attempts: 1 }));
  const read = await readBeside(() => extract(run, known, { ...options, written: sender.wake }), sender);
  sender.check();
  if (!read.ok) return fail(read.error);
  const totals = await readTotals(run, options.tally);
  if (!totals.ok) return fail(totals.error);
  options.outbox.markExtracted(run.runId, totals.value);
  return sendWhole({ ...run, extracted: true, totals: totals.value }, options);
}

/** Reads while the sender sends, and waits for it whatever becomes of the reading. */
async function readBeside<T>(read: () => Promise<T>, sender: ReturnType<typeof sendBeside>): Promise<T> {
  try {
    return await read();
  } finally {
    await sender.idle();
  }
}

/** Sends beside reading. What fails in passing is sent again when all has been read; an error of ours is kept for `check`. */
function sendBeside(send: () => Promise<unknown>) {
  let line: Promise<unknown> = Promise.resolve();
  let broken: { error: unknown } | undefined;
  return {
    wake: (): void => {
      line = line
        .then(() => (broken === undefined ? send() : undefined))
        .catch((error: unknown) => {
          broken = { error };
        });
    },
    idle: async (): Promise<void> => void (await line),
    check: (): void => {
      if (broken !== undefined) throw broken.error;
    },
  };
}

async function findCompany(options: SyncOptions): Promise<Result<CompanyRecord, SyncFailure>> {
  const companies = await options.tally.companies();
  if (!companies.ok) return companies;
  const company = companies.value.find((open) => open.guid === options.companyGuid);
  if (company !== undefined) return ok(company);
  const names = companies.value.map((open) => `"${open.name}"`).join(", ");
  return fail({
    code: "company-closed",
    message: `The company of this agent is not open in Tally (open: ${names || "none"}). Open it in Tally and sync again.`,
  });
}

function begin(company: CompanyRecord, marks: Marks, known: Marks | null, options: SyncOptions): OutboxRun {
  // Counters that went down mean a restored backup: everything is read again.
  const restored = known !== null && (marks.masters < known.masters || marks.vouchers < known.vouchers);
  const kind = known === null || restored ? "full" : "changes";
  options.outbox.beginRun({ kind, source: "agent", company, marks, readAt: options.now() });
  const run = options.outbox.currentRun();
  if (run === undefined) throw new Error("the outbox lost the run that was just begun");
  options.say(
    kind === "full"
      ? `Reading all of "${company.name}" from Tally…`
      : `Reading what changed in "${company.name}"…`,
  );
  return run;
}

async function sendWhole(run: OutboxRun, options: SyncOptions): Promise<Result<SyncOutcome, SyncFailure>> {
  const upload = uploadOptions(options);
  const lease = await openRun(run, upload);
  if (!lease.ok) return givenUp(run, lease.error, options);
  const state = await finishRun(run, lease.value, upload);
  if (!state.ok) return givenUp(run, state.error, options);
  options.outbox.endRun(run.runId);
  return ok({ kind: "synced", run: state.value });
}

/** A run that a newer one has overtaken is of no use to anyone; any other refusal keeps it for the next try. */
function givenUp(run: OutboxRun, error: LinkFailure, options: SyncOptions): Result<never, SyncFailure> {
  if (error.code === "stale-lease") options.outbox.endRun(run.runId);
  return failed(error);
}

function failed(error: LinkFailure): Result<never, SyncFailure> {
  return fail({ code: error.code, message: error.message });
}

function marksOf(company: CompanyRecord): Marks {
  return { masters: company.masterMark ?? 0, vouchers: company.voucherMark ?? 0 };
}

function uploadOptions(options: SyncOptions): UploadOptions {
  return { outbox: options.outbox, link: options.link, say: options.say, attempts: options.attempts ?? 6 };
}
