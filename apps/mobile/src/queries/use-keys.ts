import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient } from "./query-client";

/** The agents' keys: never the keys themselves. */
export function useKeys(companyId: string) {
  return useQuery({ ...api.keys.list.queryOptions({ input: { companyId } }), staleTime: 5_000 });
}

/** Making, replacing and ending keys. What is shown once stays in the mutation's answer and is forgotten with it. */
export function useKeyDeeds(onDone: () => void) {
  const again = {
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: api.keys.list.key() });
      onDone();
    },
    gcTime: 0,
  };
  return {
    make: useMutation(api.keys.make.mutationOptions(again)),
    rotate: useMutation(api.keys.rotate.mutationOptions(again)),
    revoke: useMutation(api.keys.revoke.mutationOptions(again)),
  };
}
