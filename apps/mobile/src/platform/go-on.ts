import { router } from "expo-router";

import { homeOf } from "../session/after-sign-in";

/** Goes on to a page after signing in: a phone to the home of its company, from where it is a step. */
export function goOn(page: string): void {
  router.replace(homeOf(page));
}
