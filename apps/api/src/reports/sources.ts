import type { ReportName } from "@cfa/contract/reports";
import { REPORTS } from "@cfa/contract/report-kinds";

import { ApiFailure } from "../errors.ts";
import { ageingByBill } from "./ageing-by-bill.ts";
import { ageingByParty } from "./ageing-by-party.ts";
import { auditLog } from "./audit-log.ts";
import { collections } from "./collections.ts";
import { confirmation } from "./confirmation.ts";
import { dayBookReport } from "./day-book.ts";
import { discounts } from "./discounts.ts";
import { dsoTrend } from "./dso.ts";
import { exceptions } from "./exceptions.ts";
import { ledger } from "./ledger.ts";
import { msmeDues } from "./msme-dues.ts";
import type { Asked, Source } from "./source.ts";
import { statement } from "./statement.ts";
import { tdsAwaited } from "./tds-awaited.ts";

const SOURCES: Readonly<Record<ReportName, (asked: Asked) => Promise<Source>>> = {
  ageing: ageingByParty,
  "ageing-bills": ageingByBill,
  statement,
  confirmation,
  ledger,
  collections: (asked) => collections(asked, "day"),
  "collections-parties": (asked) => collections(asked, "party"),
  dso: dsoTrend,
  "day-book": dayBookReport,
  exceptions,
  msme: msmeDues,
  "tds-awaited": tdsAwaited,
  discounts,
  audit: auditLog,
};

/** The report that is asked for, where this reader's role may see it. */
export function sourceOf(asked: Asked): Promise<Source> {
  if (!REPORTS[asked.report].roles.includes(asked.scope.role)) throw new ApiFailure("not-allowed");
  return SOURCES[asked.report](asked);
}
