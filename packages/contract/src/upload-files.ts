/* How much an upload may hold, what its tables can be, and where its bytes go (uploads.ts). */

export const MAX_PART_BYTES = 8 * 1024 * 1024;
export const MAX_FILE_BYTES = 4 * 1024 ** 3;
export const MAX_UPLOAD_BYTES = 8 * 1024 ** 3;
export const MAX_UPLOAD_FILES = 50;

export const TABLE_KINDS = ["receivable", "payable", "sales", "purchases", "receipts", "payments"] as const;

export const TABLE_FIELDS = [
  "date",
  "number",
  "party",
  "amount",
  "debit",
  "credit",
  "due",
  "overdue",
  "against",
  "bank",
  "narration",
] as const;

/** Where the bytes of a file go. */
export function uploadPartPath(
  ids: { companyId: string; uploadId: string; fileNo: number },
  from: number,
): string {
  return `/api/companies/${ids.companyId}/uploads/${ids.uploadId}/files/${ids.fileNo}?from=${from}`;
}

/** Where the refused rows of an upload are, as a table to keep. */
export function refusedRowsPath(ids: { companyId: string; uploadId: string }): string {
  return `/api/companies/${ids.companyId}/uploads/${ids.uploadId}/refused.csv`;
}
