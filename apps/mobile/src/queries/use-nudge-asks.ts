import type { NudgeAsk } from "@cfa/contract/nudge-asks";
import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient, showAnswer } from "./query-client";

type OfParty = { companyId: string; partyId: string };

/** While something is being looked at its answer comes soon; what came of it changes by itself, and nobody tells of it. */
const WHILE_WAITING_MILLIS = 1_500;
const WHILE_SHOWN_MILLIS = 15_000;

/** What was asked to be sent to one customer, and what came of it. */
export function useNudgeAsks(of: OfParty) {
  return useQuery({
    ...api.nudgeAsks.read.queryOptions({ input: of }),
    staleTime: 1_000,
    refetchInterval: ({ state }) =>
      state.data?.rows.some(({ state: how }) => how === "waiting")
        ? WHILE_WAITING_MILLIS
        : WHILE_SHOWN_MILLIS,
  });
}

/** Asks for a statement, or a reminder now. */
export function useAskNudge(of: OfParty) {
  return useMutation(
    api.nudgeAsks.ask.mutationOptions({
      onSuccess: async (asks: { rows: NudgeAsk[] }) => {
        await showAnswer(api.nudgeAsks.read.queryKey({ input: of }), asks);
        void queryClient.invalidateQueries({ queryKey: api.nudges.key() });
      },
    }),
  );
}
