import { deleteItemAsync, getItemAsync, setItemAsync } from "expo-secure-store";

const STORED_AS = "cfa.session";

/** On phones the session's bearer token lies in the key store. */
export async function readToken(): Promise<string | null> {
  return await getItemAsync(STORED_AS);
}

export async function keepToken(token: string | null): Promise<void> {
  if (token === null) await deleteItemAsync(STORED_AS);
  else await setItemAsync(STORED_AS, token);
}
