import { onlineManager } from "@tanstack/react-query";
import { addNetworkStateListener } from "expo-network";
import { useSyncExternalStore } from "react";

/** Lets reads wait while the device has no connection, on phones as on the web. */
export function watchConnection(): void {
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
