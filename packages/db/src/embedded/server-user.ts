import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Who the server runs as. PostgreSQL refuses root, so root hands over to nobody; anyone else runs it as themselves. */
export type ServerUser = { uid?: number; gid?: number };

const NOBODY = 65_534;

/** The user for this process. */
export function serverUser(): ServerUser {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/** Whether the server's user may enter `folder` and every folder above it. */
export function canReach(user: ServerUser, folder: string): boolean {
  if (user.uid === undefined) return true;
  for (let at = resolve(folder); ; at = dirname(at)) {
    const stat = statSync(at, { throwIfNoEntry: false });
    const entered = stat !== undefined && (stat.uid === user.uid ? stat.mode & 0o100 : stat.mode & 0o001);
    if (stat !== undefined && !entered) return false;
    if (dirname(at) === at) return true;
  }
}
