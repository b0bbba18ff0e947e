import { deleteItemAsync, getItemAsync, setItemAsync } from "expo-secure-store";

/** Forgetting the token is enough to be signed out on this device. */
export const HOLDS_TOKEN: boolean = true;

const STORED_AS = "cfa.session";

/** On phones the session's bearer token lies in the key store. */
export async function readToken(): Promise<string | null> {
  return await getItemAsync(STORED_AS);
}

export async function keepToken(token: string | null): Promise<void> {
  if (token === null) await deleteItemAsync(STORED_AS);
  else await setItemAsync(STORED_AS, token);
}
