/*
 * Where a person goes on after signing in: to the page whose link they had opened. Only pages of the app itself, so that no address from
 * outside can lead elsewhere.
 */

const OWN_PAGE = /^\/(?:cmp_|invitations\/|new-company)[\w\-./?=&%]{0,280}$/;

/** The page of a link, or the start where there is none, or none of the app's own. */
export function pageAfterSignIn(to: unknown): string {
  return typeof to === "string" && OWN_PAGE.test(to) ? to : "/";
}

/** The page of a link into the app, of either kind: `https://server/page` or `scheme:///page`. */
export function pageInUrl(url: string): string {
  const [, page = ""] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(\/[^#]*)/i.exec(url) ?? [];
  return page;
}

/** The company's home that a page belongs to; the start where it belongs to none. */
export function homeOf(page: string): string {
  return /^\/cmp_[a-z2-7]+/.exec(page)?.[0] ?? "/";
}
