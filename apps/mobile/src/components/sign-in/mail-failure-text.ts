import type { Catalogue } from "../../locale/en";
import { failureText } from "../../locale/failure-text";
import { ApiFailure } from "../../queries/failure";

/** Why a code was not sent, or did not sign in. */
export function mailFailureText(error: unknown, words: Catalogue): string {
  const said = words.start.mailFailures;
  if (error instanceof ApiFailure && error.code === "bad-input") {
    return error.field === "email" ? said.email : said.code;
  }
  const own = {
    conflict: said.google,
    "too-many": said.many,
    unavailable: said.unsent,
    "not-found": said.off,
  };
  return failureText(error, words, own);
}
