import type { OFFER_LISTS } from "@cfa/contract/offer-kinds";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";
import { queryClient } from "./query-client";

/** Offers of a list, page by page. */
export function useOffers({ companyId, list }: { companyId: string; list: (typeof OFFER_LISTS)[number] }) {
  return useInfiniteQuery({
    ...api.offers.list.infiniteOptions({
      input: (cursor: string | null) => ({ companyId, list, limit: 50, ...cursorIn(cursor) }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
    staleTime: 1_000,
  });
}

/** Overdue bills with what may be put to their customers, page by page. */
export function useOverdueBills(companyId: string) {
  return useInfiniteQuery({
    ...api.offers.overdue.infiniteOptions({
      input: (cursor: string | null) => ({ companyId, limit: 50, ...cursorIn(cursor) }),
      ...paged,
    }),
    staleTime: 1_000,
  });
}

/** The offer of a party that waits or is live: there is one at most. */
export function usePartyOffer(of: { companyId: string; partyId: string }, { enabled }: { enabled: boolean }) {
  const input = { ...of, list: "open", limit: 1 } as const;
  return useQuery({ ...api.offers.list.queryOptions({ input }), enabled }).data?.rows[0];
}

/** How many wait and are live, whether customers can pay, and why there are no more. */
export function useOfferStanding(companyId: string) {
  return useQuery(api.offers.standing.queryOptions({ input: { companyId } }));
}

/** An owner's own steps for a proposal: what they would come to, and kept. */
export function useOfferEdit() {
  return useMutation({
    ...api.offers.edit.mutationOptions(),
    onSuccess: ({ offer }) =>
      offer === null ? undefined : queryClient.invalidateQueries({ queryKey: api.offers.key() }),
  });
}

/** An owner's word on offers, and the link that is handed out. */
export function useOfferDeeds() {
  const refresh = { onSettled: () => void queryClient.invalidateQueries() };
  return {
    decide: useMutation(api.offers.decide.mutationOptions(refresh)),
    withdraw: useMutation(api.offers.withdraw.mutationOptions(refresh)),
    makeLink: useMutation(api.offers.makeLink.mutationOptions(refresh)),
  };
}
