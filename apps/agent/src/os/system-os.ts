import type { Os } from "./os.ts";
import { posixOs } from "./posix-os.ts";
import { windowsOs } from "./windows-os.ts";

/** The system this process runs on. Nothing of Windows is loaded elsewhere: its libraries open at their first call. */
export function systemOs(): Os {
  if (process.platform === "win32") return windowsOs();
  return posixOs(process.platform === "darwin" ? "macos" : "linux");
}
