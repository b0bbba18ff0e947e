import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";

/** What customers have kept back as tax, by customer, page by page; every page has the sums of all. */
export function useTdsReceivable({ companyId, asOf }: { companyId: string; asOf: string | null }) {
  return useInfiniteQuery({
    ...api.tds.receivable.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        limit: 50,
        ...(asOf ? { asOf } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
}

/** The bills of one customer that are open for their tax alone, oldest first, page by page. */
export function useTdsBills(input: { companyId: string; partyId: string; asOf: string | null }) {
  const { companyId, partyId, asOf } = input;
  return useInfiniteQuery({
    ...api.tds.bills.infiniteOptions({
      input: (cursor: string | undefined) => ({
        companyId,
        partyId,
        limit: 50,
        ...(asOf ? { asOf } : {}),
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
    placeholderData: keepPreviousData,
  });
}
