import { DEMO_SIGN_IN_PATH, SIGN_OUT_PATH, TOKEN_HEADER, type DemoSignIn } from "@cfa/contract/auth";

import { HOLDS_TOKEN, keepToken } from "../platform/token-store";
import { api } from "../queries/api";
import { postJson } from "../queries/api-fetch";
import { forgetReads, queryClient } from "../queries/query-client";

export type DemoRole = DemoSignIn["role"];

/** Enters the sample company. The web gets a cookie, a phone keeps the bearer token of the answer. */
export async function signInToDemo(role: DemoRole): Promise<void> {
  const answer = await postJson(DEMO_SIGN_IN_PATH, { role } satisfies DemoSignIn);
  await keepToken(answer.headers.get(TOKEN_HEADER));
  await forgetReads();
  await queryClient.fetchQuery(api.session.read.queryOptions());
}

/**
 * Ends the session on the server and forgets it, and every read, on this device. Where the server cannot be told, a phone
 * forgets its token all the same; a browser cannot drop the cookie by itself, so there the failure is thrown.
 */
export async function signOut(): Promise<void> {
  try {
    await postJson(SIGN_OUT_PATH, {});
  } catch (error) {
    if (!HOLDS_TOKEN) throw error;
  }
  await keepToken(null);
  await forgetReads();
}
