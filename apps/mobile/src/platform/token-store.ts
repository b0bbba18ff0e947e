import { deleteItemAsync, getItemAsync, setItemAsync } from "expo-secure-store";

import { whenOpen } from "./device-lock";

/** Forgetting the token is enough to be signed out on this device. */
export const HOLDS_TOKEN: boolean = true;

const STORED_AS = "cfa.session";

let isLeaving = false;

/** On phones the session's bearer token lies in the key store, which is shut while the app is locked. */
export async function readToken(): Promise<string | null> {
  if (!isLeaving) await whenOpen();
  return await getItemAsync(STORED_AS);
}

/** Does what ends the session: that may be done in front of the lock too. */
export async function letTokenOut<T>(end: () => Promise<T>): Promise<T> {
  isLeaving = true;
  try {
    return await end();
  } finally {
    isLeaving = false;
  }
}

export async function keepToken(token: string | null): Promise<void> {
  if (token === null) await deleteItemAsync(STORED_AS);
  else await setItemAsync(STORED_AS, token);
}
