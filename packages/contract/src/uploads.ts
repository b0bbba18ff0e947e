import { z } from "zod";

import { Day, idOf, Moment, Paise } from "./fields.ts";
import { TABLE_FIELDS, TABLE_KINDS } from "./upload-files.ts";

/*
 * Files that people hand in where no agent can run. An upload holds files; it is read, shown as a preview, and nothing is
 * in the books before it is committed. What it holds is then taken in as a run of its own, as a sync is.
 *
 *   POST /api/companies/{companyId}/uploads                                  open one, naming the files
 *   PUT  /api/companies/{companyId}/uploads/{uploadId}/files/{fileNo}?from=N  the bytes of a file from its N-th on, raw, at
 *                                                                            most MAX_PART_BYTES at once; answers UploadPart
 *   POST …/uploads/{uploadId}/read                                           all bytes are there: read them
 *   GET  …/uploads/{uploadId}                                                how far it is; what it holds
 *   POST …/uploads/{uploadId}/files/{fileNo}/mapping                         what the columns of a table mean
 *   POST …/uploads/{uploadId}/commit                                         take it into the books
 *   GET  …/uploads/{uploadId}/refused.csv                                    the rows that were refused, as a table
 */

export const UploadId = idOf("upl");

/** What a table of a person's own making can be; the first two are lists of what is open on a day. */
export const TableKind = z.enum(TABLE_KINDS);
export type TableKind = z.infer<typeof TableKind>;

/** What a column of a table can mean. */
export const TableField = z.enum(TABLE_FIELDS);
export type TableField = z.infer<typeof TableField>;

export const DateOrder = z.enum(["day-first", "month-first"]);

const Column = z.number().int().min(0).max(199);

/** How a table is to be read. Kept for the company and the table's header, all but the as-of date. */
export const Mapping = z.strictObject({
  kind: TableKind,
  columns: z.partialRecord(TableField, Column).describe("columns from 0"),
  dateOrder: DateOrder.nullable().describe("null: no day in the file can be read two ways"),
  asOf: Day.nullable().describe("of a list of open bills: the day it was true"),
});
export type Mapping = z.infer<typeof Mapping>;

/** What must be known before a table can be read, with what we take it to be. */
export const TableQuestion = z.object({
  columns: z.array(z.object({ title: z.string(), samples: z.array(z.string()) })),
  guess: z.object({
    kind: TableKind.nullable(),
    columns: z.partialRecord(TableField, Column),
    dateOrder: DateOrder.nullable(),
    asOf: Day.nullable(),
  }),
  missing: z
    .array(z.enum(["columns", "kind", "date-order", "as-of"]))
    .describe("what cannot be told from the file; columns: this layout is new and is to be confirmed"),
});
export type TableQuestion = z.infer<typeof TableQuestion>;

export const FileFormat = z.enum(["xml", "json", "table", "zip"]);
export const FileKind = z.enum([
  "masters",
  "day-book",
  "voucher-register",
  "receivable",
  "payable",
  "sales",
  "purchases",
  "receipts",
  "payments",
]);
export type FileKind = z.infer<typeof FileKind>;

/** Why a file is not taken, or what a person should know about one that is. The sentence says what to do. */
export const UploadNote = z.object({ code: z.string(), message: z.string() });
export type UploadNote = z.infer<typeof UploadNote>;

/** How many records of a kind a file holds, and what they are to the books as they stand. */
export const RecordCount = z.object({
  kind: z.enum(["group", "ledger", "voucher-type", "voucher", "party", "bill"]),
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  older: z.number().int().describe("the books have a newer version, which stays"),
  gone: z.number().int().describe("in the books from an earlier list, and no longer in this one"),
});
export type RecordCount = z.infer<typeof RecordCount>;

export const UploadFile = z.object({
  fileNo: z.number().int(),
  name: z.string(),
  insideOf: z.string().nullable().describe("the zip file it came in"),
  bytes: z.number().int(),
  received: z.number().int(),
  readBytes: z.number().int().describe("how far reading is"),
  state: z.enum(["receiving", "waiting", "reading", "asking", "read", "refused"]),
  format: FileFormat.nullable(),
  kind: FileKind.nullable(),
  company: z.string().nullable().describe("the company's name in the file"),
  period: z.object({ from: Day, to: Day }).nullable().describe("first and last day in it"),
  asOf: Day.nullable(),
  counts: z.array(RecordCount),
  debit: Paise.nullable().describe("sum of the debits of its vouchers"),
  credit: Paise.nullable(),
  outstanding: Paise.nullable().describe("of a list of open bills: what it adds up to, owed on its side"),
  first: z.object({ titles: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  question: TableQuestion.nullable(),
  refusal: UploadNote.nullable(),
  warnings: z.array(UploadNote),
  refusedRows: z.number().int(),
});
export type UploadFile = z.infer<typeof UploadFile>;

export const Upload = z.object({
  uploadId: UploadId,
  state: z.enum(["receiving", "reading", "asking", "ready", "refused", "committed", "failed"]),
  by: z.string().nullable().describe("who handed it in"),
  openedAt: Moment,
  expiresAt: Moment.nullable().describe("when it goes if it is not committed"),
  files: z.array(UploadFile),
  warnings: z.array(UploadNote),
  refusal: UploadNote.nullable().describe("why the whole of it cannot be committed"),
  run: z
    .object({
      state: z.enum(["queued", "applied", "failed"]),
      message: z.string().nullable(),
      quarantined: z.number().int(),
    })
    .nullable(),
  takenBack: z
    .object({ state: z.enum(["queued", "applied", "failed"]), message: z.string().nullable() })
    .nullable(),
});
export type Upload = z.infer<typeof Upload>;

export const UploadSummary = z.object({
  uploadId: UploadId,
  state: Upload.shape.state,
  by: z.string().nullable(),
  openedAt: Moment,
  files: z.array(z.string()),
  records: z.number().int(),
  runState: z.enum(["queued", "applied", "failed"]).nullable(),
  isTakenBack: z.boolean(),
});
export type UploadSummary = z.infer<typeof UploadSummary>;

export const RefusedRow = z.object({
  file: z.string(),
  line: z.number().int(),
  reason: z.string(),
  cells: z.array(z.string()),
});
export type RefusedRow = z.infer<typeof RefusedRow>;

/** Answer to a part of a file: how many of its bytes are there. */
export const UploadPart = z.object({ received: z.number().int() });
export type UploadPart = z.infer<typeof UploadPart>;
