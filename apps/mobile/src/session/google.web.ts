import type { WaysIn } from "@cfa/contract/auth";

import { googlePage, type GoogleEnd } from "./sign-in";

/** Whether Google's way back is a page loaded anew, on which what was begun is begun again. */
export const GOOGLE_LEAVES_PAGE: boolean = true;

/** Whether this device may sign in with Google here. */
export function hasGoogle(ways: WaysIn): boolean {
  return ways.google;
}

/** Lets the browser go to Google, from where it comes back signed in to `returnTo`. */
export async function goToGoogle(returnTo: string): Promise<GoogleEnd> {
  window.location.assign(await googlePage(returnTo));
  return "left";
}
