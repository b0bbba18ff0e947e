import type { SearchAnswer, TodayItem } from "@cfa/contract/today";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { ApiFailure } from "./failure";
import { showAnswer } from "./query-client";
import { useKeepsBooks } from "./use-companies";
import { dropWaiting, keepWaiting, useMe } from "./waiting/waiting";

const RISKY_SHOWN = 5;
const MSME_SHOWN = 5;

/** What there is to do and to know today. */
export function useToday(companyId: string) {
  return useQuery(api.today.read.queryOptions({ input: { companyId } }));
}

/**
 * Puts an alert off until a day, or (null) shows it again; answers the day as it is then, or null where the server cannot be reached: then
 * the deed waits on this device.
 */
export function useSnooze(companyId: string) {
  const person = useMe();
  return useMutation({
    mutationFn: async ({ item, until }: { item: TodayItem; until: string | null }) => {
      try {
        const today = await api.today.snooze.call({ companyId, key: item.key, until });
        if (person !== null) await dropWaiting({ companyId, person, key: item.key });
        return today;
      } catch (error) {
        const isReached = !(error instanceof ApiFailure) || error.code !== "unreachable";
        if (isReached || person === null) throw error;
        await keepWaiting({ companyId, person, item, until });
        return null;
      }
    },
    onSuccess: (today) =>
      today === null ? undefined : showAnswer(api.today.read.queryKey({ input: { companyId } }), today),
  });
}

/** The customers of whom most may be lost. */
export function useLargestLosses(companyId: string) {
  return useQuery(
    api.insights.parties.queryOptions({ input: { companyId, sort: "loss", limit: RISKY_SHOWN } }),
  );
}

/** Bills of micro and small suppliers, the earliest last day first; for those who keep the books. */
export function useMsmeDues(companyId: string) {
  const enabled = useKeepsBooks(companyId);
  return useQuery({
    ...api.settings.msme.queryOptions({ input: { companyId, limit: MSME_SHOWN } }),
    enabled,
  });
}

/** Parties and bills that a text names; nothing is asked for while there is none. */
export function useSearch(companyId: string, text: string) {
  return useQuery({
    ...api.today.search.queryOptions({ input: { companyId, text } }),
    enabled: text !== "",
    placeholderData: keepPreviousData<SearchAnswer>,
  });
}
