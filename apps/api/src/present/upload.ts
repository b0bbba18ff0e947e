import {
  TableQuestion,
  UploadNote,
  type Upload,
  type UploadFile,
  type UploadSummary,
} from "@cfa/contract/uploads";
import { FileFormat, FileKind, RecordCount } from "@cfa/contract/uploads";
import type { UploadFileRow, UploadRow } from "@cfa/db/queries/uploads/rows";
import { idOut } from "@cfa/values/ids";
import { z } from "zod";

const Notes = z.array(UploadNote);
const Summary = z.object({
  counts: z.array(RecordCount).default([]),
  debit: z.string().nullable().default(null),
  credit: z.string().nullable().default(null),
  outstanding: z.string().nullable().default(null),
  titles: z.array(z.string()).default([]),
  rows: z.array(z.array(z.string())).default([]),
});

/** An upload as people see it: its files with what they hold, and how far the books have it. */
export function presentUpload(upload: UploadRow, files: readonly UploadFileRow[]): Upload {
  const names = new Map(files.map((file) => [file.fileNo, file.name]));
  const { runState, takeBackState } = upload;
  return {
    uploadId: idOut("upload", upload.uploadId),
    state: upload.state,
    by: upload.userName,
    openedAt: upload.openedAt.toISOString(),
    expiresAt: upload.expiresAt?.toISOString() ?? null,
    files: files.filter((file) => file.state !== "opened").map((file) => presentFile(file, names)),
    warnings: notes(upload.warnings),
    refusal: noteOf(upload.refusal),
    run: isUnderWay(runState)
      ? { state: runState, message: upload.runMessage, quarantined: upload.quarantined }
      : null,
    takenBack: isUnderWay(takeBackState) ? { state: takeBackState, message: upload.takeBackMessage } : null,
  };
}

/** One line of the list of uploads. */
export function presentUploadSummary(
  upload: UploadRow & { files: readonly string[]; records: number },
): UploadSummary {
  const { runState, takeBackState } = upload;
  return {
    uploadId: idOut("upload", upload.uploadId),
    state: upload.state,
    by: upload.userName,
    openedAt: upload.openedAt.toISOString(),
    files: [...upload.files],
    records: upload.records,
    runState: isUnderWay(runState) ? runState : null,
    isTakenBack: takeBackState === "applied",
  };
}

function presentFile(file: UploadFileRow, names: ReadonlyMap<number, string>): UploadFile {
  const { counts, debit, credit, outstanding, titles, rows } = Summary.parse(file.summary);
  const { periodFrom: from, periodTo: to } = file;
  return {
    fileNo: file.fileNo,
    name: file.name,
    insideOf: file.insideOf === null ? null : (names.get(file.insideOf) ?? null),
    bytes: Number(file.bytes),
    received: Number(file.received),
    readBytes: Number(file.readBytes),
    state: file.state === "opened" ? "read" : file.state,
    format: FileFormat.safeParse(file.format).data ?? null,
    kind: FileKind.safeParse(file.kind).data ?? null,
    company: file.companyName,
    period: from === null || to === null ? null : { from, to },
    asOf: file.asOf,
    counts,
    debit,
    credit,
    outstanding,
    first: { titles, rows },
    question: TableQuestion.safeParse(file.question).data ?? null,
    refusal: noteOf(file.refusal),
    warnings: notes(file.warnings),
    refusedRows: file.refusedRows,
  };
}

type RunWay = "queued" | "applied" | "failed";

function isUnderWay(state: UploadRow["runState"]): state is RunWay {
  return state !== null && state !== "open";
}

function notes(value: unknown): UploadNote[] {
  return Notes.safeParse(value).data ?? [];
}

function noteOf(value: unknown): UploadNote | null {
  return UploadNote.safeParse(value).data ?? null;
}
