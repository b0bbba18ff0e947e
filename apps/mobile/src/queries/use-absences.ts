import { useInfiniteQuery, useMutation } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";
import { queryClient } from "./query-client";

/** What Tally no longer shows and waits to be confirmed, page by page. */
export function useAbsences(companyId: string) {
  return useInfiniteQuery(
    api.companies.absences.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        limit: 20,
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
  );
}

/** Says that what was listed is gone. The books follow in a moment, as a new generation. */
export function useConfirmAbsences() {
  return useMutation({
    ...api.companies.confirmAbsences.mutationOptions(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.companies.key() }),
  });
}
