import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient, showAnswer } from "./query-client";

type OfParty = { companyId: string; partyId: string };

/** How one customer is written to. */
export function useNudgePreference(of: OfParty) {
  return useQuery(api.nudgePreference.read.queryOptions({ input: of }));
}

/** Says it anew; messages are planned anew by it. */
export function useChangeNudgePreference(of: OfParty, { onDone }: { onDone: () => void }) {
  return useMutation(
    api.nudgePreference.change.mutationOptions({
      onSuccess: async (standing) => {
        await showAnswer(api.nudgePreference.read.queryKey({ input: of }), standing);
        void queryClient.invalidateQueries({ queryKey: api.nudges.key() });
        onDone();
      },
    }),
  );
}
