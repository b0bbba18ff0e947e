import { focusManager, onlineManager } from "@tanstack/react-query";
import { addNetworkStateListener } from "expo-network";
import { useSyncExternalStore } from "react";

import { watchFocus } from "../platform/app-focus";

/** Lets reads wait while the device has no connection or the app is not in front, on phones as on the web. */
export function watchConnection(): void {
  watchFocus();
  onlineManager.setEventListener((setOnline) => {
    const listener = addNetworkStateListener((state) => setOnline(state.isConnected !== false));
    return () => listener.remove();
  });
}

/** Whether the device has a connection. */
export function useIsOnline(): boolean {
  return useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
    () => true,
  );
}

/** Whether there is a connection and somebody looks: the page is in front, the app not in the background. */
export function useCanReach(): boolean {
  const isShown = useSyncExternalStore(
    (changed) => focusManager.subscribe(changed),
    () => focusManager.isFocused(),
    () => true,
  );
  return useIsOnline() && isShown;
}
