import type { GatewayStanding } from "@cfa/contract/gateway";
import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { showAnswer } from "./query-client";

const WHILE_ASKED_MILLIS = 2_000;

/** What is set of a company's payment gateway; read again while the gateway is asked about new keys. */
export function useGateway(companyId: string) {
  return useQuery({
    ...api.gateway.read.queryOptions({ input: { companyId } }),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data.keyId !== null && data.keys === null ? WHILE_ASKED_MILLIS : false,
  });
}

/** Sets keys and secrets, or takes them away. `onSet` comes once something was set. */
export function useGatewayDeeds(companyId: string, { onSet }: { onSet: () => void }) {
  const show = (standing: GatewayStanding): Promise<void> =>
    showAnswer(api.gateway.read.queryKey({ input: { companyId } }), standing);
  const set = async (standing: GatewayStanding): Promise<void> => {
    await show(standing);
    onSet();
  };
  return {
    setKeys: useMutation(api.gateway.setKeys.mutationOptions({ onSuccess: set })),
    setHook: useMutation(api.gateway.setWebhookSecret.mutationOptions({ onSuccess: set })),
    removeHook: useMutation(api.gateway.removeWebhookSecret.mutationOptions({ onSuccess: show })),
    remove: useMutation(api.gateway.remove.mutationOptions({ onSuccess: show })),
  };
}
