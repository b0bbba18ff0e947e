import type { PairingView } from "@cfa/contract/pairing";
import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient } from "./query-client";

const WHILE_WAITING_MILLIS = 2_000;

/** One pairing; asked often while an agent may come or fetches its key. */
export function usePairing(companyId: string, pairingId: string) {
  return useQuery({
    ...api.pairings.read.queryOptions({ input: { companyId, pairingId } }),
    staleTime: 1_000,
    refetchInterval: ({ state: { data } }) => (isMoving(data) ? WHILE_WAITING_MILLIS : false),
  });
}

/** Showing a code, and taking the agent's. A code that is shown stays in the mutation's answer and is forgotten with it. */
export function usePairingDeeds(companyId: string, onPairing: (pairingId: string) => void) {
  const shown = {
    onSuccess: (view: PairingView) => {
      keep(companyId, view);
      onPairing(view.pairingId);
    },
    gcTime: 0,
  };
  return {
    open: useMutation(api.pairings.open.mutationOptions(shown)),
    take: useMutation(api.pairings.take.mutationOptions(shown)),
  };
}

/** A person's word on the machine that has come; each answer is at once what the page shows. */
export function usePairingWord(companyId: string) {
  const shown = { onSuccess: (view: PairingView) => keep(companyId, view) };
  return {
    confirm: useMutation(api.pairings.confirm.mutationOptions(shown)),
    refuse: useMutation(api.pairings.refuse.mutationOptions(shown)),
  };
}

/** The pairing that was begun on this device and may still come to its end, also after the page was left. */
export function pairingUnderWay(companyId: string): string | undefined {
  const pairingId = queryClient.getQueryData<string>(underWayKey(companyId));
  if (pairingId === undefined) return undefined;
  const view = queryClient.getQueryData(api.pairings.read.queryKey({ input: { companyId, pairingId } }));
  const isOver = view === undefined || !isMoving(view) || Date.parse(view.expiresAt) <= Date.now();
  return isOver ? undefined : pairingId;
}

function underWayKey(companyId: string): string[] {
  return ["pairing-under-way", companyId];
}

/** What is kept of a pairing is never its code or token: those are shown once. */
function keep(companyId: string, view: PairingView): void {
  queryClient.setQueryData(underWayKey(companyId), view.pairingId);
  const { pairingId, state, expiresAt, agent, books, isOtherGstin } = view;
  const input = { companyId, pairingId };
  const kept = { pairingId, state, expiresAt, agent, books, isOtherGstin };
  queryClient.setQueryData(api.pairings.read.queryKey({ input }), kept);
}

function isMoving(view: PairingView | undefined): boolean {
  return view === undefined || ["open", "claimed", "confirmed"].includes(view.state);
}
