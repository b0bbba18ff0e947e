import { StatusBar } from "expo-status-bar";
import { SafeAreaProvider } from "react-native-safe-area-context";

import { LocaleProvider } from "../locale/locale";
import { useFaces } from "../platform/fonts";
import { LockGate } from "../platform/lock-gate";
import { Navigator } from "../platform/navigator";
import { PushTaps } from "../platform/push-taps";
import { forgetSharedFiles } from "../platform/shared-files";
import { watchConnection } from "../queries/connection";
import { QueryProvider } from "../queries/query-client";
import { ViewProvider } from "../session/view";

watchConnection();
forgetSharedFiles();

export default function RootLayout() {
  if (!useFaces()) return null;
  return (
    <SafeAreaProvider>
      <QueryProvider>
        <LocaleProvider>
          <ViewProvider>
            <StatusBar style="auto" />
            <LockGate>
              <Navigator />
              <PushTaps />
            </LockGate>
          </ViewProvider>
        </LocaleProvider>
      </QueryProvider>
    </SafeAreaProvider>
  );
}
