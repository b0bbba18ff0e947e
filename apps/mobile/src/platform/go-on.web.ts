/** Goes on to a page after signing in: as if its link were opened anew. */
export function goOn(page: string): void {
  window.location.replace(page);
}
