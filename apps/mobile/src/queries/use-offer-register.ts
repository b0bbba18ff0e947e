import type { NOTE_LISTS } from "@cfa/contract/offer-kinds";
import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";
import { queryClient } from "./query-client";

/** Discounts that were earned, page by page; every page has the sums of all. */
export function useOfferRegister(companyId: string, list: (typeof NOTE_LISTS)[number]) {
  return useInfiniteQuery({
    ...api.offers.register.infiniteOptions({
      input: (cursor: string | null) => ({ companyId, list, limit: 50, ...cursorIn(cursor) }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
  });
}

/** Drafts the credit note of a discount. */
export function useDraftNote(options: { onDone: (draftId: string) => void }) {
  return useMutation(
    api.offers.draftNote.mutationOptions({
      onSuccess: ({ draftId }) => {
        void queryClient.invalidateQueries({ queryKey: api.offers.register.key() });
        void queryClient.invalidateQueries({ queryKey: api.drafts.list.key() });
        options.onDone(draftId);
      },
    }),
  );
}
