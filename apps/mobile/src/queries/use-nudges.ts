import type { NUDGE_KINDS, NUDGE_LISTS } from "@cfa/contract/nudge-kinds";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { cursorIn, paged } from "./pages";
import { queryClient } from "./query-client";

export type NudgeList = (typeof NUDGE_LISTS)[number];
export type NudgeKind = (typeof NUDGE_KINDS)[number];

/** What goes out changes by itself, and nobody tells of it. */
const WHILE_SHOWN_MILLIS = 15_000;

/** Messages of a list, of one party or kind where that is asked for, page by page. */
export function useNudges(asked: {
  companyId: string;
  list: NudgeList;
  partyId: string | undefined;
  kind: NudgeKind | undefined;
}) {
  const { companyId, list, partyId, kind } = asked;
  return useInfiniteQuery({
    ...api.nudges.list.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        list,
        limit: 50,
        ...(partyId === undefined ? {} : { partyId }),
        ...(kind === undefined ? {} : { kind }),
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
    staleTime: 1_000,
    refetchInterval: WHILE_SHOWN_MILLIS,
  });
}

/** The first messages to one party of a list. */
export function usePartyNudges(
  of: { companyId: string; partyId: string },
  { list, enabled }: { list: NudgeList; enabled: boolean },
) {
  const input = { ...of, list, limit: 3 };
  return useQuery({ ...api.nudges.list.queryOptions({ input }), enabled }).data?.rows;
}

/** Why nothing is said of bills of one customer that are due by the ladder, with how many and how much. */
export function useSilentReasons(of: { companyId: string; partyId: string }) {
  return useQuery(api.nudges.silent.queryOptions({ input: of })).data?.reasons;
}

/** One message, with what becomes of it. */
export function useNudge(of: { companyId: string; nudgeId: string }) {
  return useQuery({
    ...api.nudges.read.queryOptions({ input: of }),
    staleTime: 1_000,
    refetchInterval: WHILE_SHOWN_MILLIS,
  });
}

/** How many messages stand in each list, and what this month has cost; nothing is asked for those who have no part in it. */
export function useNudgeStanding(companyId: string, { enabled = true }: { enabled?: boolean } = {}) {
  return useQuery({ ...api.nudges.standing.queryOptions({ input: { companyId } }), enabled });
}

/** Reads anew what is shown of messages and letters. */
export async function readMessagesAgain(): Promise<void> {
  await Promise.all(
    [api.nudges.key(), api.letters.key()].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
  );
}

/** A person's word on messages. */
export function useDecideNudges() {
  return useMutation(
    api.nudges.decide.mutationOptions({
      onSettled: () => void queryClient.invalidateQueries({ queryKey: api.nudges.key() }),
    }),
  );
}
