import AsyncStorage from "@react-native-async-storage/async-storage";
import { useEffect, useSyncExternalStore } from "react";

import { newRequestId } from "../../platform/request-id";
import { api } from "../api";
import { useCanReach } from "../connection";
import { ApiFailure } from "../failure";
import { showAnswer } from "../query-client";
import { useSession } from "../use-session";
import { endOf, readKept, withDeed, withoutAlert, type WaitingDeed } from "./waiting-list";

/*
 * Deeds that wait to be sent, kept on this device until they are sent, taken back, or the person signs out. They lie apart from the kept
 * reads, which go when they are a week old or the app is another.
 */

const KEPT_AS = "cfa.waiting";
const AGAIN_MILLIS = 30_000;

let list: readonly WaitingDeed[] = [];
let isSending = false;
const listeners = new Set<() => void>();
const loaded = AsyncStorage.getItem(KEPT_AS).then(
  (text) => show([...readKept(text), ...list]),
  () => undefined,
);

function show(next: readonly WaitingDeed[]): void {
  list = next;
  for (const listener of listeners) listener();
}

async function change(by: (list: readonly WaitingDeed[]) => readonly WaitingDeed[]): Promise<void> {
  await loaded;
  show(by(list));
  if (list.length === 0) await AsyncStorage.removeItem(KEPT_AS);
  else await AsyncStorage.setItem(KEPT_AS, JSON.stringify(list));
}

/** Keeps a deed until it can be sent. */
export function keepWaiting(
  deed: Pick<WaitingDeed, "companyId" | "person" | "item" | "until">,
): Promise<void> {
  const more = { id: newRequestId(), since: new Date().toISOString(), refused: null };
  return change((before) => withDeed(before, { ...deed, ...more }));
}

/** Lets go of what a person wanted of an alert: something later was done about it. */
export async function dropWaiting(of: Parameters<typeof withoutAlert>[1]): Promise<void> {
  if (list.length > 0) await change((before) => withoutAlert(before, of));
}

/** Takes a deed back before it is sent. */
export function takeBack(id: string): Promise<void> {
  return change((before) => before.filter((one) => one.id !== id));
}

/** Asks once more for what was refused. */
export async function tryAgain(id: string): Promise<void> {
  await change((before) => before.map((one) => (one.id === id ? { ...one, refused: null } : one)));
  const deed = list.find((one) => one.id === id);
  if (deed) await sendWaiting(deed.person);
}

/** Lets go of all that waits but what is to be kept: nothing stays on the device of who signs out. */
export function dropAllWaiting(isKept: (deed: WaitingDeed) => boolean = () => false): Promise<void> {
  return change((before) => before.filter(isKept));
}

/** Sends what waits of a person, one after the other as it was done, until one has to wait on. */
export async function sendWaiting(person: string): Promise<void> {
  await loaded;
  if (isSending) return;
  isSending = true;
  try {
    for (const deed of list.filter((one) => one.person === person && one.refused === null)) {
      const isStillWanted = list.some(({ id }) => id === deed.id);
      if (isStillWanted && (await send(deed)) === "waits") return;
    }
  } finally {
    isSending = false;
  }
}

async function send({ id, companyId, item, until }: WaitingDeed): Promise<"sent" | "waits" | "refused"> {
  try {
    const today = await api.today.snooze.call({ companyId, key: item.key, until });
    await showAnswer(api.today.read.queryKey({ input: { companyId } }), today);
    await takeBack(id);
    return "sent";
  } catch (error) {
    const code = error instanceof ApiFailure ? error.code : "internal";
    if (endOf(code) === "waits") return "waits";
    await change((before) => before.map((one) => (one.id === id ? { ...one, refused: code } : one)));
    return "refused";
  }
}

function useAll(): readonly WaitingDeed[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => list,
    () => list,
  );
}

/** Who is signed in, as deeds are kept by; null while that is not known. */
export function useMe(): string | null {
  return useSession().data?.user?.email ?? null;
}

/** What waits of the person who is signed in; of one company where it is named. */
export function useWaiting(companyId?: string): WaitingDeed[] {
  const me = useMe();
  return useAll().filter(
    (one) => one.person === me && (companyId === undefined || one.companyId === companyId),
  );
}

/** Sends what waits as soon as there is a connection, and looks again now and then while something does. */
export function useSendWaiting(): void {
  const me = useMe();
  const isWanted = useCanReach();
  const count = useWaiting().filter(({ refused }) => refused === null).length;
  useEffect(() => {
    if (me !== null) void dropAllWaiting(({ person }) => person === me);
  }, [me]);
  useEffect(() => {
    if (me === null || !isWanted || count === 0) return undefined;
    void sendWaiting(me);
    const timer = setInterval(() => void sendWaiting(me), AGAIN_MILLIS);
    return () => clearInterval(timer);
  }, [me, isWanted, count]);
}
