import { fail, ok, type Result } from "@cfa/values/result";

import { askServer, statusFault, type Fault } from "./ask-server.ts";
import type { Disk } from "./disk.ts";
import { bundleFault, type SignedRelease } from "./verify.ts";

export type Download = {
  readonly disk: Disk;
  readonly url: URL;
  /** Where what came is gathered; what is there of an earlier try is gone on with. */
  readonly part: string;
  readonly signal?: AbortSignal | undefined;
  readonly idleMillis: number;
};

/** Brings a bundle into `part`, whole and as it was signed. What broke off stays for the next try; what is wrong goes. */
export async function download(
  release: Pick<SignedRelease, "bytes" | "sha256">,
  how: Download,
): Promise<Result<void, Fault>> {
  const { disk, part } = how;
  if (disk.size(part) > release.bytes) disk.remove(part);
  if (disk.size(part) < release.bytes) {
    const brought = await bring(release, how);
    if (!brought.ok) return brought;
  }
  disk.flush(part);
  const content = disk.read(part);
  const wrong = content === undefined ? "it is gone" : bundleFault(content, release);
  if (wrong === undefined) return ok(undefined);
  disk.remove(part);
  return fail({ code: "update-damaged", detail: wrong });
}

/** Asks for what is missing. A server that does not go on, or has another file by now, gives all of it anew. */
async function bring(
  { bytes, sha256 }: Pick<SignedRelease, "bytes" | "sha256">,
  { disk, url, part, ...ask }: Download,
): Promise<Result<void, Fault>> {
  const had = disk.size(part);
  const headers = had > 0 ? { range: `bytes=${had}-`, "if-range": `"${sha256}"` } : {};
  const answer = await askServer(url, { headers, ...ask });
  if (!answer.ok) return answer;
  const { status, headers: told, read } = answer.value;
  const goesOn = status === 206 && told.get("content-range") === `bytes ${had}-${bytes - 1}/${bytes}`;
  if (status !== 200 && !goesOn) {
    await read(() => false);
    disk.remove(part);
    return fail(
      status === 206 ? { code: "update-odd-answer", detail: "another part than asked" } : statusFault(status),
    );
  }
  if (!goesOn) disk.remove(part);
  let size = goesOn ? had : 0;
  let failure: unknown;
  const brought = await read((piece) => {
    size += piece.length;
    if (size > bytes) return false;
    try {
      disk.append(part, piece);
      return true;
    } catch (error) {
      failure = error;
      return false;
    }
  });
  if (failure !== undefined) throw failure;
  if (!brought.ok) return brought;
  if (brought.value && size === bytes) return ok(undefined);
  // An answer that came to its end and is too short, or goes on beyond, is another file.
  disk.remove(part);
  return fail({ code: "update-damaged", detail: `${size} bytes came and not ${bytes}` });
}
