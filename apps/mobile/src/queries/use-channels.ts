import type { ChannelsStanding } from "@cfa/contract/channels";
import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { showAnswer } from "./query-client";
import { readMessagesAgain } from "./use-nudges";

/** Who carries the company's messages. */
export function useChannels(companyId: string) {
  return useQuery(api.channels.list.queryOptions({ input: { companyId } }));
}

/** Sets the account of a way, pauses it or takes it away. `onSet` comes once one was set. */
export function useChannelDeeds(companyId: string, { onSet }: { onSet: () => void }) {
  const show = async (standing: ChannelsStanding): Promise<void> => {
    await showAnswer(api.channels.list.queryKey({ input: { companyId } }), standing);
    // The pages of messages say which ways nothing goes out by.
    await readMessagesAgain();
  };
  const set = async (standing: ChannelsStanding): Promise<void> => {
    await show(standing);
    onSet();
  };
  return {
    set: useMutation(api.channels.set.mutationOptions({ onSuccess: set })),
    pause: useMutation(api.channels.pause.mutationOptions({ onSuccess: show })),
    setHook: useMutation(api.channels.setHookSecret.mutationOptions({ onSuccess: show })),
    removeHook: useMutation(api.channels.removeHookSecret.mutationOptions({ onSuccess: show })),
    remove: useMutation(api.channels.remove.mutationOptions({ onSuccess: show })),
  };
}
