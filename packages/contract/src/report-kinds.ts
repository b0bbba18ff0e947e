import type { Role } from "./reads.ts";

/* Which reports there are, what each asks for, and where its files are (reports.ts). */

export const REPORT_NAMES = [
  "ageing",
  "ageing-bills",
  "statement",
  "confirmation",
  "ledger",
  "collections",
  "collections-parties",
  "dso",
  "day-book",
  "exceptions",
  "msme",
  "tds-awaited",
  "discounts",
  "audit",
] as const;

export const REPORT_FORMATS = ["xlsx", "pdf", "csv"] as const;

const ALL: readonly Role[] = ["owner", "accountant", "viewer"];
const BOOKKEEPING: readonly Role[] = ["owner", "accountant"];

/**
 * What each report asks for, and who may read it: `day` or `period`, one side, words to find rows by, and a party: `one` must be chosen, `any` may be,
 * `none` is asked for.
 */
export const REPORTS: Readonly<
  Record<
    (typeof REPORT_NAMES)[number],
    {
      readonly time: "day" | "period" | "none";
      readonly sided: boolean;
      readonly party: "one" | "any" | "none";
      readonly searched: boolean;
      readonly roles: readonly Role[];
    }
  >
> = {
  ageing: { time: "day", sided: true, party: "none", searched: true, roles: ALL },
  "ageing-bills": { time: "day", sided: true, party: "none", searched: true, roles: ALL },
  statement: { time: "day", sided: true, party: "one", searched: true, roles: ALL },
  confirmation: { time: "day", sided: true, party: "one", searched: false, roles: ALL },
  ledger: { time: "period", sided: false, party: "one", searched: false, roles: BOOKKEEPING },
  collections: { time: "period", sided: false, party: "none", searched: false, roles: ALL },
  "collections-parties": { time: "period", sided: false, party: "none", searched: false, roles: ALL },
  dso: { time: "day", sided: true, party: "none", searched: false, roles: ALL },
  "day-book": { time: "period", sided: false, party: "none", searched: false, roles: BOOKKEEPING },
  exceptions: { time: "day", sided: false, party: "none", searched: false, roles: BOOKKEEPING },
  msme: { time: "day", sided: false, party: "none", searched: true, roles: BOOKKEEPING },
  "tds-awaited": { time: "day", sided: true, party: "any", searched: true, roles: ALL },
  discounts: { time: "period", sided: false, party: "none", searched: true, roles: ALL },
  audit: { time: "period", sided: false, party: "none", searched: false, roles: BOOKKEEPING },
};

/** The address of a report as a file; its query is a `ReportAsk`. */
export function reportFilePath(
  companyId: string,
  report: (typeof REPORT_NAMES)[number],
  format: (typeof REPORT_FORMATS)[number],
): string {
  return `/api/companies/${companyId}/reports/${report}.${format}`;
}
