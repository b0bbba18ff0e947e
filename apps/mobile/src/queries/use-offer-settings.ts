import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient, showAnswer } from "./query-client";

/** How a company's offers are proposed. */
export function useOfferSettings(companyId: string) {
  return useQuery(api.offers.settings.queryOptions({ input: { companyId } }));
}

/** Says it anew; what is proposed is read again. */
export function useChangeOfferSettings(companyId: string, options: { onDone: () => void }) {
  return useMutation(
    api.offers.changeSettings.mutationOptions({
      onSuccess: async (standing) => {
        await showAnswer(api.offers.settings.queryKey({ input: { companyId } }), standing);
        for (const key of [api.offers.list.key(), api.offers.standing.key()]) {
          void queryClient.invalidateQueries({ queryKey: key });
        }
        options.onDone();
      },
    }),
  );
}
