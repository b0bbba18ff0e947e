import { createReadStream } from "node:fs";

import type { CompanyRecord } from "@cfa/contract/records";
import type { RunState } from "@cfa/contract/sync";
import { readTally } from "@cfa/tally/read";
import { assert } from "@cfa/values/assert";
import { fail, ok, type Result } from "@cfa/values/result";

import { createBatcher } from "./extract/batcher.ts";
import type { Outbox } from "./outbox/outbox.ts";
import { WAITING } from "./schedule/back-off.ts";
import type { ServerLink } from "./server-link.ts";
import type { SyncFailure } from "./outcome.ts";
import { finishRun, openRun } from "./upload/upload.ts";

export type ImportOptions = {
  readonly outbox: Outbox;
  readonly link: ServerLink;
  readonly company: Pick<CompanyRecord, "guid" | "name">;
  /** Paths of exported files of this one company, already found fit for import. Masters are best given first. */
  readonly files: readonly string[];
  readonly say: (line: string) => void;
  readonly now: () => string;
};

/**
 * Sends exported files of one company to the server: the same records, batches and rules as a sync from Tally itself.
 * Files add and bring up to date; what they do not hold is left alone. They carry no change counters.
 */
export async function importFiles(options: ImportOptions): Promise<Result<RunState, SyncFailure>> {
  const { outbox, link, say } = options;
  // A half-written import is begun again: the files are still there.
  const left = outbox.currentRun();
  if (left !== undefined) outbox.endRun(left.runId);
  outbox.beginRun({
    kind: "changes",
    source: "file",
    company: options.company,
    marks: { masters: 0, vouchers: 0 },
    readAt: options.now(),
  });
  const run = outbox.currentRun();
  assert(run !== undefined, "the run that was just begun is there");
  for (const path of options.files) {
    const refusal = await outbox.whole(async () => {
      const batcher = createBatcher(outbox, run);
      const read = await readTally(createReadStream(path), batcher.sink);
      batcher.flush();
      return read.ok ? undefined : read.error;
    });
    if (refusal !== undefined) {
      outbox.endRun(run.runId);
      return fail({ code: refusal.code, message: `${path}: ${refusal.message}` });
    }
    say(`Read ${path}`);
  }
  outbox.markExtracted(run.runId);
  const upload = { outbox, link, say, now: options.now, waiting: WAITING, attempts: 6 };
  const lease = await openRun(run, upload);
  if (!lease.ok) return fail(lease.error);
  const state = await finishRun({ ...run, extracted: true }, lease.value, upload);
  if (!state.ok) return fail(state.error);
  outbox.endRun(run.runId);
  return ok(state.value);
}
