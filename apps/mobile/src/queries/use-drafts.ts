import type { Draft, DraftPreview } from "@cfa/contract/drafts";
import type { DraftKind } from "@cfa/contract/draft-voucher";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { ApiFailure } from "./failure";
import { cursorIn, paged } from "./pages";
import { queryClient, showAnswer } from "./query-client";

const WHILE_CARRIED_MILLIS = 5_000;

/** Vouchers on their way to Tally, newest first; asked often while the agent has one. */
export function useDrafts(companyId: string) {
  return useInfiniteQuery({
    ...api.drafts.list.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        limit: 50,
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
    staleTime: 1_000,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.rows.some(isCarried)) ? WHILE_CARRIED_MILLIS : false,
  });
}

/** Everything about one draft. */
export function useDraft(companyId: string, draftId: string) {
  return useQuery({
    ...api.drafts.preview.queryOptions({ input: { companyId, draftId } }),
    staleTime: 1_000,
    refetchInterval: (query) =>
      query.state.data && isCarried(query.state.data.draft) ? WHILE_CARRIED_MILLIS : false,
  });
}

/** What a draft for a bill may be made of. */
export function useDraftChoices(input: { companyId: string; billId: string; kind: DraftKind }) {
  return useQuery({ ...api.drafts.choices.queryOptions({ input }), staleTime: 0 });
}

/** What a person does with drafts; each answer is at once what the page shows. */
export function useDraftDeeds(companyId: string) {
  const shown = {
    onSuccess: async (preview: DraftPreview) => {
      const input = { companyId, draftId: preview.draft.draftId };
      await showAnswer(api.drafts.preview.queryKey({ input }), preview);
      void queryClient.invalidateQueries({ queryKey: api.drafts.list.key() });
      void queryClient.invalidateQueries({ queryKey: api.drafts.choices.key() });
    },
    // Somebody else, or the agent, was quicker: what is true now is shown.
    onError: (error: Error) => {
      if (error instanceof ApiFailure && error.code === "conflict")
        void queryClient.invalidateQueries({ queryKey: api.drafts.key() });
    },
  };
  return {
    create: useMutation(api.drafts.create.mutationOptions(shown)),
    accept: useMutation(api.drafts.accept.mutationOptions(shown)),
    withdraw: useMutation(api.drafts.withdraw.mutationOptions(shown)),
    file: useMutation(api.drafts.file.mutationOptions({ onError: shown.onError })),
  };
}

function isCarried({ state, mode }: Draft): boolean {
  return state === "sent" || state === "unknown" || (state === "accepted" && mode !== "file");
}
