import type { Found } from "@cfa/db/queries/today/find/found";
import { idOut } from "@cfa/values/ids";
import { formatRupeesShort } from "@cfa/values/money";

import { TELLING_WORDS, type TellingWords } from "./words.ts";

/** A message as it goes out. `path`: what the app opens. */
export type Composed = { title: string; text: string; path: string };

/** For whom a message is made. */
export type Reader = { companyId: string; company: string; language: "en" | "hi" };

/** A push shows a few lines. */
const PUSH_LINES = 3;
const LINE_LENGTH = 120;

/** One thing that is told by itself. */
export function composeAlert(found: Found, reader: Reader): Composed {
  const words = TELLING_WORDS[reader.language];
  const about = aboutText(found, words);
  return {
    title: words.what[found.kind],
    text: short(about === "" ? reader.company : `${about}\n${reader.company}`),
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
    const about = aboutText(found, words);
    return short(about === "" ? words.what[found.kind] : `${words.what[found.kind]}: ${about}`);
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

function aboutText({ kind, amount, days, party, bill }: Found, words: TellingWords): string {
  if (kind === "sync-stale") return words.stale(days);
  if (kind === "tie-out-differs") return words.differs;
  const parts = [party?.name, bill?.name, amount > 0n ? formatRupeesShort(amount) : undefined];
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}

function short(text: string): string {
  return text.length <= LINE_LENGTH ? text : `${text.slice(0, LINE_LENGTH - 1)}…`;
}

function homeOf({ companyId }: Reader): string {
  return `/${idOut("company", companyId)}`;
}

/** The place in the app where the one thing to do about it is done. */
function pathOf({ action, party, bill }: Found, reader: Reader): string {
  const home = homeOf(reader);
  switch (action) {
    case "exceptions":
      return `${home}/exceptions?kind=unallocated`;
    case "corrections":
      return `${home}/corrections?state=conflict`;
    case "approvals":
    case "cash":
    case "sync":
      return `${home}/${action}`;
    case "bill":
      return bill === null ? home : `${home}/bills/${idOut("bill", bill.billId)}`;
    case "call":
    case "party":
      return party === null ? `${home}/parties` : `${home}/parties/${idOut("party", party.ledgerId)}`;
  }
}
