import type { NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import { useMutation, useQuery } from "@tanstack/react-query";

import { api } from "./api";
import { queryClient, showAnswer } from "./query-client";

/** How customers are reminded. */
export function useNudgeSettings(companyId: string, { enabled = true }: { enabled?: boolean } = {}) {
  return useQuery({ ...api.nudgeSettings.read.queryOptions({ input: { companyId } }), enabled });
}

/** Says it anew, and names days on which nothing goes out. `onSaid` comes once the settings were said, `onQuiet` once a day was named. */
export function useNudgeSettingDeeds(
  companyId: string,
  { onSaid, onQuiet }: { onSaid: () => void; onQuiet: () => void },
) {
  const show = async (standing: NudgeSettingsStanding): Promise<void> => {
    await showAnswer(api.nudgeSettings.read.queryKey({ input: { companyId } }), standing);
    void queryClient.invalidateQueries({ queryKey: api.nudges.key() });
  };
  const after = (next: () => void) => ({
    onSuccess: async (standing: NudgeSettingsStanding) => {
      await show(standing);
      next();
    },
  });
  return {
    change: useMutation(api.nudgeSettings.change.mutationOptions(after(onSaid))),
    keepQuiet: useMutation(api.nudgeSettings.keepQuiet.mutationOptions(after(onQuiet))),
    endQuiet: useMutation(api.nudgeSettings.endQuiet.mutationOptions({ onSuccess: show })),
  };
}
