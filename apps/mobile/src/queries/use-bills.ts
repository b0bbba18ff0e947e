import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";
import { paged, pageOfLong } from "./pages";

export type BillState = "open" | "settled" | "all";

/** A party's bills, page by page. */
export function useBills(input: {
  companyId: string;
  partyId: string;
  asOf: string | null;
  state: BillState;
}) {
  const { companyId, partyId, asOf, state } = input;
  return useInfiniteQuery({
    ...api.parties.bills.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        partyId,
        state,
        ...(asOf ? { asOf } : {}),
        ...pageOfLong(cursor),
      }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
  });
}
