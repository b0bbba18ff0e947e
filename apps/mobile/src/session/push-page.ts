import { pageAfterSignIn } from "./after-sign-in";

/** The page that a message to this phone leads to, as the server put it in; null: none of the app's own. */
export function pageOfPush(data: unknown): string | null {
  const path = typeof data === "object" && data !== null && "path" in data ? data.path : undefined;
  const page = pageAfterSignIn(path);
  return page === "/" ? null : page;
}
