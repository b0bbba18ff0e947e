import { alertPath } from "@cfa/contract/alert-path";
import { alertAbout, alertWhy, shortSum } from "@cfa/contract/alert-text";
import type { AlertWords } from "@cfa/contract/alert-words";
import type { Found } from "@cfa/db/queries/today/find/found";
import { idOut } from "@cfa/values/ids";

import { TELLING_WORDS } from "./words.ts";

/** A message as it goes out. `path`: what the app opens. */
export type Composed = { title: string; text: string; path: string };

/** For whom a message is made. */
export type Reader = { companyId: string; company: string; language: "en" | "hi" };

/** A push shows a few lines. */
const PUSH_LINES = 3;
const LINE_LENGTH = 120;

/** One thing that is told by itself: about whom and how much, why and what to do, of which company. */
export function composeAlert(found: Found, reader: Reader): Composed {
  const words = TELLING_WORDS[reader.language].alert;
  const lines = [aboutText(found, words), alertWhy(found, words), reader.company];
  return {
    title: words.what[found.kind],
    text: lines
      .filter((line) => line !== "")
      .map(short)
      .join("\n"),
    path: pathOf(found, reader),
  };
}

/** All of a day in one. A mail names all that a digest names, a push the first of it. */
export function composeDigest(
  { named, more }: { named: readonly Found[]; more: number },
  way: "push" | "email",
  reader: Reader,
): Composed {
  const words = TELLING_WORDS[reader.language];
  const shown = way === "push" ? named.slice(0, PUSH_LINES) : named;
  const rest = more + named.length - shown.length;
  const lines = shown.map((found) => {
    const about = aboutText(found, words.alert) || alertWhy(found, words.alert);
    return short(`${words.alert.what[found.kind]}: ${about}`);
  });
  return {
    title: `${words.digest(named.length + more)} · ${reader.company}`,
    text: [...lines, ...(rest > 0 ? [words.more(rest)] : [])].join("\n"),
    path: homeOf(reader),
  };
}

/** A message as a mail, with where it leads and where such mails are ended. */
export function mailText({ text, path }: Composed, reader: Reader, publicUrl: string): string {
  const words = TELLING_WORDS[reader.language];
  const settings = `${publicUrl}${homeOf(reader)}/settings/my-alerts`;
  return [text, `${words.open}\n${publicUrl}${path}`, `${words.why(reader.company)}\n${settings}`, ""].join(
    "\n\n",
  );
}

function aboutText(found: Found, words: AlertWords): string {
  const sum = found.amount > 0n ? shortSum(found.amount, words) : "";
  return [alertAbout(found, words), sum].filter((part) => part !== "").join(" · ");
}

function short(text: string): string {
  return text.length <= LINE_LENGTH ? text : `${text.slice(0, LINE_LENGTH - 1)}…`;
}

function homeOf({ companyId }: Reader): string {
  return `/${idOut("company", companyId)}`;
}

/** The place in the app where the one thing to do about it is done. */
function pathOf({ action, party, bill, nudgeId }: Found, reader: Reader): string {
  const opened = {
    action,
    party: party && { partyId: idOut("party", party.ledgerId) },
    bill: bill && { billId: idOut("bill", bill.billId) },
    nudgeId: nudgeId && idOut("nudge", nudgeId),
  };
  return alertPath(opened, idOut("company", reader.companyId));
}
