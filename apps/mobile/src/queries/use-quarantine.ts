import { useInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";

/** What could not be taken from Tally, page by page. */
export function useQuarantine(companyId: string) {
  return useInfiniteQuery(
    api.companies.quarantine.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        limit: 50,
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
  );
}
