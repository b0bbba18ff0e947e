import { useRouter } from "expo-router";
import { useEffect, useState, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";

import { Button } from "../components/button";
import { Mark } from "../components/icon";
import { SignOut } from "../components/sign-in/sign-out";
import { Text } from "../components/text";
import { useWords } from "../locale/locale";
import type { DeviceSecurity } from "../session/lock";
import { DARK } from "../theme/colours";
import { useColours } from "../theme/theme";
import { SPACE } from "../theme/tokens";
import { askDevice, deviceSecurity, useLocked } from "./device-lock";

/**
 * Shows the app while it is open. Before it was open for the first time, nothing of it is there; later it stays as it is behind the
 * lock, so that what was being written is not lost.
 */
export function LockGate({ children }: { children: ReactNode }) {
  const isLocked = useLocked();
  const [wasOpen, setWasOpen] = useState(!isLocked);
  if (!isLocked && !wasOpen) setWasOpen(true);
  return (
    <View style={styles.fill}>
      {wasOpen ? (
        <View
          style={styles.fill}
          aria-hidden={isLocked}
          importantForAccessibility={isLocked ? "no-hide-descendants" : "auto"}
          pointerEvents={isLocked ? "none" : "auto"}
        >
          {children}
        </View>
      ) : null}
      {isLocked ? <Locked wasOpen={wasOpen} /> : null}
    </View>
  );
}

/** Asks at once, again when pressed, and lets whoever cannot open it sign out. */
function Locked({ wasOpen }: { wasOpen: boolean }) {
  const { settings } = useWords();
  const { lock } = settings;
  const colours = useColours();
  const insets = useSafeAreaInsets();
  const router = useRouter();
  const [security, setSecurity] = useState<DeviceSecurity>("biometric");
  const [isRefused, setRefused] = useState(false);
  const open = async (): Promise<void> => {
    setRefused(false);
    const now = await deviceSecurity();
    setSecurity(now);
    if (now !== "none") setRefused(!(await askDevice({ prompt: lock.prompt, cancel: lock.cancel })));
  };
  const press = (): void => void open().catch(() => setRefused(true));
  useEffect(press, []);
  return (
    <View
      role="main"
      style={[styles.page, { backgroundColor: colours.brandDeep, paddingTop: insets.top + SPACE.xxxl }]}
      testID="locked"
    >
      <View style={styles.middle}>
        <Mark color="#FFFFFF" accent={DARK.ageing[1]} size={56} />
        <Text type="title" heading={1} style={styles.light}>
          {lock.locked}
        </Text>
        <Text style={styles.light} testID="lock-why">
          {security === "none" ? lock.noDeviceLock : isRefused ? lock.refused : lock.lockedText}
        </Text>
        <Button title={lock.open} kind="secondary" onPress={press} testID="lock-open" />
      </View>
      <View style={{ paddingBottom: insets.bottom + SPACE.xl, gap: SPACE.s }}>
        <Text type="small" style={styles.light}>
          {lock.orSignOut}
        </Text>
        <SignOut
          title={settings.signOut}
          onSignedOut={() => {
            // Before it was ever open there is no page to leave: the first one will find nobody signed in.
            if (wasOpen) router.replace("/sign-in");
          }}
          testID="lock-sign-out"
        />
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  fill: { flex: 1 },
  page: { position: "absolute", inset: 0, paddingHorizontal: SPACE.xl, justifyContent: "space-between" },
  middle: { flex: 1, alignItems: "center", justifyContent: "center", gap: SPACE.l },
  light: { color: "#FFFFFF", textAlign: "center" },
});
