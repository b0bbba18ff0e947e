import { QueryClientProvider } from "@tanstack/react-query";
import { SafeAreaProvider } from "react-native-safe-area-context";

import { LocaleProvider } from "../../locale/locale";
import { useFaces } from "../../platform/fonts";
import { Navigator } from "../../platform/navigator";
import { queryClient } from "../../queries/query-client";
import { ViewProvider } from "../../session/view";
import { seedReads, silenceApi } from "../made-up-reads";

silenceApi();
seedReads();

/** The app's own frame, but that nothing is read from a server or kept on the device. */
export default function GalleryLayout() {
  if (!useFaces()) return null;
  return (
    <SafeAreaProvider>
      <QueryClientProvider client={queryClient}>
        <LocaleProvider>
          <ViewProvider>
            <Navigator />
          </ViewProvider>
        </LocaleProvider>
      </QueryClientProvider>
    </SafeAreaProvider>
  );
}
