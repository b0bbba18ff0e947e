import type { CompanyTx } from "../../company-scope.ts";
import type { StoredBatch } from "../sync-batches.ts";
import type { UploadFileState, UploadStateName } from "./rows.ts";

/** The piece of a file that holds the byte `at`, and where it begins; undefined behind the end. */
export async function pieceAt(
  tx: CompanyTx,
  file: { uploadId: string; fileNo: number; at: number },
): Promise<{ startsAt: number; body: Buffer } | undefined> {
  const rows = await tx.run<{ startsAt: bigint; body: Buffer }>(
    `select starts_at as "startsAt", body from upload_piece
     where company_id = $1 and upload_id = $2 and file_no = $3 and starts_at <= $4
     order by starts_at desc limit 1`,
    [tx.companyId, file.uploadId, file.fileNo, file.at],
  );
  const piece = rows[0];
  if (piece === undefined || Number(piece.startsAt) + piece.body.length <= file.at) return undefined;
  return { startsAt: Number(piece.startsAt), body: piece.body };
}

/** Adds the files found in a zip to the upload, and marks the zip as opened. */
export async function addInnerFiles(
  tx: CompanyTx,
  zip: { uploadId: string; fileNo: number; files: readonly { name: string; bytes: number }[] },
): Promise<void> {
  await tx.run(
    `insert into upload_file (company_id, upload_id, file_no, name, inside_of, bytes, received, state)
     select $1, $2, (select max(file_no) from upload_file where company_id = $1 and upload_id = $2) + f.no, f.name, $3,
            f.bytes, f.bytes, 'waiting'
     from unnest($4::text[], $5::bigint[]) with ordinality as f (name, bytes, no)`,
    [
      tx.companyId,
      zip.uploadId,
      zip.fileNo,
      zip.files.map((file) => file.name),
      zip.files.map((file) => file.bytes),
    ],
  );
  await setFile(tx, zip, { state: "opened", format: "zip" });
}

/** What is known of a file after a step of its reading; what is left out stays. */
export type FileChange = {
  state?: UploadFileState;
  format?: string;
  kind?: string | null;
  companyName?: string | null;
  companyGuid?: string | null;
  periodFrom?: string | null;
  periodTo?: string | null;
  asOf?: string | null;
  summary?: unknown;
  signature?: string | null;
  mapping?: unknown;
  question?: unknown;
  refusal?: unknown;
  warnings?: unknown;
  readBytes?: number;
};

const COLUMN: Readonly<Record<keyof FileChange, string>> = {
  state: "state",
  format: "format",
  kind: "kind",
  companyName: "company_name",
  companyGuid: "company_guid",
  periodFrom: "period_from",
  periodTo: "period_to",
  asOf: "as_of",
  summary: "summary",
  signature: "signature",
  mapping: "mapping",
  question: "question",
  refusal: "refusal",
  warnings: "warnings",
  readBytes: "read_bytes",
};
const JSON_COLUMNS = new Set<keyof FileChange>(["summary", "mapping", "question", "refusal", "warnings"]);

/** Notes what has become known of a file. False when it is gone: the upload was cancelled. */
export async function setFile(
  tx: CompanyTx,
  file: { uploadId: string; fileNo: number },
  change: FileChange,
): Promise<boolean> {
  const keys = Object.keys(change) as (keyof FileChange)[];
  const sets = keys.map((key, at) => `${COLUMN[key]} = $${at + 4}${JSON_COLUMNS.has(key) ? "::jsonb" : ""}`);
  const values = keys.map((key) => {
    const value = change[key];
    return JSON_COLUMNS.has(key) && value !== null && value !== undefined
      ? JSON.stringify(value)
      : (value ?? null);
  });
  const rows = await tx.run(
    `update upload_file set ${sets.join(", ")}
     where company_id = $1 and upload_id = $2 and file_no = $3 returning file_no`,
    [tx.companyId, file.uploadId, file.fileNo, ...values],
  );
  return rows.length > 0;
}

/** Keeps a batch read of a file. */
export async function addUploadBatch(
  tx: CompanyTx,
  batch: Pick<
    StoredBatch,
    "sequence" | "sha256" | "body" | "records" | "masters" | "vouchers" | "unreadable"
  > & {
    uploadId: string;
    fileNo: number;
  },
): Promise<void> {
  await tx.run(
    `insert into upload_batch (company_id, upload_id, file_no, sequence, body_sha256, body, records, masters, vouchers,
                               unreadable)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.companyId,
      batch.uploadId,
      batch.fileNo,
      batch.sequence,
      Buffer.from(batch.sha256),
      Buffer.from(batch.body),
      batch.records,
      batch.masters,
      batch.vouchers,
      batch.unreadable,
    ],
  );
}

/** What was read of a file goes: it is refused, or read from its beginning. */
export async function dropFileBatches(
  tx: CompanyTx,
  file: { uploadId: string; fileNo: number },
): Promise<void> {
  const values = [tx.companyId, file.uploadId, file.fileNo];
  await tx.run("delete from upload_batch where company_id = $1 and upload_id = $2 and file_no = $3", values);
  await tx.run(
    "delete from upload_refused_row where company_id = $1 and upload_id = $2 and file_no = $3",
    values,
  );
  await tx.run(
    "update upload_file set refused_rows = 0 where company_id = $1 and upload_id = $2 and file_no = $3",
    values,
  );
}

/** Keeps rows that were refused, with their lines and reasons. */
export async function addRefusedRows(
  tx: CompanyTx,
  file: { uploadId: string; fileNo: number },
  rows: readonly { line: number; reason: string; cells: readonly string[] }[],
): Promise<void> {
  await tx.run(
    `insert into upload_refused_row (company_id, upload_id, file_no, line, reason, cells)
     select $1, $2, $3, r.line, r.reason, r.cells
     from jsonb_to_recordset($4::jsonb) as r (line int, reason text, cells jsonb) on conflict do nothing`,
    [tx.companyId, file.uploadId, file.fileNo, JSON.stringify(rows)],
  );
  await tx.run(
    `update upload_file set refused_rows = refused_rows + $4 where company_id = $1 and upload_id = $2 and file_no = $3`,
    [tx.companyId, file.uploadId, file.fileNo, rows.length],
  );
}

/** Ends the reading of an upload: what it has come to, and of which books its preview is. */
export async function endReading(
  tx: CompanyTx,
  uploadId: string,
  end: { state: UploadStateName; warnings: unknown; refusal: unknown },
): Promise<void> {
  await tx.run(
    `update upload set state = $3, warnings = $4::jsonb, refusal = $5::jsonb,
            generation = coalesce((select generation from sync_state where company_id = $1), 0)
     where company_id = $1 and upload_id = $2 and state = 'reading'`,
    [
      tx.companyId,
      uploadId,
      end.state,
      JSON.stringify(end.warnings),
      end.refusal === null ? null : JSON.stringify(end.refusal),
    ],
  );
}

/** What the company said about tables of a layout; null when it never saw one. */
export async function rememberedMapping(tx: CompanyTx, signature: string): Promise<unknown> {
  const rows = await tx.run<{ mapping: unknown }>(
    "select mapping from table_mapping where company_id = $1 and signature = $2",
    [tx.companyId, signature],
  );
  return rows[0]?.mapping ?? null;
}
