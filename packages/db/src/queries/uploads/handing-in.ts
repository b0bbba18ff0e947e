import type { CompanyTx } from "../../company-scope.ts";
import {
  FILE_COLUMNS,
  UPLOAD_COLUMNS,
  UPLOAD_JOINS,
  type UploadFileRow,
  type UploadRow,
  type UploadStateName,
} from "./rows.ts";

const KEEP_HOURS = 24;

/** Bytes of one row; a part of a file becomes some of them. */
const PIECE_BYTES = 1_048_576;

/** How many uploads wait to be committed, and the bytes that were stated for them. Those whose time is over go now. */
export async function openUploads(tx: CompanyTx): Promise<{ uploads: number; bytes: bigint }> {
  await tx.run("delete from upload where company_id = $1 and expires_at < now()", [tx.companyId]);
  const rows = await tx.run<{ uploads: number; bytes: bigint }>(
    `select count(distinct u.upload_id)::int as uploads,
            coalesce(sum(f.bytes) filter (where f.inside_of is null), 0)::bigint as bytes
     from upload u left join upload_file f using (company_id, upload_id)
     where u.company_id = $1 and u.state <> 'committed'`,
    [tx.companyId],
  );
  return rows[0] ?? { uploads: 0, bytes: 0n };
}

/** Opens an upload of so many files and answers its id. It goes after a day if it is not committed. */
export async function openUpload(
  tx: CompanyTx,
  upload: { user: { id: string; name: string }; files: readonly { name: string; bytes: number }[] },
): Promise<string> {
  const rows = await tx.run<{ uploadId: string }>(
    `insert into upload (company_id, state, user_id, user_name, expires_at)
     values ($1, 'receiving', $2, $3, now() + make_interval(hours => $4)) returning upload_id as "uploadId"`,
    [tx.companyId, upload.user.id, upload.user.name, KEEP_HOURS],
  );
  const uploadId = rows[0]?.uploadId ?? "";
  await tx.run(
    `insert into upload_file (company_id, upload_id, file_no, name, bytes, state)
     select $1, $2, f.no, f.name, f.bytes, 'receiving'
     from unnest($3::text[], $4::bigint[]) with ordinality as f (name, bytes, no)`,
    [tx.companyId, uploadId, upload.files.map((file) => file.name), upload.files.map((file) => file.bytes)],
  );
  return uploadId;
}

/** One upload that is still there; `lock` keeps it from changing until the end of `tx`. */
export async function findUpload(
  tx: CompanyTx,
  uploadId: string,
  options: { lock?: boolean } = {},
): Promise<UploadRow | undefined> {
  const rows = await tx.run<UploadRow>(
    `select ${UPLOAD_COLUMNS} from ${UPLOAD_JOINS}
     where u.company_id = $1 and u.upload_id = $2 and (u.expires_at is null or u.expires_at > now())
     ${options.lock === true ? "for update of u" : ""}`,
    [tx.companyId, uploadId],
  );
  return rows[0];
}

/** The newest uploads that were committed or still wait, with the names of their files. */
export function listUploads(
  tx: CompanyTx,
  limit: number,
): Promise<(UploadRow & { files: string[]; records: number })[]> {
  return tx.run(
    `select ${UPLOAD_COLUMNS},
            coalesce((select array_agg(f.name order by f.file_no) from upload_file f
                      where f.company_id = u.company_id and f.upload_id = u.upload_id and f.inside_of is null), '{}') as files,
            coalesce((select sum(b.records) from sync_batch b
                      where b.company_id = u.company_id and b.run_id = u.upload_id), 0)::int as records
     from ${UPLOAD_JOINS}
     where u.company_id = $1 and (u.expires_at is null or u.expires_at > now())
     order by u.opened_at desc limit $2`,
    [tx.companyId, limit],
  );
}

/** The files of an upload in their order. */
export function uploadFiles(tx: CompanyTx, uploadId: string): Promise<UploadFileRow[]> {
  return tx.run(
    `select ${FILE_COLUMNS} from upload_file where company_id = $1 and upload_id = $2 order by file_no`,
    [tx.companyId, uploadId],
  );
}

/**
 * Keeps the bytes of a file from `from` on and answers how many are there now. What does not begin where the last part
 * ended is not taken: the answer says where to go on. Undefined when no such file waits for bytes.
 */
export async function addPart(
  tx: CompanyTx,
  part: { uploadId: string; fileNo: number; from: number; bytes: Uint8Array },
): Promise<{ received: number; bytes: number } | undefined> {
  const scope = [tx.companyId, part.uploadId, part.fileNo];
  const rows = await tx.run<{ received: bigint; bytes: bigint }>(
    `select f.received, f.bytes from upload_file f join upload u using (company_id, upload_id)
     where f.company_id = $1 and f.upload_id = $2 and f.file_no = $3 and u.state = 'receiving' and u.expires_at > now()
     for update of f`,
    scope,
  );
  const file = rows[0];
  if (file === undefined) return undefined;
  const [received, bytes] = [Number(file.received), Number(file.bytes)];
  if (part.from !== received || received + part.bytes.length > bytes) return { received, bytes };
  for (let at = 0; at < part.bytes.length; at += PIECE_BYTES) {
    const piece = Buffer.from(part.bytes.subarray(at, at + PIECE_BYTES));
    await tx.run(
      `insert into upload_piece (company_id, upload_id, file_no, starts_at, body) values ($1, $2, $3, $4, $5)`,
      [...scope, received + at, piece],
    );
  }
  const now = received + part.bytes.length;
  await tx.run(
    `update upload_file set received = $4, state = case when $4 = bytes then 'waiting' else state end
     where company_id = $1 and upload_id = $2 and file_no = $3`,
    [...scope, now],
  );
  return { received: now, bytes };
}

/** Moves an upload on. */
export async function setUploadState(tx: CompanyTx, uploadId: string, state: UploadStateName): Promise<void> {
  await tx.run("update upload set state = $3 where company_id = $1 and upload_id = $2", [
    tx.companyId,
    uploadId,
    state,
  ]);
}

/** Has files read, or read again: all that are no opened zip, or those named. An empty one never got a part. */
export async function readAgain(
  tx: CompanyTx,
  uploadId: string,
  fileNos: readonly number[] | null,
): Promise<void> {
  const values = [tx.companyId, uploadId, fileNos];
  const which = "company_id = $1 and upload_id = $2 and ($3::int[] is null or file_no = any($3))";
  await tx.run(`delete from upload_batch where ${which}`, values);
  await tx.run(`delete from upload_refused_row where ${which}`, values);
  await tx.run(
    `update upload_file set state = 'waiting', refusal = null, question = null, read_bytes = 0, refused_rows = 0,
            warnings = '[]', summary = '{}'
     where ${which} and state <> 'opened' and received = bytes`,
    values,
  );
}

/** Keeps how a table is to be read. */
export async function setMapping(
  tx: CompanyTx,
  file: { uploadId: string; fileNo: number; mapping: unknown },
): Promise<void> {
  await tx.run(
    "update upload_file set mapping = $4::jsonb where company_id = $1 and upload_id = $2 and file_no = $3",
    [tx.companyId, file.uploadId, file.fileNo, JSON.stringify(file.mapping)],
  );
}

/** An upload that nobody wants goes with everything in it. A committed one stays. */
export async function deleteUpload(tx: CompanyTx, uploadId: string): Promise<boolean> {
  const rows = await tx.run(
    "delete from upload where company_id = $1 and upload_id = $2 and state <> 'committed' returning upload_id",
    [tx.companyId, uploadId],
  );
  return rows.length > 0;
}

/** Rows that were refused, file by file and line by line; `limit` of them after a place. */
export function refusedRows(
  tx: CompanyTx,
  wanted: { uploadId: string; limit: number; after: { fileNo: number; line: number } | null },
): Promise<{ fileNo: number; file: string; line: number; reason: string; cells: string[] }[]> {
  return tx.run(
    `select r.file_no as "fileNo", f.name as file, r.line, r.reason, r.cells
     from upload_refused_row r join upload_file f using (company_id, upload_id, file_no)
     where r.company_id = $1 and r.upload_id = $2 and (r.file_no, r.line) > ($4, $5)
     order by r.file_no, r.line limit $3`,
    [tx.companyId, wanted.uploadId, wanted.limit, wanted.after?.fileNo ?? -1, wanted.after?.line ?? -1],
  );
}
