import { keepPreviousData, useInfiniteQuery, usePrefetchInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";
import { paged, pageOfLong } from "./pages";

export type BillState = "open" | "settled" | "all";

type Wanted = { companyId: string; partyId: string; asOf: string | null; state: BillState };

/** A party's bills, page by page. */
export function useBills(wanted: Wanted) {
  return useInfiniteQuery({ ...pagesOf(wanted), placeholderData: keepPreviousData });
}

/** Has the open bills of a party on their way while the party itself still is. */
export function useBillsAhead(of: Omit<Wanted, "state">): void {
  usePrefetchInfiniteQuery(pagesOf({ ...of, state: "open" }));
}

function pagesOf({ companyId, partyId, asOf, state }: Wanted) {
  return api.parties.bills.infiniteOptions({
    input: (cursor: string | null) => ({
      companyId,
      partyId,
      state,
      ...(asOf ? { asOf } : {}),
      ...pageOfLong(cursor),
    }),
    ...paged,
  });
}
