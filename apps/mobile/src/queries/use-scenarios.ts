import type { ScenarioEdit } from "@cfa/contract/cash-scenarios";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient } from "./query-client";

/** What the money would do with some edits; nothing is asked while there are none. */
export function useScenarioResult(companyId: string, edits: readonly ScenarioEdit[]) {
  return useQuery({
    ...api.cashScenarios.compute.queryOptions({ input: { companyId, edits: [...edits] } }),
    enabled: edits.length > 0,
    placeholderData: keepPreviousData,
  });
}

/** Scenarios that were kept for all of the company. */
export function useScenarios(companyId: string) {
  return useQuery(api.cashScenarios.list.queryOptions({ input: { companyId } }));
}

/** Keeps a scenario, or lets one go. */
export function useScenarioDeeds(options: { onDone: () => void }) {
  const refresh = {
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: api.cashScenarios.list.key() });
      options.onDone();
    },
  };
  return {
    keep: useMutation(api.cashScenarios.save.mutationOptions(refresh)),
    remove: useMutation(api.cashScenarios.remove.mutationOptions(refresh)),
  };
}
