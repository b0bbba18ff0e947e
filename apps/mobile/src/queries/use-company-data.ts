import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { showAnswer } from "./query-client";

const WHILE_MADE_MILLIS = 2_000;

/** How far the file of everything is; asked often while it is made. */
export function useExport(companyId: string) {
  return useQuery({
    ...api.companyData.readExport.queryOptions({ input: { companyId } }),
    staleTime: 1_000,
    refetchInterval: ({ state: { data } }) => (data?.state === "waiting" ? WHILE_MADE_MILLIS : false),
  });
}

/** Asks for that file. */
export function useStartExport(companyId: string) {
  return useMutation(
    api.companyData.startExport.mutationOptions({
      onSuccess: (standing) =>
        showAnswer(api.companyData.readExport.queryKey({ input: { companyId } }), standing),
    }),
  );
}

/** Deletes the company; whatever was read of it is forgotten before `onDone`. */
export function useRemoveCompany(onDone: () => Promise<void>) {
  return useMutation(api.companyData.remove.mutationOptions({ onSuccess: onDone }));
}
