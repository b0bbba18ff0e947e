import type { Role } from "@cfa/contract/reads";

/** Pages of one thing of a company, such as a bill: the other company has no such thing, but it has the list. */
const LIST_OF: Readonly<Record<string, string>> = {
  parties: "parties",
  bills: "parties",
  "tie-out": "sync",
  tds: "tds",
  upload: "upload",
};
/** Pages that lead into or out of one company's first days, and forms: they begin anew. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  connect: "sync",
  "first-figures": "",
  "corrections/new": "corrections",
  "drafts/new": "drafts",
};
const OF_BOOKKEEPERS: ReadonlySet<string> = new Set(["audit", "approvals", "drafts", "upload", "tds"]);
const OUTWARD_ID = /^[a-z]{3}_[a-z2-7]{26}$/;

/**
 * The same kind of page in another company, by the address of this one: a list or a report as it is, of one bill or party the list it
 * stands in. Where the reader's role there has no such page, its home.
 */
export function samePageIn(companyId: string, { pathname, role }: { pathname: string; role: Role }): string {
  const [place = "", ...rest] = pathname.split("/").slice(2);
  const path = [place, ...rest].join("/");
  if (role === "viewer" && OF_BOOKKEEPERS.has(place)) return `/${companyId}`;
  const page = pageOf(place, { rest, path });
  return `/${companyId}${page === "" ? "" : `/${page}`}`;
}

function pageOf(place: string, { rest, path }: { rest: readonly string[]; path: string }): string {
  if (ELSEWHERE[path] !== undefined) return ELSEWHERE[path];
  if (rest.some((part) => OUTWARD_ID.test(part))) return LIST_OF[place] ?? place;
  return place === "cash" && rest[0] === "weeks" ? "cash" : path;
}
