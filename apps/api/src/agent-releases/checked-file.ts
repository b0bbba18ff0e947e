import { createHash } from "node:crypto";
import { constants, type BigIntStats } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";

import { fail, ok, type Result } from "@cfa/values/result";

/** What a file of a release must be. */
export type Stated = { readonly bytes: number; readonly sha256: string };

/** What was hashed already: a file that has not been touched since is not hashed again. */
export type Hashes = Map<string, string>;

const MOST_REMEMBERED = 100;

/** Opens a file whose content is the stated one, of the folder itself and not behind a link; else says what it is. */
export async function checkedFile(
  path: string,
  { stated, hashes }: { stated: Stated; hashes: Hashes },
): Promise<Result<FileHandle, string>> {
  const handle = await opened(path);
  if (handle === undefined) return fail("is not there");
  try {
    const state = await handle.stat({ bigint: true });
    const isRight =
      state.isFile() &&
      state.size === BigInt(stated.bytes) &&
      (await hashOf(handle, { state, hashes })) === stated.sha256;
    if (isRight) return ok(handle);
    await handle.close();
    return fail("is not what its manifest says");
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function opened(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === "ENOENT" || code === "ELOOP" || code === "ENOTDIR" || code === "EACCES") return undefined;
    throw error;
  }
}

async function hashOf(
  handle: FileHandle,
  { state, hashes }: { state: BigIntStats; hashes: Hashes },
): Promise<string> {
  const stamp = [state.dev, state.ino, state.size, state.mtimeNs, state.ctimeNs].join(":");
  const known = hashes.get(stamp);
  if (known !== undefined) return known;
  const hash = createHash("sha256");
  for await (const piece of handle.createReadStream({ autoClose: false, start: 0 }))
    hash.update(piece as Buffer);
  const sha256 = hash.digest("hex");
  if (hashes.size >= MOST_REMEMBERED) hashes.clear();
  hashes.set(stamp, sha256);
  return sha256;
}
