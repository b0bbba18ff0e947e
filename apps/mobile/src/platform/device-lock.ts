import { deleteItemAsync, getItem, setItemAsync } from "expo-secure-store";
import { useSyncExternalStore } from "react";
import { AppState, Platform } from "react-native";

import {
  keptSetting,
  nextLock,
  NO_LOCK,
  readSetting,
  startLocked,
  type DeviceSecurity,
  type LockEvent,
  type LockSetting,
  type LockState,
} from "../session/lock";

/* The lock of this device: the setting in the key store, the state in memory. A new process begins locked. */

/** Whether this kind of device has a lock of its own to ask. */
export const HAS_DEVICE_LOCK: boolean = true;

const STORED_AS = "cfa.lock";
const SCREEN = "cfa.lock"; // names our wish to hide the screen, beside others'

let setting: LockSetting = readSetting(getItem(STORED_AS));
let state: LockState = startLocked(setting);
const listeners = new Set<() => void>();

AppState.addEventListener("change", (now) => {
  if (now === "background") tell({ kind: "away", at: Date.now() });
  if (now === "active") tell({ kind: "back", at: Date.now() });
});
hideInSwitcher(setting.isOn).catch(() => undefined);

/** Whether nothing may be shown. */
export function useLocked(): boolean {
  return useSyncExternalStore(listen, () => state.isLocked);
}

/** What is chosen for this device. */
export function useLockSetting(): LockSetting {
  return useSyncExternalStore(listen, () => setting);
}

/** Until it is open: no session leaves the key store while the app is locked. */
export async function whenOpen(): Promise<void> {
  while (state.isLocked) await new Promise<void>((resolve) => listenOnce(resolve));
}

/** How this device can be opened at all. */
export async function deviceSecurity(): Promise<DeviceSecurity> {
  const { getEnrolledLevelAsync, SecurityLevel } = await import("expo-local-authentication");
  const level = await getEnrolledLevelAsync();
  if (level === SecurityLevel.NONE) return "none";
  return level === SecurityLevel.SECRET ? "code" : "biometric";
}

/** Lets the system ask for a finger, a face or the device's code. */
export async function askDevice(words: { prompt: string; cancel: string }): Promise<boolean> {
  if (state.isAsking) return false;
  tell({ kind: "asking" });
  let isRight = false;
  try {
    const { authenticateAsync } = await import("expo-local-authentication");
    const answer = await authenticateAsync({ promptMessage: words.prompt, cancelLabel: words.cancel });
    isRight = answer.success;
  } finally {
    tell({ kind: "answered", isRight });
  }
  return isRight;
}

/** Keeps another choice. */
export async function chooseLock(chosen: LockSetting): Promise<void> {
  const kept = keptSetting(chosen);
  if (kept === null) await deleteItemAsync(STORED_AS);
  else await setItemAsync(STORED_AS, kept);
  setting = chosen;
  for (const hear of listeners) hear();
  await hideInSwitcher(chosen.isOn);
}

/** Who signs out takes the lock along: whoever signs in next chooses anew. */
export async function forgetLock(): Promise<void> {
  await chooseLock(NO_LOCK);
  tell({ kind: "signed-out" });
}

/**
 * Hides the screen where the system lists its apps. iOS blurs it; Android shows nothing there, and takes no pictures of the screen
 * meanwhile, which is one setting to it.
 */
async function hideInSwitcher(isHidden: boolean): Promise<void> {
  const screen = await import("expo-screen-capture");
  if (Platform.OS === "ios") {
    await (isHidden
      ? screen.enableAppSwitcherProtectionAsync(1)
      : screen.disableAppSwitcherProtectionAsync());
  } else {
    await (isHidden ? screen.preventScreenCaptureAsync(SCREEN) : screen.allowScreenCaptureAsync(SCREEN));
  }
}

function tell(event: LockEvent): void {
  state = nextLock(state, event, setting);
  for (const hear of listeners) hear();
}

function listen(hear: () => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

function listenOnce(hear: () => void): void {
  const end = listen(() => {
    end();
    hear();
  });
}
