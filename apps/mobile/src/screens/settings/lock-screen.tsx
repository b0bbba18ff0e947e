import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Choice } from "../../components/choice";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { askDevice, chooseLock, deviceSecurity, useLockSetting } from "../../platform/device-lock";
import { LOCK_MINUTES, type DeviceSecurity, type LockSetting } from "../../session/lock";
import { SPACE } from "../../theme/tokens";

/** The lock of this phone: whether, and after how long in the background. Changing it asks for the very thing it will ask for. */
export function LockScreen() {
  const words = useWords();
  const { lock } = words.settings;
  const setting = useLockSetting();
  const [security, setSecurity] = useState<DeviceSecurity | null>(null);
  useEffect(() => {
    deviceSecurity().then(setSecurity, () => setSecurity("none"));
  }, []);
  const change = useMutation({
    mutationFn: async (chosen: LockSetting) => {
      if (await askDevice({ prompt: lock.promptChange, cancel: lock.cancel })) await chooseLock(chosen);
    },
  });
  const isChosen = (one: LockSetting) =>
    setting.isOn === one.isOn && (!one.isOn || setting.afterMinutes === one.afterMinutes);
  const choices: LockSetting[] = [
    { isOn: false, afterMinutes: 0 },
    ...LOCK_MINUTES.map((afterMinutes) => ({ isOn: true, afterMinutes })),
  ];
  return (
    <Page title={lock.heading} back narrow>
      <Card>
        <View style={{ gap: SPACE.m }}>
          <Text>{lock.text}</Text>
          {security === "none" ? (
            <Notice icon="warn" kind="warn" testID="no-device-lock">
              {lock.noDeviceLockYet}
            </Notice>
          ) : (
            <View role="group" aria-label={lock.heading} style={{ gap: SPACE.s }}>
              {choices.map((one) => (
                <Choice
                  key={one.isOn ? one.afterMinutes : "off"}
                  title={one.isOn ? lock.after(one.afterMinutes) : lock.off}
                  chosen={isChosen(one)}
                  onPress={() => (isChosen(one) ? undefined : change.mutate(one))}
                  testID={one.isOn ? `lock-${one.afterMinutes}` : "lock-off"}
                />
              ))}
            </View>
          )}
          {security === "code" ? <Text tone="textMuted">{lock.codeOnly}</Text> : null}
          <Refused error={change.error} testID="lock-refused" />
          <Text type="small" tone="textMuted">
            {lock.note}
          </Text>
        </View>
      </Card>
    </Page>
  );
}
