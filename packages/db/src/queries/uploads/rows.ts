import type { RunStateName } from "../../tables/sync.ts";

export type UploadStateName =
  | "receiving"
  | "reading"
  | "asking"
  | "ready"
  | "refused"
  | "committed"
  | "failed";
export type UploadFileState = "receiving" | "waiting" | "reading" | "asking" | "read" | "opened" | "refused";

/** An upload with the run that took it in and the one that took it back, where there are any. */
export type UploadRow = {
  uploadId: string;
  state: UploadStateName;
  userName: string;
  openedAt: Date;
  expiresAt: Date | null;
  generation: bigint | null;
  warnings: unknown;
  refusal: unknown;
  runState: RunStateName | null;
  runMessage: string | null;
  quarantined: number;
  takeBackState: RunStateName | null;
  takeBackMessage: string | null;
};

export type UploadFileRow = {
  fileNo: number;
  name: string;
  insideOf: number | null;
  bytes: bigint;
  received: bigint;
  readBytes: bigint;
  state: UploadFileState;
  format: string | null;
  kind: string | null;
  companyName: string | null;
  companyGuid: string | null;
  periodFrom: string | null;
  periodTo: string | null;
  asOf: string | null;
  summary: unknown;
  signature: string | null;
  mapping: unknown;
  question: unknown;
  refusal: unknown;
  warnings: unknown;
  refusedRows: number;
};

/** The columns of an UploadRow, from `upload u` with its runs as `r` and `t`. */
export const UPLOAD_COLUMNS = `u.upload_id as "uploadId", u.state, u.user_name as "userName", u.opened_at as "openedAt",
  u.expires_at as "expiresAt", u.generation, u.warnings, u.refusal, r.state as "runState", r.message as "runMessage",
  (select count(*)::int from quarantine q
   where q.company_id = u.company_id and q.run_id = u.upload_id and q.resolved_at is null) as quarantined,
  t.state as "takeBackState", t.message as "takeBackMessage"`;

/** An upload's run bears its id. */
export const UPLOAD_JOINS = `upload u
  left join sync_run r on r.company_id = u.company_id and r.run_id = u.upload_id
  left join sync_run t on t.company_id = u.company_id and t.run_id = u.take_back_run_id`;

/** The columns of an UploadFileRow. */
export const FILE_COLUMNS = `file_no as "fileNo", name, inside_of as "insideOf", bytes, received, read_bytes as "readBytes",
  state, format, kind, company_name as "companyName", company_guid as "companyGuid", period_from as "periodFrom",
  period_to as "periodTo", as_of as "asOf", summary, signature, mapping, question, refusal, warnings,
  refused_rows as "refusedRows"`;
