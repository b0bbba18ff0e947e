import type { GoogleApp, GoogleAppWanted, WaysIn } from "@cfa/contract/auth";
import { GOOGLE_APP_PATH } from "@cfa/contract/sign-in";
import { openAuthSessionAsync } from "expo-web-browser";
import { Platform } from "react-native";

import { postJson } from "../queries/api-fetch";
import { ApiFailure } from "../queries/failure";
import { idTokenFromGoogle, type Browse } from "./google-flow";
import { GOOGLE_REDIRECT } from "./google-redirect";
import { signInByIdToken, type GoogleEnd } from "./sign-in";

/** Whether Google's way back is a page loaded anew, on which what was begun is begun again. */
export const GOOGLE_LEAVES_PAGE: boolean = false;

const SYSTEM = Platform.OS === "ios" ? "ios" : "android";

/** Whether this device may sign in with Google here. */
export function hasGoogle(ways: WaysIn): boolean {
  return ways.googleApps?.includes(SYSTEM) === true;
}

/** Signs in at Google, in the system's browser laid over the app. `_returnTo`: the page stays where it is. */
export async function goToGoogle(_returnTo: string): Promise<GoogleEnd> {
  const answer = await postJson(GOOGLE_APP_PATH, { system: SYSTEM } satisfies GoogleAppWanted);
  const app = (await answer.json()) as GoogleApp;
  const idToken = await idTokenFromGoogle(app, { redirectUri: GOOGLE_REDIRECT, browse });
  if (!idToken.ok) return { refused: idToken.error };
  return await signInByIdToken({ idToken: idToken.value, nonce: app.nonce });
}

const browse: Browse = async (url, redirectUri) => {
  const ended = await openAuthSessionAsync(url, redirectUri).catch(noBrowser);
  return ended.type === "success" ? ended.url : null;
};

function noBrowser(): never {
  throw new ApiFailure("device", null);
}
