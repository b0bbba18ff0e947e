import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient, showAnswer } from "./query-client";

const SOON_MILLIS = 3_000;

/** What a company chose for itself; while due dates are being worked out it is asked for every few seconds. */
export function useSettings(companyId: string) {
  return useQuery({
    ...api.settings.read.queryOptions({ input: { companyId } }),
    refetchInterval: ({ state }) => (state.data?.isBeingDerived === true ? SOON_MILLIS : false),
  });
}

/** What other default days of credit would move; asked for only while `days` are others. */
export function useCreditDaysEffect(companyId: string, days: number | null) {
  return useQuery({
    ...api.settings.creditDaysEffect.queryOptions({ input: { companyId, days: days ?? 0 } }),
    enabled: days !== null,
    placeholderData: keepPreviousData,
  });
}

/** Chooses otherwise; every figure that goes by due dates is read again. */
export function useChangeSettings() {
  return useMutation(
    api.settings.change.mutationOptions({ onSuccess: () => void queryClient.invalidateQueries() }),
  );
}

/** What borrowed money costs the company today. */
export function useCostOfCash(companyId: string) {
  return useQuery(api.settings.costOfCash.queryOptions({ input: { companyId } }));
}

/** Says what it costs from a day on, or takes a statement back. */
export function useCostOfCashDeeds(companyId: string) {
  const onSuccess = (data: Awaited<ReturnType<typeof api.settings.costOfCash.call>>) =>
    showAnswer(api.settings.costOfCash.queryKey({ input: { companyId } }), data);
  return {
    say: useMutation(api.settings.sayCostOfCash.mutationOptions({ onSuccess })),
    takeBack: useMutation(api.settings.takeBackCostOfCash.mutationOptions({ onSuccess })),
  };
}

/** What a party is under the law for micro and small enterprises. */
export function useMsmeOfParty(companyId: string, partyId: string) {
  return useQuery(api.settings.msmeOfParty.queryOptions({ input: { companyId, partyId } }));
}

/** Says what a party is, or takes a statement back; what goes by the law's clock is read again. */
export function useMsmeDeeds(input: { companyId: string; partyId: string }, options: { onDone: () => void }) {
  const onSuccess = async (data: Awaited<ReturnType<typeof api.settings.msmeOfParty.call>>) => {
    await showAnswer(api.settings.msmeOfParty.queryKey({ input }), data);
    for (const key of [api.settings.msme.key(), api.parties.list.key(), api.today.key()]) {
      void queryClient.invalidateQueries({ queryKey: key });
    }
    options.onDone();
  };
  return {
    say: useMutation(api.settings.sayMsme.mutationOptions({ onSuccess })),
    takeBack: useMutation(api.settings.takeBackMsme.mutationOptions({ onSuccess })),
  };
}
