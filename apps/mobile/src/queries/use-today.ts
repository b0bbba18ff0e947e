import type { SearchAnswer } from "@cfa/contract/today";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient } from "./query-client";
import { useKeepsBooks } from "./use-companies";

const RISKY_SHOWN = 5;
const MSME_SHOWN = 5;

/** What there is to do and to know today. */
export function useToday(companyId: string) {
  return useQuery(api.today.read.queryOptions({ input: { companyId } }));
}

/** Puts an alert off until a day, or shows it again; the answer is the day as it is then. */
export function useSnooze() {
  return useMutation(
    api.today.snooze.mutationOptions({
      onSuccess: (today, { companyId }) =>
        queryClient.setQueryData(api.today.read.queryKey({ input: { companyId } }), today),
    }),
  );
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
