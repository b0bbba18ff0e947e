import type { CashForecastAnswer } from "@cfa/contract/cash-forecast";
import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { isLive } from "./live/is-live";
import { queryClient, showAnswer } from "./query-client";

const SOON_MILLIS = 4_000;
/** Where its end is told by itself. */
const LATER_MILLIS = 30_000;

/** How much money there is as of a day; today when `asOf` is null. */
export function useCashPosition(companyId: string, asOf: string | null) {
  return useQuery(api.cash.position.queryOptions({ input: { companyId, ...(asOf ? { asOf } : {}) } }));
}

/** What the money will do in the next thirteen weeks. While it is being made again it is asked for every few seconds. */
export function useCashForecast(companyId: string) {
  return useQuery({
    ...api.cashForecast.forecast.queryOptions({ input: { companyId } }),
    refetchInterval: ({ state }) => {
      if (!isAwaited(state.data)) return false;
      return isLive(companyId) ? LATER_MILLIS : SOON_MILLIS;
    },
  });
}

/** One is on its way: it is behind what is known, or the first is not there yet. */
function isAwaited(answer: CashForecastAnswer | undefined): boolean {
  if (answer === undefined) return false;
  return answer.forecast?.isBehind ?? answer.notes.some(({ kind }) => kind === "not-yet");
}

/** What stands behind the week that begins on a day. */
export function useCashWeek(companyId: string, firstDay: string) {
  return useQuery(api.cashForecast.week.queryOptions({ input: { companyId, firstDay } }));
}

/** What was forecast some weeks ago, against what came. */
export function useCashRecord(companyId: string) {
  return useQuery(api.cashForecast.record.queryOptions({ input: { companyId } }));
}

/** Sums that come back by the calendar. */
export function useCashItems(companyId: string) {
  return useQuery(api.cashForecast.items.queryOptions({ input: { companyId } }));
}

/** What is expected of open bills week by week, and what of it was promised. */
export function useExpected(companyId: string, side: "receivable" | "payable") {
  return useQuery(api.insights.overview.queryOptions({ input: { companyId, side } }));
}

/** Says something of a recurring item; the forecast is made again. */
export function useSayItem(options: { onDone: () => void }) {
  return useMutation(
    api.cashForecast.sayItem.mutationOptions({
      onSuccess: async (items, { companyId }) => {
        await showAnswer(api.cashForecast.items.queryKey({ input: { companyId } }), items);
        void queryClient.invalidateQueries({ queryKey: api.cashForecast.forecast.key() });
        options.onDone();
      },
    }),
  );
}

/** Says how low the money may fall, and what holds for its accounts. */
export function useChangeCash(options: { onDone: () => void }) {
  return useMutation(
    api.cash.change.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: api.cash.key() });
        void queryClient.invalidateQueries({ queryKey: api.cashForecast.key() });
        options.onDone();
      },
    }),
  );
}
