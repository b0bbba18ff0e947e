import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** A scanner may hold a file for a moment after it was written. */
const HELD = new Set(["EPERM", "EACCES", "EBUSY"]);
const TRIES = 6;
const REST_MS = 40;

/**
 * Writes a file for this user alone. A kill or a power cut at any moment leaves the whole of the earlier one or the whole of
 * the new one. Throws when the disk does not take it.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.new`;
  const file = openSync(fresh, "w", 0o600);
  try {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  putInPlace(fresh, path);
  keepName(dirname(path));
}

function putInPlace(fresh: string, path: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      renameSync(fresh, path);
      return;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (process.platform !== "win32" || !HELD.has(code) || attempt === TRIES) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, REST_MS * attempt);
    }
  }
}

/** The name is safe only with its folder; Windows opens no folders and needs none of this. */
function keepName(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
