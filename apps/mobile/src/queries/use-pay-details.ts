import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { showAnswer } from "./query-client";

/** Where a company's customers pay to. */
export function usePayDetails(companyId: string) {
  return useQuery(api.payDetails.read.queryOptions({ input: { companyId } }));
}

/** Says it anew, or takes it away. */
export function useSayPayDetails(companyId: string, options: { onDone: () => void }) {
  return useMutation(
    api.payDetails.say.mutationOptions({
      onSuccess: async (standing) => {
        await showAnswer(api.payDetails.read.queryKey({ input: { companyId } }), standing);
        options.onDone();
      },
    }),
  );
}
