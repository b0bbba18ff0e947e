import { createHash } from "node:crypto";
import { mkdirSync, realpathSync } from "node:fs";

import { wide } from "./ffi.ts";
import { win32 } from "./win32.ts";

const IS_OURS = 0;
/** Its holder died: it is ours, and what it kept is whole after a kill. */
const ABANDONED = 0x80;

const held = new Set<string>();

/**
 * Makes sure that one agent at a time works in a folder, in all sessions of this PC: a named mutex, which Windows lets go of when
 * its holder dies however it dies. Another user has a folder and so a mutex of their own. undefined when another agent holds it.
 */
export function claimMutex(dataFolder: string): (() => void) | undefined {
  mkdirSync(dataFolder, { recursive: true });
  const name = mutexName(realpathSync.native(dataFolder));
  // A mutex may be taken again by the thread that has it.
  if (held.has(name)) return undefined;
  const { CreateMutexW, WaitForSingleObject, ReleaseMutex, CloseHandle } = win32.kernel();
  const mutex = CreateMutexW(null, 0, wide(name));
  // Nobody else may open what an elevated process or another user made: it is taken.
  if (mutex === 0n) return undefined;
  // Asked by waiting and not by the last error, which Node's own calls in between may change.
  const answer = WaitForSingleObject(mutex, 0);
  if (answer !== IS_OURS && answer !== ABANDONED) {
    CloseHandle(mutex);
    return undefined;
  }
  held.add(name);
  return () => {
    if (!held.delete(name)) return;
    ReleaseMutex(mutex);
    CloseHandle(mutex);
  };
}

/** The same for every way to write the folder's path. */
export function mutexName(realPath: string): string {
  const folder = realPath.toLowerCase().replaceAll("/", "\\").replace(/\\+$/, "");
  return String.raw`Global\CFA-Agent-${createHash("sha256").update(folder).digest("hex").slice(0, 32)}`;
}
