import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";

type OnDay = { companyId: string; asOf: string | null };

/** What customers have kept back as tax, by customer, page by page; every page has the sums of all. */
export function useTdsReceivable(on: OnDay) {
  return useInfiniteQuery({
    ...api.tds.receivable.infiniteOptions({
      input: (cursor: string | null) => ask(on, cursor),
      ...paged,
    }),
    placeholderData: keepPreviousData,
  });
}

/** The bills of one customer that are open for their tax alone, oldest first, page by page. */
export function useTdsBills({ partyId, ...on }: OnDay & { partyId: string }) {
  return useInfiniteQuery({
    ...api.tds.bills.infiniteOptions({
      input: (cursor: string | null) => ({ ...ask(on, cursor), partyId }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
  });
}

function ask({ companyId, asOf }: OnDay, cursor: string | null) {
  return {
    companyId,
    limit: 50,
    ...(asOf ? { asOf } : {}),
    ...cursorIn(cursor),
  };
}
