import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient } from "./query-client";

/** My views of reports, and those that others share. */
export function useSavedViews(companyId: string) {
  return useQuery(api.savedViews.list.queryOptions({ input: { companyId } }));
}

/** Keeping, changing and letting go of views. */
export function useViewDeeds(companyId: string) {
  const refresh = {
    onSettled: () =>
      void queryClient.invalidateQueries({ queryKey: api.savedViews.list.key({ input: { companyId } }) }),
  };
  return {
    keep: useMutation(api.savedViews.keep.mutationOptions(refresh)),
    change: useMutation(api.savedViews.change.mutationOptions(refresh)),
    remove: useMutation(api.savedViews.remove.mutationOptions(refresh)),
  };
}
