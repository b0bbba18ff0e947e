import type { MyDevice } from "@cfa/contract/preferences";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { MY_ALERT_WORDS } from "../../locale/my-alerts/words";
import {
  openPhoneSettings,
  PUSH_PROJECT,
  pushLeave,
  readTold,
  startPush,
  stopPush,
} from "../../platform/push";
import { api } from "../../queries/api";
import { useCompanyId } from "../../session/view";

/** Whether one is told on this very phone: what it is for is said before the system asks. `devices`: the phones that the server knows. */
export function ThisPhone({ devices }: { devices: readonly MyDevice[] }) {
  const words = useWordsOf(MY_ALERT_WORDS);
  const companyId = useCompanyId();
  const client = useQueryClient();
  const key = ["this-phone", companyId];
  const { data: standing } = useQuery({
    queryKey: key,
    queryFn: async () => {
      const told = await readTold();
      return {
        leave: await pushLeave(),
        deviceId: told?.companies.includes(companyId) ? told.deviceId : null,
      };
    },
    staleTime: 0,
    enabled: PUSH_PROJECT !== null,
  });
  const turn = useMutation({
    mutationFn: async (isOn: boolean) => void (await (isOn ? startPush(companyId) : stopPush(companyId))),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: key });
      await client.invalidateQueries({ queryKey: api.preferences.read.queryKey({ input: { companyId } }) });
    },
  });
  if (PUSH_PROJECT === null) return <Text tone="textMuted">{words.noPush}</Text>;
  if (standing === undefined) return null;
  const { leave, deviceId } = standing;
  const isTold = leave === "given" && devices.some((one) => one.deviceId === deviceId && one.isReached);
  if (leave === "refused") {
    return (
      <>
        <Notice icon="warn" kind="warn" testID="phone-refuses">
          {words.phoneRefuses}
        </Notice>
        <Button title={words.phoneSettings} onPress={openPhoneSettings} testID="phone-settings" />
      </>
    );
  }
  return (
    <>
      <Text tone="textMuted">{isTold ? words.toldHere : words.tellHereText}</Text>
      <Refused error={turn.error} testID="phone-refused" />
      <Button
        title={isTold ? words.tellNoMore : words.tellHere}
        busy={turn.isPending}
        onPress={() => turn.mutate(!isTold)}
        testID={isTold ? "phone-off" : "phone-on"}
      />
    </>
  );
}
