import type { TrayItem } from "../os.ts";
import { wide } from "./ffi.ts";
import { win32 } from "./win32.ts";

export const MENU_TIMER = 7n;
/** An open menu holds up everything else of this process, as Windows gives back only once it is closed. */
const LONGEST_OPEN_MS = 20_000;
const RETURN_COMMAND = 0x100;
const NO_NOTIFY = 0x80;
const RIGHT_BUTTON = 0x2;
const WM_NULL = 0;
let isOpen = false;

/** Shows a menu and waits for what is chosen: its id, or undefined. Closes by itself when nobody chooses. */
export function chooseFromMenu(
  window: bigint,
  { items, at }: { items: readonly TrayItem[]; at: { x: number; y: number } },
): string | undefined {
  if (isOpen || items.length === 0) return undefined;
  isOpen = true;
  const { CreatePopupMenu, AppendMenuW, TrackPopupMenu, DestroyMenu } = win32.user();
  const { SetForegroundWindow, PostMessageW, SetTimer, KillTimer } = win32.user();
  const menu = CreatePopupMenu();
  for (const [index, { label }] of items.entries()) {
    AppendMenuW(menu, 0, BigInt(index + 1), wide(label.replaceAll("&", "&&")));
  }
  // Without being in front, and a message after, a menu of the tray does not close when one clicks elsewhere.
  SetForegroundWindow(window);
  SetTimer(window, MENU_TIMER, LONGEST_OPEN_MS, null);
  const flags = RETURN_COMMAND | NO_NOTIFY | RIGHT_BUTTON;
  const chosen = TrackPopupMenu(menu, flags, at.x, at.y, 0, window, null);
  KillTimer(window, MENU_TIMER);
  PostMessageW(window, WM_NULL, 0n, 0n);
  DestroyMenu(menu);
  isOpen = false;
  return items[chosen - 1]?.id;
}
