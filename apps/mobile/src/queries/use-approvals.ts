import type { ApprovalState } from "@cfa/contract/approvals";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";
import { queryClient } from "./query-client";

/** What waits for an owner's word or had it, newest first, page by page. */
export function useApprovals({ companyId, state }: { companyId: string; state: ApprovalState }) {
  return useInfiniteQuery({
    ...api.approvals.list.infiniteOptions({
      input: (cursor: string | null) => ({ companyId, state, limit: 50, ...cursorIn(cursor) }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
    staleTime: 1_000,
  });
}

/** How much waits; nothing is asked for those who have no part in it. */
export function useApprovalCount(companyId: string, { enabled }: { enabled: boolean }) {
  return useQuery({ ...api.approvals.count.queryOptions({ input: { companyId } }), enabled });
}

/** An owner's word, and taking back what one asked for. */
export function useApprovalDeeds() {
  const refresh = { onSettled: () => void queryClient.invalidateQueries() };
  return {
    decide: useMutation(api.approvals.decide.mutationOptions(refresh)),
    takeBack: useMutation(api.corrections.undo.mutationOptions(refresh)),
  };
}
