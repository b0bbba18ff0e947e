import { wide } from "./ffi.ts";
import { win32 } from "./win32.ts";

/** What Edge and Chrome call each of their windows. */
const BROWSER_WINDOW = "Chrome_WidgetWin_1";
const RESTORE = 9;
const ANY_PROCESS = 0xffffffff;

/** Brings the app window with one of these titles to the front, also one that was made small. */
export function bringToFront(titles: readonly string[]): boolean {
  const { FindWindowW, IsIconic, ShowWindow, SetForegroundWindow } = win32.user();
  for (const title of titles) {
    const window = FindWindowW(wide(BROWSER_WINDOW), wide(title));
    if (window === 0n) continue;
    if (IsIconic(window) !== 0) ShowWindow(window, RESTORE);
    SetForegroundWindow(window);
    return true;
  }
  return false;
}

/** Windows lets only who was just used come to the front: this process hands that on. */
export function lendFront(): void {
  win32.user().AllowSetForegroundWindow(ANY_PROCESS);
}
