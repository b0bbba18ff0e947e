import { useInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";

/** What could not be taken from Tally, page by page. */
export function useQuarantine(companyId: string) {
  return useInfiniteQuery(
    api.companies.quarantine.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
}
