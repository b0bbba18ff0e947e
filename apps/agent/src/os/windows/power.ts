import { hearWindows } from "./message-window.ts";

const WM_QUERYENDSESSION = 0x11;
const WM_ENDSESSION = 0x16;
const WM_POWERBROADCAST = 0x218;
const SUSPEND = 4n;
/** Told at every wake, whether or not a person caused it. */
const RESUME_AUTOMATIC = 0x12n;

/**
 * Told of sleep, wake and sign-out. What is told at sign-out must do its work before it returns: Windows ends the process right after.
 */
export function onWindowsPower(told: (what: "sleep" | "wake" | "sign-out") => void): () => void {
  return hearWindows(({ id, wParam }) => {
    if (id === WM_QUERYENDSESSION) return 1n;
    if (id === WM_ENDSESSION) {
      if (wParam !== 0n) told("sign-out");
      return 0n;
    }
    if (id !== WM_POWERBROADCAST) return undefined;
    if (wParam === SUSPEND) told("sleep");
    if (wParam === RESUME_AUTOMATIC) told("wake");
    return 1n;
  }).leave;
}
