import { oc } from "@orpc/contract";
import { z } from "zod";

import { BillId, CompanyId, Day, PartyId, VoucherId } from "./fields.ts";
import { REPORT_FORMATS, REPORT_NAMES } from "./report-kinds.ts";

/* Reports: each is a table under a head, looked at by the page and kept as a file. */

export const ReportName = z.enum(REPORT_NAMES);
export type ReportName = z.infer<typeof ReportName>;

export const ReportFormat = z.enum(REPORT_FORMATS);
export type ReportFormat = z.infer<typeof ReportFormat>;

export const ReportLanguage = z.enum(["en", "hi"]);
export type ReportLanguage = z.infer<typeof ReportLanguage>;

/** What a report is about. What it does not ask for is ignored. */
export const ReportAsk = z.strictObject({
  asOf: Day.optional().describe("default: today in India"),
  from: Day.optional().describe("default: first day of the financial year that holds `to`"),
  to: Day.optional().describe("default: today in India"),
  side: z.enum(["receivable", "payable"]).default("receivable"),
  party: z
    .string()
    .regex(/^(pty|led)_[a-z2-7]{26}$/)
    .optional()
    .describe("for reports about one party, or for that of a ledger: its id"),
  search: z.string().max(200).optional().describe("only rows whose party or reference has all these words"),
  sort: z.string().max(40).optional().describe("key of a sortable column"),
  order: z.enum(["up", "down"]).default("up"),
  language: ReportLanguage.default("en"),
});
export type ReportAsk = z.infer<typeof ReportAsk>;

export const ReportColumn = z.object({
  key: z.string(),
  title: z.string(),
  kind: z
    .enum(["text", "money", "balance", "day", "count", "percent", "days"])
    .describe("balance: paise, debit positive; percent: hundredths of a percent; days: tenths of a day"),
  sortable: z.boolean(),
});
export type ReportColumn = z.infer<typeof ReportColumn>;

const ReportCell = z
  .union([z.string(), z.number()])
  .nullable()
  .describe("by its column's kind: text, paise, day, or a number");
const ReportCells = z.array(ReportCell);

export const ReportRow = z.object({
  cells: ReportCells,
  party: PartyId.optional(),
  bill: BillId.optional(),
  voucher: VoucherId.optional(),
});
export type ReportRow = z.infer<typeof ReportRow>;

export const ReportPage = z.object({
  head: z.object({
    company: z.string(),
    title: z.string(),
    lines: z.array(z.object({ label: z.string(), value: z.string() })),
  }),
  columns: z.array(ReportColumn),
  rows: z.array(ReportRow),
  totals: ReportCells.nullable().describe("of all rows, not only of this page; null: this report has none"),
  layout: z.enum(["portrait", "landscape"]).describe("how it lies on paper"),
  none: z.string().describe("what to say when there is no row"),
  nextCursor: z.string().nullable(),
});
export type ReportPage = z.infer<typeof ReportPage>;

/** The app's calls about reports. */
export const reportsApi = {
  rows: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/reports/{report}/rows",
      summary: "A report by the page",
    })
    .input(
      ReportAsk.extend({
        companyId: CompanyId,
        report: ReportName,
        cursor: z.string().max(1_000).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(ReportPage),
};
