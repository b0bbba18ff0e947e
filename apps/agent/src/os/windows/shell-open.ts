import { wide } from "./ffi.ts";
import { win32 } from "./win32.ts";

const SHOW_NORMAL = 1;
const LAST_ERROR = 32n;
const INFORMATION_IN_FRONT = 0x40 | 0x10000;

/** Opens a folder or an address by what this user opens such with; whether Windows could. */
export function shellOpen(what: string): boolean {
  return win32.shell().ShellExecuteW(null, wide("open"), wide(what), null, null, SHOW_NORMAL) > LAST_ERROR;
}

/** Says something in a small window of Windows' own and waits for OK. */
export function tellPerson(title: string, text: string): void {
  win32.user().MessageBoxW(null, wide(text), wide(title), INFORMATION_IN_FRONT);
}
