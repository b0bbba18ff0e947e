import type { Inbound } from "@cfa/contract/inbound";
import type { INBOUND_LISTS } from "@cfa/contract/nudge-kinds";
import { useInfiniteQuery, useMutation, type InfiniteData } from "@tanstack/react-query";

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
    take: useMutation(api.inbound.take.mutationOptions({ onSuccess: leave, onSettled })),
    setAside: useMutation(api.inbound.setAside.mutationOptions({ onSuccess: leave, onSettled })),
  };
}

/** What was decided leaves the list at once: it cannot be decided twice while the list is read again. */
async function leave({ inboundId, state }: Inbound): Promise<void> {
  const queryKey = api.inbound.list.key({ type: "infinite" });
  // A read that is under way may have been made before the deed, and would bring it back.
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueriesData<InfiniteData<{ rows: Inbound[] }>>({ queryKey }, (read) =>
    read === undefined
      ? read
      : {
          ...read,
          pages: read.pages.map((page) => ({
            ...page,
            rows: page.rows.filter((row) => row.inboundId !== inboundId || row.state === state),
          })),
        },
  );
}

function onSettled(): void {
  for (const queryKey of [api.inbound.key(), api.nudges.key(), api.consent.key()])
    void queryClient.invalidateQueries({ queryKey });
}
