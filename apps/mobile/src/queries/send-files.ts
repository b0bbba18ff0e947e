import type { UploadPart } from "@cfa/contract/uploads";
import { MAX_FILE_BYTES, MAX_UPLOAD_FILES, uploadPartPath } from "@cfa/contract/upload-files";

import { baseUrl } from "../platform/base-url";
import type { PickedFile } from "../platform/pick-files";
import { api } from "./api";
import { apiFetch } from "./api-fetch";
import { ApiFailure } from "./failure";

/** Small enough to be through in half a minute on a slow line. */
const PART_BYTES = 2 * 1024 * 1024;
const TRIES = 4;

export type Sending = { readonly sent: number; readonly total: number };

/** What a person must know before anything is sent: too many files, or one too large. */
export function pickingFault(files: readonly PickedFile[]): "too-many-files" | "too-large-file" | null {
  if (files.length > MAX_UPLOAD_FILES) return "too-many-files";
  return files.some((file) => file.bytes > MAX_FILE_BYTES) ? "too-large-file" : null;
}

/** Sends files in parts, so that large ones pass and a broken line goes on where it stopped; answers the upload's id. */
export async function sendFiles(
  companyId: string,
  files: readonly PickedFile[],
  options: { progress: (sending: Sending) => void; signal: AbortSignal },
): Promise<string> {
  const { progress, signal } = options;
  const { uploadId } = await api.uploads.open.call({
    companyId,
    files: files.map(({ name, bytes }) => ({ name: name.slice(0, 200), bytes })),
  });
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let before = 0;
  try {
    for (const [at, file] of files.entries()) {
      for (let from = 0; from < file.bytes;) {
        signal.throwIfAborted();
        from = await sendPart(file, { ids: { companyId, uploadId, fileNo: at + 1 }, from, signal });
        progress({ sent: before + from, total });
      }
      before += file.bytes;
    }
    await api.uploads.start.call({ companyId, uploadId });
    return uploadId;
  } catch (error) {
    await api.uploads.cancel.call({ companyId, uploadId }).catch(() => undefined);
    throw error;
  }
}

async function sendPart(
  file: PickedFile,
  part: { ids: Parameters<typeof uploadPartPath>[0]; from: number; signal: AbortSignal },
): Promise<number> {
  const { ids, from, signal } = part;
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await apiFetch(`${baseUrl()}${uploadPartPath(ids, from)}`, {
        method: "PUT",
        headers: { "content-type": "application/octet-stream" },
        body: file.part(from, from + PART_BYTES),
        signal,
      });
      return ((await answer.json()) as UploadPart).received;
    } catch (error) {
      const passes =
        error instanceof ApiFailure && (error.code === "unreachable" || error.code === "unavailable");
      if (!passes || attempt >= TRIES || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000 * 2 ** attempt));
    }
  }
}
