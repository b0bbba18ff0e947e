import type { Tray, TrayItem, TrayState } from "../os.ts";
import { wide } from "./ffi.ts";
import { hearWindows } from "./message-window.ts";
import { chooseFromMenu, MENU_TIMER } from "./popup-menu.ts";
import { stateIcon } from "./state-icon.ts";
import { win32 } from "./win32.ts";

const NOTIFYICONDATAW_BYTES = 976;
const ID = 1;
const NIM = { add: 0, modify: 1, delete: 2, setVersion: 4 } as const;
const HAS_MESSAGE_ICON_TIP = 0x1 | 0x2 | 0x4;
const SHOW_TIP = 0x80;
const VERSION_4 = 4;
const MOST_TIP_UNITS = 127;
/** WM_APP: what the icon says to our window. */
const TRAY_MESSAGE = 0x8000;
const WM_TIMER = 0x113;
const WM_CONTEXTMENU = 0x7b;
/** A click, Enter, and the second of two clicks. */
const OPENING = [0x400, 0x401, 0x203];
/** A double click opens once. */
const SAME_CLICK_MS = 1_000;
const ALLOW = 1;
const SM_CXSMICON = 49;

/** The icon beside the clock. It comes back by itself when Explorer is started anew, and later where there is no taskbar yet. */
export function windowsTray(chosen: (id: string) => void): Tray {
  const { RegisterWindowMessageW, ChangeWindowMessageFilterEx, DestroyIcon } = win32.user();
  const taskbarCreated = RegisterWindowMessageW(wide("TaskbarCreated"));
  const icons = new Map<TrayState, bigint>();
  let shown: { state: TrayState; tip: string } = { state: "well", tip: "" };
  let items: readonly TrayItem[] = [];
  let isAdded = false;
  let openedAt = -SAME_CLICK_MS;

  const window = hearWindows(({ id, wParam, lParam }) => {
    if (id === taskbarCreated) {
      isAdded = false;
      put();
    } else if (id === TRAY_MESSAGE) {
      const event = Number(lParam & 0xffffn);
      if (OPENING.includes(event)) open();
      // Not from here: the menu stays until something is chosen, and Windows waits for this answer.
      else if (event === WM_CONTEXTMENU) setImmediate(menu, anchor(wParam));
    } else if (id === WM_TIMER && wParam === MENU_TIMER) win32.user().EndMenu();
    else return undefined;
    return 0n;
  });
  // Explorer says it to all; an elevated agent would not be told without this.
  ChangeWindowMessageFilterEx(window.handle, taskbarCreated, ALLOW, null);

  function open(): void {
    const now = performance.now();
    if (now - openedAt < SAME_CLICK_MS) return;
    openedAt = now;
    setImmediate(chosen, "open");
  }
  function menu(at: { x: number; y: number }): void {
    const id = chooseFromMenu(window.handle, { items, at });
    if (id !== undefined) chosen(id);
  }
  function put(): void {
    const { state, tip } = shown;
    const icon = icons.get(state) ?? makeIcon(state);
    icons.set(state, icon);
    const data = iconData(window.handle, { icon, tip });
    const { Shell_NotifyIconW } = win32.shell();
    if (isAdded && Shell_NotifyIconW(NIM.modify, data) !== 0) return;
    isAdded = Shell_NotifyIconW(NIM.add, data) !== 0;
    if (isAdded) Shell_NotifyIconW(NIM.setVersion, data);
  }

  return {
    show(state, tip) {
      if (isAdded && shown.state === state && shown.tip === tip) return;
      shown = { state, tip };
      put();
    },
    menu(next) {
      items = next;
    },
    close() {
      win32.shell().Shell_NotifyIconW(NIM.delete, iconData(window.handle, { icon: 0n, tip: "" }));
      isAdded = false;
      window.leave();
      for (const icon of icons.values()) DestroyIcon(icon);
      icons.clear();
    },
  };
}

/** NOTIFYICONDATAW of 64-bit Windows. */
function iconData(window: bigint, { icon, tip }: { icon: bigint; tip: string }): Buffer {
  const data = Buffer.alloc(NOTIFYICONDATAW_BYTES);
  data.writeUInt32LE(data.length, 0);
  data.writeBigUInt64LE(window, 8);
  data.writeUInt32LE(ID, 16);
  data.writeUInt32LE(HAS_MESSAGE_ICON_TIP | SHOW_TIP, 20);
  data.writeUInt32LE(TRAY_MESSAGE, 24);
  data.writeBigUInt64LE(icon, 32);
  data.write(shortTip(tip), 40, "utf16le");
  data.writeUInt32LE(VERSION_4, 816);
  return data;
}

/** As much of the tip as Windows shows, with no half of a character at its end. */
export function shortTip(tip: string): string {
  if (tip.length <= MOST_TIP_UNITS) return tip;
  return `${tip.slice(0, MOST_TIP_UNITS - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function makeIcon(state: TrayState): bigint {
  const { GetSystemMetrics, CreateIconFromResourceEx } = win32.user();
  const pixels = Math.min(256, Math.max(16, GetSystemMetrics(SM_CXSMICON)));
  const bytes = stateIcon(state, pixels);
  return CreateIconFromResourceEx(bytes, bytes.length, 1, 0x00030000, pixels, pixels, 0);
}

/** Where on the screens, which may lie left of or above the first. */
function anchor(wParam: bigint): { x: number; y: number } {
  return {
    x: Number(BigInt.asIntN(16, wParam)),
    y: Number(BigInt.asIntN(16, wParam >> 16n)),
  };
}
