import type {
  DemoSignIn,
  GoogleAppSignIn,
  GooglePage,
  GoogleRefusal,
  GoogleWanted,
  MailCodeSent,
  MailCodeSignIn,
  MailCodeWanted,
} from "@cfa/contract/auth";
import {
  DEMO_SIGN_IN_PATH,
  GOOGLE_APP_SIGN_IN_PATH,
  GOOGLE_PATH,
  MAIL_CODE_PATH,
  MAIL_CODE_SIGN_IN_PATH,
  SIGN_OUT_PATH,
  TOKEN_HEADER,
} from "@cfa/contract/sign-in";

import { forgetLock } from "../platform/device-lock";
import { leavePush } from "../platform/push";
import { HOLDS_TOKEN, keepToken, letTokenOut } from "../platform/token-store";
import { api } from "../queries/api";
import { postJson } from "../queries/api-fetch";
import { endLive } from "../queries/live/use-live";
import { forgetReads, queryClient, readAllAgain } from "../queries/query-client";
import { dropAllWaiting } from "../queries/waiting/waiting";

export type DemoRole = DemoSignIn["role"];

/** Enters the sample company. */
export async function signInToDemo(role: DemoRole): Promise<void> {
  await signInAt(DEMO_SIGN_IN_PATH, { role } satisfies DemoSignIn);
}

/** Has a code of six digits sent to a mail address; where there is no mail, the server's own terminal shows it. */
export async function sendMailCode(email: string): Promise<MailCodeSent> {
  const answer = await postJson(MAIL_CODE_PATH, { email } satisfies MailCodeWanted);
  return (await answer.json()) as MailCodeSent;
}

/** Signs in with the code that was sent; makes the account when the address is new. */
export async function signInByMailCode(typed: MailCodeSignIn): Promise<void> {
  await signInAt(MAIL_CODE_SIGN_IN_PATH, typed satisfies MailCodeSignIn);
}

/** How going to Google ended: the page was left, nobody was signed in and why, or somebody is, who was so before or was not. */
export type GoogleEnd = "left" | { refused: GoogleRefusal } | { isSamePerson: boolean };

/** Signs in with what a phone got from Google. At Google a person may choose another account than the one they were signed in to. */
export async function signInByIdToken(got: GoogleAppSignIn): Promise<{ isSamePerson: boolean }> {
  return await signInAt(GOOGLE_APP_SIGN_IN_PATH, got);
}

/** The page of Google's that signs a browser in and sends it back to `returnTo`. What was read before is forgotten. */
export async function googlePage(returnTo: string): Promise<string> {
  const answer = await postJson(GOOGLE_PATH, { returnTo } satisfies GoogleWanted);
  const { url } = (await answer.json()) as GooglePage;
  await forgetReads();
  return url;
}

/**
 * The web gets a cookie, a phone keeps the bearer token of the answer. What was read before is forgotten, unless it is the
 * same person once more.
 */
async function signInAt(path: string, body: object): Promise<{ isSamePerson: boolean }> {
  const before = queryClient.getQueryData(api.session.read.queryKey())?.user?.email;
  const answer = await postJson(path, body);
  await keepToken(answer.headers.get(TOKEN_HEADER));
  if (before === undefined) await forgetReads();
  const { user } = await queryClient.fetchQuery({ ...api.session.read.queryOptions(), staleTime: 0 });
  if (before === undefined || before === user?.email) return { isSamePerson: before !== undefined };
  await forgetReads();
  await queryClient.fetchQuery(api.session.read.queryOptions());
  return { isSamePerson: false };
}

/**
 * Ends the session on the server and forgets it, every read and what waits to be sent on this device. Where the server cannot be told, a phone
 * forgets its token all the same; a browser cannot drop the cookie by itself, so there the failure is thrown. The reads go last: a page that
 * is drawn once more without them would ask for them anew.
 */
export async function signOut(): Promise<void> {
  endLive();
  await queryClient.cancelQueries();
  try {
    await letTokenOut(async () => {
      await leavePush().catch(() => undefined); // nobody is kept signed in by it
      await postJson(SIGN_OUT_PATH, {});
    });
  } catch (error) {
    if (!HOLDS_TOKEN) {
      void readAllAgain();
      throw error;
    }
  }
  await keepToken(null);
  await dropAllWaiting();
  await forgetLock();
  await forgetReads();
}
