import { randomUUID } from "node:crypto";

import type { CompanyTx } from "@cfa/db/company-scope";
import type { Enqueue } from "@cfa/db/queue";
import { bindCompany, openRun, queueRun } from "@cfa/db/queries/sync-runs";
import {
  batchesToRun,
  generationNow,
  noteDeed,
  rememberMappings,
  setTakeBack,
} from "@cfa/db/queries/uploads/commit";
import { readAgain, setUploadState, uploadFiles } from "@cfa/db/queries/uploads/handing-in";
import type { UploadFileRow } from "@cfa/db/queries/uploads/rows";
import { booksFrom, type BooksFrom } from "@cfa/db/queries/uploads/standing";

import type { User } from "../auth/sign-in.ts";
import { ApiFailure } from "../errors.ts";
import { requireUpload } from "./find-upload.ts";

type Committing = {
  readonly uploadId: string;
  readonly user: User;
  readonly now: Date;
  readonly enqueue: Enqueue;
};

/**
 * Takes an upload into the books: its batches become a run's, and the run is queued, in one transaction. Committing again
 * changes nothing. A preview of books that have moved on since is made anew first, where lists depend on it: answers false.
 */
export async function commitUpload(tx: CompanyTx, committing: Committing): Promise<boolean> {
  const { uploadId, user, now, enqueue } = committing;
  const upload = await requireUpload(tx, uploadId);
  if (upload.state === "committed") return true;
  if (upload.state !== "ready") {
    throw new ApiFailure("conflict", {
      message: "This upload is not ready: its files are still read, asked about, or refused.",
    });
  }
  const files = (await uploadFiles(tx, uploadId)).filter((file) => file.state === "read");
  if ((await generationNow(tx)) !== upload.generation) {
    await readAgain(tx, uploadId, null);
    await setUploadState(tx, uploadId, "reading");
    await enqueue(tx, "read-upload", { companyId: tx.companyId, uploadId });
    return false;
  }
  const books = await booksFrom(tx);
  const guid = files.find((file) => file.companyGuid !== null)?.companyGuid ?? null;
  if (guid !== null && !(await bindCompany(tx, guid))) throw new ApiFailure("wrong-company");
  await openFileRun(tx, uploadId, { user, books, guid, files });
  const batches = await batchesToRun(tx, uploadId);
  await queueRun(tx, {
    runId: uploadId,
    batches,
    marks: { masters: 0, vouchers: 0 },
    readAt: readAtOf(files, now),
    totals: undefined,
  });
  await rememberMappings(tx, uploadId);
  await noteDeed(tx, {
    user,
    action: "upload-committed",
    detail: { uploadId, files: files.map((file) => file.name) },
  });
  await enqueue(tx, "apply-run", { companyId: tx.companyId, runId: uploadId });
  return true;
}

/** Takes an upload out of the books again, by a run of its own. Only what nobody has changed since goes. */
export async function takeUploadBack(
  tx: CompanyTx,
  wanted: Omit<Committing, "now"> & { now: Date },
): Promise<void> {
  const { uploadId, user, now, enqueue } = wanted;
  const upload = await requireUpload(tx, uploadId);
  if (upload.state !== "committed" || upload.runState !== "applied") {
    throw new ApiFailure("conflict", { message: "This upload is not in the books, or not yet." });
  }
  if (upload.takeBackState === "queued" || upload.takeBackState === "applied") return;
  const runId = randomUUID();
  const files = (await uploadFiles(tx, uploadId)).filter((file) => file.state === "read");
  await openFileRun(tx, runId, { user, books: await booksFrom(tx), guid: null, files: [] });
  await setTakeBack(tx, { uploadId, runId });
  await queueRun(tx, {
    runId,
    batches: 0,
    marks: { masters: 0, vouchers: 0 },
    readAt: new Date(0).toISOString(),
    totals: undefined,
  });
  await noteDeed(tx, {
    user,
    action: "upload-taken-back",
    detail: { uploadId, files: files.map((file) => file.name), at: now.toISOString() },
  });
  await enqueue(tx, "apply-run", { companyId: tx.companyId, runId });
}

async function openFileRun(
  tx: CompanyTx,
  runId: string,
  about: { user: User; books: BooksFrom; guid: string | null; files: readonly UploadFileRow[] },
): Promise<void> {
  const { user, books, guid, files } = about;
  // Lists say what was open on their day: the books begin there.
  const days = files.flatMap((file) => file.asOf ?? []).toSorted();
  const begin = guid === null ? (days[0] ?? null) : null;
  await openRun(tx, {
    runId,
    kind: "changes",
    source: "file",
    agentVersion: "upload",
    machine: user.name.slice(0, 200),
    companyRecord: {
      guid: guid ?? books.guid ?? `file:${tx.companyId}`,
      name: books.name,
      ...(begin === null ? {} : { booksFrom: begin }),
    },
  });
}

/** A list is as old as its day; an export is taken as made when it was handed in, for it does not say. */
function readAtOf(files: readonly UploadFileRow[], now: Date): string {
  const days = files.map((file) => file.asOf);
  const oldest = days.every((day) => day !== null) ? days.toSorted()[0] : undefined;
  return oldest === undefined ? now.toISOString() : `${oldest}T23:59:59+05:30`;
}
