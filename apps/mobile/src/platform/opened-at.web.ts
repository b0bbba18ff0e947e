/** As it was when the app began: while nobody is signed in the pages within a company are not there, and the line loses their part. */
const OPENED = window.location.pathname + window.location.search;

/** The page that stood in the address line when the app was opened. */
export function openedAt(): string {
  return OPENED;
}
