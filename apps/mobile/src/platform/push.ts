import { PUSH_CHANNEL } from "@cfa/contract/alert-kinds";
import AsyncStorage from "@react-native-async-storage/async-storage";
import Constants from "expo-constants";
import { Linking, Platform } from "react-native";

import { api } from "../queries/api";
import {
  leaveTold,
  renewTold,
  tellHere,
  tellNoMore,
  type Phone,
  type PushLeave,
  type ToldHere,
  type ToldParts,
  type ToldServer,
  type ToldStore,
} from "../session/told-here";
import { newRequestId } from "./request-id";

/* Messages to this phone. Nothing of it is loaded before somebody wants to be told, or was. */

const STORED_AS = "cfa.told";

const project: unknown = Constants.expoConfig?.extra?.["eas"]?.projectId;

/** The project's id at the push service, written into app.json by `eas init`: without one there are no messages to this build. */
export const PUSH_PROJECT: string | null = typeof project === "string" ? project : null;

/** Whether messages may be shown here, without asking. */
export function pushLeave(): Promise<PushLeave> {
  return phone.leave();
}

/** Of which companies one is told here, and under which name the phone goes; null: of none. */
export function readTold(): Promise<ToldHere | null> {
  return store.read();
}

/** Lets the system ask, and has one told of a company here. */
export function startPush(companyId: string): Promise<PushLeave> {
  return tellHere(parts, { companyId, newDeviceId: newRequestId() });
}

/** Tells one of a company here no more. */
export function stopPush(companyId: string): Promise<void> {
  return tellNoMore(parts, companyId);
}

/** Whoever signs out is told nothing here any more. */
export function leavePush(): Promise<void> {
  return leaveTold(parts);
}

/** Looks at the start of the app whether messages still come to this phone, and to whom. */
export function renewPush(isSignedIn: boolean): Promise<void> {
  return renewTold(parts, { isSignedIn });
}

/** Opens the system's settings of this app, where a refusal can be taken back. */
export function openPhoneSettings(): void {
  void Linking.openSettings();
}

const phone: Phone = {
  system: Platform.OS === "ios" ? "ios" : "android",
  async leave() {
    const { getPermissionsAsync } = await import("expo-notifications");
    return leaveOf(await getPermissionsAsync());
  },
  async ask() {
    const notifications = await import("expo-notifications");
    // Android asks about a channel, so it has to be there first; a message of another one is not shown. What is in a message stays hidden on a locked screen where the person hides such things.
    if (Platform.OS === "android") {
      await notifications.setNotificationChannelAsync(PUSH_CHANNEL, {
        name: "CFA",
        importance: notifications.AndroidImportance.DEFAULT,
        lockscreenVisibility: notifications.AndroidNotificationVisibility.PRIVATE,
        showBadge: false,
      });
    }
    const before = await notifications.getPermissionsAsync();
    if (before.granted) return "given";
    return leaveOf(
      await notifications.requestPermissionsAsync({
        ios: { allowAlert: true, allowBadge: false, allowSound: false },
      }),
    );
  },
  async token() {
    const { getExpoPushTokenAsync } = await import("expo-notifications");
    if (PUSH_PROJECT === null) throw new Error("this build has no project at the push service");
    return (await getExpoPushTokenAsync({ projectId: PUSH_PROJECT })).data;
  },
  async silence() {
    const { dismissAllNotificationsAsync, unregisterForNotificationsAsync } =
      await import("expo-notifications");
    await dismissAllNotificationsAsync();
    await unregisterForNotificationsAsync();
  },
};

const store: ToldStore = {
  async read() {
    const stored = await AsyncStorage.getItem(STORED_AS);
    return stored === null ? null : (JSON.parse(stored) as ToldHere);
  },
  keep(told) {
    return told === null
      ? AsyncStorage.removeItem(STORED_AS)
      : AsyncStorage.setItem(STORED_AS, JSON.stringify(told));
  },
};

const server: ToldServer = {
  async keep(device) {
    await api.preferences.keepDevice.call(device);
  },
  async drop(device) {
    await api.preferences.dropDevice.call(device);
  },
};

const parts: ToldParts = { phone, server, store };

function leaveOf({ granted, canAskAgain }: { granted: boolean; canAskAgain: boolean }): PushLeave {
  if (granted) return "given";
  return canAskAgain ? "unasked" : "refused";
}
