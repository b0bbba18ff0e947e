import type { BillForecast } from "@cfa/contract/insights";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { api } from "./api";
import { cursorIn, paged } from "./pages";
import type { SideName } from "./use-parties";

const WHILE_BEHIND_MILLIS = 4_000;
const WHILE_NOTHING_MILLIS = 15_000;
const MOST = 200;

type Learned = { learned: { isBehind: boolean } | null };

/** What is behind the books is being learned again and will be there in a moment; the first time may take longer. */
function againIn(answer: Learned | undefined): number | false {
  if (answer === undefined) return false;
  if (answer.learned === null) return WHILE_NOTHING_MILLIS;
  return answer.learned.isBehind ? WHILE_BEHIND_MILLIS : false;
}

/** What is learned of a whole side; asked for where `isWanted`. */
export function usePaymentOverview(
  companyId: string,
  { side, isWanted }: { side: SideName; isWanted: boolean },
) {
  return useQuery({
    ...api.insights.overview.queryOptions({ input: { companyId, side } }),
    enabled: isWanted,
    refetchInterval: ({ state: { data } }) => againIn(data),
  });
}

/** How a party pays, with the forecasts of its open bills, earliest due first, page by page. */
export function usePartyPayment(input: {
  companyId: string;
  partyId: string;
  side: SideName;
  isWanted: boolean;
}) {
  const { isWanted, ...asked } = input;
  return useInfiniteQuery({
    ...api.insights.party.infiniteOptions({
      input: (cursor: string | null) => ({ ...asked, limit: MOST, ...cursorIn(cursor) }),
      ...paged,
    }),
    enabled: isWanted,
    refetchInterval: ({ state: { data } }) => againIn(data?.pages[0]),
  });
}

/** The forecasts of a party's open bills by bill, of so many of its bills as are `shown`. Both lists go by due date. */
export function usePartyForecasts(input: {
  companyId: string;
  partyId: string;
  side: SideName;
  isWanted: boolean;
  shown: number;
}): ReadonlyMap<string, BillForecast> {
  const { shown, ...asked } = input;
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = usePartyPayment(asked);
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const isShort = rows.length < shown && hasNextPage && !isFetchingNextPage;
  useEffect(() => {
    if (isShort) void fetchNextPage();
  }, [isShort, fetchNextPage]);
  return new Map(rows.map((row) => [row.billId, row]));
}

/** When a bill will be paid, and why; asked for where `isWanted`. */
export function useBillPayment(input: { companyId: string; billId: string; isWanted: boolean }) {
  const { isWanted, ...asked } = input;
  return useQuery({
    ...api.insights.bill.queryOptions({ input: asked }),
    enabled: isWanted,
    refetchInterval: ({ state: { data } }) => againIn(data),
  });
}

/** A party's paid bills with their delays. */
export function usePaymentHistory(input: { companyId: string; partyId: string; side: SideName }) {
  return useQuery(api.insights.history.queryOptions({ input }));
}
