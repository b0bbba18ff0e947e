import type { AuditAbout } from "@cfa/contract/audit";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";

/** Who did what, newest first, page by page. */
export function useAudit(input: { companyId: string; about: AuditAbout | null; who: string | null }) {
  const { companyId, about, who } = input;
  return useInfiniteQuery({
    ...api.audit.list.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        limit: 50,
        ...(about === null ? {} : { about }),
        ...(who === null ? {} : { who }),
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
    staleTime: 1_000,
  });
}
