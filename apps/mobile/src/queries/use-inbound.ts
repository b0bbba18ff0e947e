import type { INBOUND_LISTS } from "@cfa/contract/nudge-kinds";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";
import { queryClient } from "./query-client";

export type InboundList = (typeof INBOUND_LISTS)[number];

/** What customers answer comes by itself, and nobody tells of it. */
const WHILE_SHOWN_MILLIS = 15_000;

/** What customers answered, of one party where that is asked for, page by page. */
export function useInbound(asked: { companyId: string; list: InboundList; partyId: string | undefined }) {
  const { companyId, list, partyId } = asked;
  return useInfiniteQuery({
    ...api.inbound.list.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        list,
        limit: 50,
        ...(partyId === undefined ? {} : { partyId }),
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
    staleTime: 1_000,
    refetchInterval: WHILE_SHOWN_MILLIS,
  });
}

/** Takes an answer as what it is, or sets it aside; messages are planned anew by it. */
export function useInboundDeeds() {
  return {
    take: useMutation(api.inbound.take.mutationOptions({ onSettled })),
    setAside: useMutation(api.inbound.setAside.mutationOptions({ onSettled })),
  };
}

function onSettled(): void {
  for (const queryKey of [api.inbound.key(), api.nudges.key(), api.consent.key()])
    void queryClient.invalidateQueries({ queryKey });
}
