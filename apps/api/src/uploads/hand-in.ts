import type { Mapping } from "@cfa/contract/uploads";
import { MAX_UPLOAD_BYTES } from "@cfa/contract/upload-files";
import type { CompanyTx } from "@cfa/db/company-scope";
import type { Enqueue } from "@cfa/db/queue";
import {
  openUpload,
  openUploads,
  readAgain,
  setMapping,
  setUploadState,
  uploadFiles,
} from "@cfa/db/queries/uploads/handing-in";
import type { UploadFileRow } from "@cfa/db/queries/uploads/rows";
import { parseLocalDate } from "@cfa/values/local-date";

import type { User } from "../auth/sign-in.ts";
import { ApiFailure } from "../errors.ts";
import { requireUpload } from "./find-upload.ts";

const MAX_OPEN = 10;

/** Opens an upload, within the bounds of what a company may have waiting, and answers its id. */
export async function beginUpload(
  tx: CompanyTx,
  wanted: { user: User; files: readonly { name: string; bytes: number }[]; enqueue: Enqueue },
): Promise<string> {
  const waiting = await openUploads(tx);
  if (waiting.uploads >= MAX_OPEN) {
    throw new ApiFailure("too-many", {
      message: "Ten uploads of this company wait already. Commit or cancel one of them first.",
    });
  }
  const bytes = wanted.files.reduce((sum, file) => sum + file.bytes, 0);
  if (Number(waiting.bytes) + bytes > MAX_UPLOAD_BYTES) {
    throw new ApiFailure("too-large", {
      message: "Together these files are larger than 8 GB. Export shorter periods, or commit what waits.",
    });
  }
  const files = wanted.files.map(({ name, bytes: size }) => ({ name: plainName(name), bytes: size }));
  const uploadId = await openUpload(tx, { user: wanted.user, files });
  await wanted.enqueue(tx, "expire-upload", { companyId: tx.companyId, uploadId });
  return uploadId;
}

/** A name is only shown: its path, if any, and what cannot be written goes. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  return last.replaceAll(/\p{C}/gu, "").trim().toWellFormed().slice(0, 200) || "file";
}

/** All bytes are there: the files wait to be read. */
export async function startReading(tx: CompanyTx, uploadId: string, enqueue: Enqueue): Promise<void> {
  const upload = await requireUpload(tx, uploadId);
  if (upload.state === "reading") return;
  if (upload.state === "committed") throw new ApiFailure("conflict", { message: COMMITTED });
  const files = await uploadFiles(tx, uploadId);
  const lacking = files.find((file) => file.received < file.bytes);
  if (lacking !== undefined) {
    throw new ApiFailure("incomplete", { message: `"${lacking.name}" is not there yet to its last byte.` });
  }
  await readAgain(tx, uploadId, null);
  await setUploadState(tx, uploadId, "reading");
  await enqueue(tx, "read-upload", { companyId: tx.companyId, uploadId });
}

/** Keeps what a person says about a table, and has the tables read by it. */
export async function answerTable(
  tx: CompanyTx,
  said: { uploadId: string; fileNo: number; mapping: Mapping; enqueue: Enqueue },
): Promise<void> {
  const upload = await requireUpload(tx, said.uploadId);
  if (upload.state === "committed") throw new ApiFailure("conflict", { message: COMMITTED });
  if (upload.state === "reading") {
    throw new ApiFailure("conflict", {
      message: "The files are being read at the moment. Wait until that is done.",
    });
  }
  const files = await uploadFiles(tx, said.uploadId);
  const file = files.find((each) => each.fileNo === said.fileNo);
  if (file === undefined || file.state === "opened") throw new ApiFailure("not-found");
  refuseFault(said.mapping, file);
  await setMapping(tx, said);
  // All tables and reports: a register goes on from where a list ends, so one answer can move another's rows.
  const tables = files.filter(
    (each) => each.format === "table" || each.fileNo === said.fileNo || each.asOf !== null,
  );
  await readAgain(
    tx,
    said.uploadId,
    tables.map((each) => each.fileNo),
  );
  await setUploadState(tx, said.uploadId, "reading");
  await said.enqueue(tx, "read-upload", { companyId: tx.companyId, uploadId: said.uploadId });
}

function refuseFault(mapping: Mapping, file: UploadFileRow): void {
  const { columns, kind, asOf } = mapping;
  if (asOf !== null && !parseLocalDate(asOf).ok) fault("asOf", `There is no day ${asOf}.`);
  if ((kind === "receivable" || kind === "payable") && asOf === null)
    fault("asOf", "Say for which day this list is true.");
  if (file.format !== "table") return;
  if (columns.date === undefined) fault("columns.date", "Say which column holds the date.");
  if (columns.party === undefined) fault("columns.party", "Say which column holds the party's name.");
  if (columns.amount === undefined && columns.debit === undefined && columns.credit === undefined)
    fault("columns.amount", "Say which column holds the amount.");
  const used = Object.values(columns);
  if (new Set(used).size < used.length)
    fault("columns", "One column is given two meanings; choose one of them.");
}

function fault(field: string, message: string): never {
  throw new ApiFailure("bad-input", { field: `mapping.${field}`, message });
}

const COMMITTED = "This upload is in the books already.";
