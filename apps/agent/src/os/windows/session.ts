import { win32 } from "./win32.ts";

/** Whether a process is in another session of this PC than this one. One that is gone is in none. */
export function isInOtherSession(pid: number): boolean {
  const other = sessionOf(pid);
  return other !== undefined && other !== sessionOf(process.pid);
}

function sessionOf(pid: number): number | undefined {
  const session = Buffer.alloc(4);
  return win32.kernel().ProcessIdToSessionId(pid, session) === 0 ? undefined : session.readUInt32LE(0);
}
