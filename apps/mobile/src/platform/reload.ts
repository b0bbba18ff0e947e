/** On phones the app is whole: there is nothing to load anew. */
export async function reload(): Promise<void> {}

/** Nothing is loaded anew on phones. */
export function reloadOnce(): boolean {
  return false;
}
