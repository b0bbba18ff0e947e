import type { CorrectionState } from "@cfa/contract/corrections";
import type { ExceptionKind } from "@cfa/contract/exceptions";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { ApiFailure } from "./failure";
import { cursorIn, paged } from "./pages";
import { queryClient } from "./query-client";

/** Corrections, newest first, page by page. */
export function useCorrections(input: {
  companyId: string;
  state: CorrectionState | null;
  partyId?: string;
}) {
  const { companyId, state, partyId } = input;
  return useInfiniteQuery({
    ...api.corrections.list.infiniteOptions({
      input: (cursor: string | null) => ({
        companyId,
        limit: 50,
        ...(state === null ? {} : { state }),
        ...(partyId === undefined ? {} : { partyId }),
        ...cursorIn(cursor),
      }),
      ...paged,
    }),
    placeholderData: keepPreviousData,
    staleTime: 1_000,
  });
}

/** What is said of one party now. */
export function usePartyCorrections(companyId: string, partyId: string) {
  return useQuery({
    ...api.corrections.list.queryOptions({ input: { companyId, partyId, limit: 100 } }),
    staleTime: 1_000,
  });
}

/** One correction of a party that is in conflict; undefined when it is no more. */
export function useConflict(input: { companyId: string; partyId: string; correctionId: string }) {
  const { correctionId, ...of } = input;
  return useQuery({
    ...api.corrections.list.queryOptions({ input: { ...of, state: "conflict", limit: 100 } }),
    select: ({ rows }) => ({ correction: rows.find((row) => row.correctionId === correctionId) }),
    staleTime: 0,
  });
}

/** Waiting money of one party with what it has probably paid. */
export function useWaitingMoney(input: { companyId: string; partyId: string; kind: ExceptionKind }) {
  return useQuery(api.exceptions.list.queryOptions({ input: { ...input, limit: 100 } }));
}

/** What a person does with corrections. */
export function useCorrectionDeeds() {
  // What was said shows at once; the books follow with the next generation, which the frame of every page watches for.
  const refresh = {
    onSuccess: () => void queryClient.invalidateQueries(),
    // Somebody else was quicker: what is true now is shown.
    onError: (error: Error) => {
      if (error instanceof ApiFailure && error.code === "conflict") void queryClient.invalidateQueries();
    },
  };
  return {
    preview: useMutation(api.corrections.preview.mutationOptions()),
    create: useMutation(api.corrections.create.mutationOptions(refresh)),
    undo: useMutation(api.corrections.undo.mutationOptions(refresh)),
    resolve: useMutation(api.corrections.resolve.mutationOptions(refresh)),
    acceptTally: useMutation(api.corrections.acceptTally.mutationOptions(refresh)),
  };
}
