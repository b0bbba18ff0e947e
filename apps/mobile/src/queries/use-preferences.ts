import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { showAnswer } from "./query-client";

/** What I am told of a company, when and how. */
export function usePreferences(companyId: string) {
  return useQuery(api.preferences.read.queryOptions({ input: { companyId } }));
}

/** Says it anew. */
export function useChangePreferences(companyId: string, options: { onDone: () => void }) {
  return useMutation(
    api.preferences.change.mutationOptions({
      onSuccess: async (standing) => {
        await showAnswer(api.preferences.read.queryKey({ input: { companyId } }), standing);
        options.onDone();
      },
    }),
  );
}

/** Has me told nothing on a phone any more. */
export function useDropDevice(companyId: string) {
  return useMutation(
    api.preferences.dropDevice.mutationOptions({
      onSuccess: (standing) => showAnswer(api.preferences.read.queryKey({ input: { companyId } }), standing),
    }),
  );
}
