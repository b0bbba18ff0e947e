import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { api } from "./api";
import { isLive } from "./live/is-live";
import { queryClient } from "./query-client";

const WHILE_CHANGING_MILLIS = 1_000;
const WHILE_RUNNING_MILLIS = 2_000;
const OTHERWISE_MILLIS = 30_000;

/**
 * How old the books are; asked often while Tally is being read or the first reading is awaited and that is not told by itself, and more
 * often while a person waits to see what they said.
 */
export function useFreshness(companyId: string, { isAwaited = false } = {}) {
  return useQuery({
    ...api.companies.freshness.queryOptions({ input: { companyId } }),
    staleTime: 1_000,
    refetchInterval: ({ state: { data } }) => {
      if (data?.isChanging) return WHILE_CHANGING_MILLIS;
      const isSoon = (data?.running || isAwaited) && !isLive(companyId);
      return isSoon ? WHILE_RUNNING_MILLIS : OTHERWISE_MILLIS;
    },
  });
}

/** Reads everything again when a new generation of the books appears, so that no page mixes two. */
export function useGenerationWatch(companyId: string): void {
  const generation = useFreshness(companyId).data?.generation;
  const seen = useRef<{ companyId: string; generation: number } | null>(null);
  useEffect(() => {
    if (generation === undefined) return;
    const before = seen.current;
    seen.current = { companyId, generation };
    if (before?.companyId !== companyId || before.generation === generation) return;
    void queryClient.invalidateQueries();
  }, [companyId, generation]);
}
