/** The page that stands in the address line. */
export function openedAt(): string {
  return window.location.pathname + window.location.search;
}
