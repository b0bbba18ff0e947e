const RELOADED_AT = "cfa.reloaded-at";
/** A page that was just loaded anew and misses something again is not helped by it. */
const AGAIN_MILLIS = 60_000;

/** Loads the page anew, with the app as the server has it now. */
export async function reload(): Promise<void> {
  window.location.reload();
}

/** Loads the page anew unless that was done a moment ago or cannot be remembered; answers whether it does. */
export function reloadOnce(): boolean {
  try {
    const ago = Date.now() - Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
    if (ago >= 0 && ago < AGAIN_MILLIS) return false;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  } catch {
    return false; // a browser that keeps nothing
  }
  window.location.reload();
  return true;
}
