import { useQuery } from "@tanstack/react-query";

import { api } from "./api";

/** The newest desktop agent, and the oldest that the server takes. */
export function useAgentRelease() {
  return useQuery({ ...api.agentRelease.read.queryOptions(), staleTime: 60_000 });
}
