import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";
import { queryClient } from "./query-client";

/** What was said of customers' consent, of one party where that is asked for, page by page. */
export function useConsent({ companyId, partyId }: { companyId: string; partyId: string | undefined }) {
  return useInfiniteQuery({
    ...api.consent.list.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        limit: 50,
        ...(partyId === undefined ? {} : { partyId }),
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
    staleTime: 1_000,
  });
}

/** How one party's consent stands. */
export function useConsentStanding(
  of: { companyId: string; partyId: string },
  { enabled }: { enabled: boolean },
) {
  const input = { ...of, limit: 1 };
  return useQuery({ ...api.consent.list.queryOptions({ input }), enabled }).data?.standing;
}

/** Who has looked at customers' addresses, messages and consent, page by page. */
export function useAccessLog(companyId: string) {
  return useInfiniteQuery({
    ...api.consent.accessLog.infiniteOptions({
      input: (cursor: string | null) => ({ companyId, limit: 20, ...cursorIn(cursor) }),
      ...paged,
    }),
    staleTime: 1_000,
  });
}

/** Words of parties, with their proof; messages are planned anew by them. */
export function useSayConsent() {
  return useMutation(
    api.consent.say.mutationOptions({
      onSettled: () => {
        for (const queryKey of [api.consent.key(), api.nudges.key()])
          void queryClient.invalidateQueries({ queryKey });
      },
    }),
  );
}

/** Erases how a party is reached and what was written; whatever shows of it is read anew. */
export function useEraseContacts(onErased: () => void) {
  return useMutation(
    api.consent.eraseContacts.mutationOptions({
      onSuccess: onErased,
      onSettled: () => {
        for (const queryKey of [
          api.consent.key(),
          api.nudges.key(),
          api.inbound.key(),
          api.letters.key(),
          api.parties.key(),
        ])
          void queryClient.invalidateQueries({ queryKey });
      },
    }),
  );
}
