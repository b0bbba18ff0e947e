/*
 * Where a person goes on after signing in: to the page whose link they had opened. Only pages of the app itself, so that no address from
 * outside can lead elsewhere.
 */

const OWN_PAGE = /^\/(?:cmp_|invitations\/|new-company)[\w\-./?=&%]{0,280}$/;

/** The page of a link, or the start where there is none, or none of the app's own. */
export function pageAfterSignIn(to: unknown): string {
  return typeof to === "string" && OWN_PAGE.test(to) ? to : "/";
}

/** The address of a page that is open: its path, and of its parameters those that are no part of the path. */
export function addressOf(
  path: string,
  options: { segments: readonly string[]; params: Readonly<Record<string, unknown>> },
): string {
  const inPath = new Set(options.segments.map((segment) => segment.replace(/^\[(?:\.\.\.)?(.*)\]$/, "$1")));
  const rest = Object.entries(options.params).filter(
    (entry): entry is [string, string] => !inPath.has(entry[0]) && typeof entry[1] === "string",
  );
  const query = new URLSearchParams(rest).toString();
  return query === "" ? path : `${path}?${query}`;
}
