import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient } from "./query-client";

/** Where I am signed in. */
export function useSessions() {
  return useQuery({ ...api.sessions.list.queryOptions(), staleTime: 1_000 });
}

/** Signing other devices out. */
export function useSessionDeeds() {
  const again = {
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: api.sessions.list.key() }),
  };
  return {
    end: useMutation(api.sessions.end.mutationOptions(again)),
    endOthers: useMutation(api.sessions.endOthers.mutationOptions(again)),
  };
}
