import type { ReportAsk, ReportName } from "@cfa/contract/reports";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";

/** A report, page by page, as it is asked for; nothing is asked while `ready` is not. */
export function useReport(input: { companyId: string; report: ReportName; ask: ReportAsk; ready: boolean }) {
  const { companyId, report, ask, ready } = input;
  return useInfiniteQuery({
    ...api.reports.rows.infiniteOptions({
      input: (cursor: string | null) => ({
        ...ask,
        companyId,
        report,
        limit: cursor === undefined ? 50 : 200, // who goes on reads far
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
    enabled: ready,
    placeholderData: keepPreviousData,
  });
}
