import type { Mapping, Upload } from "@cfa/contract/uploads";
import { uploadPartPath } from "@cfa/contract/upload-files";

import type { Stack, StackCompany } from "./stack.ts";

export type SentFile = { name: string; content: string | Uint8Array };

/** What a person does with files, over the API alone. */
export type Uploader = {
  /** Sends files and waits until they are read, asked about or refused. */
  send(files: readonly SentFile[], options?: { partBytes?: number }): Promise<Upload>;
  answer(upload: Upload, fileNo: number, mapping: Mapping): Promise<Upload>;
  /** Commits and waits until the books have it. */
  commit(upload: Upload): Promise<Upload>;
  takeBack(upload: Upload): Promise<Upload>;
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
};

function isRead(upload: Upload): boolean {
  return upload.state !== "reading";
}

/** A person of a company with a session's token. */
export function uploaderOf(stack: Stack, company: StackCompany, token: string): Uploader {
  const base = `/api/companies/${company.id}/uploads`;
  const call: Uploader["call"] = async (method, path, body) => {
    const response = await fetch(stack.server.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const must = async (method: string, path: string, body?: unknown): Promise<Upload> => {
    const answered = await call(method, path, body);
    if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
    return answered.body as Upload;
  };
  const until = async (upload: Upload, done: (now: Upload) => boolean): Promise<Upload> => {
    for (let tries = 0; tries < 600; tries++) {
      const now = await must("GET", `${base}/${upload.uploadId}`);
      if (done(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the upload does not move on");
  };
  return {
    call,
    async send(files, { partBytes = 8_000_000 } = {}) {
      const contents = files.map((file) => Buffer.from(file.content));
      const opened = await must("POST", base, {
        files: files.map((file, at) => ({ name: file.name, bytes: contents[at]?.length ?? 0 })),
      });
      for (const [at, content] of contents.entries()) {
        for (let from = 0; from < content.length; from += partBytes) {
          const ids = { companyId: company.id, uploadId: opened.uploadId, fileNo: at + 1 };
          const sent = await fetch(stack.server.url + uploadPartPath(ids, from), {
            method: "PUT",
            headers: { authorization: `Bearer ${token}` },
            body: content.subarray(from, from + partBytes),
          });
          if (!sent.ok) throw new Error(await sent.text());
        }
      }
      return until(await must("POST", `${base}/${opened.uploadId}/read`, {}), isRead);
    },
    answer: async (upload, fileNo, mapping) =>
      until(await must("POST", `${base}/${upload.uploadId}/files/${fileNo}/mapping`, { mapping }), isRead),
    commit: async (upload) =>
      until(
        await must("POST", `${base}/${upload.uploadId}/commit`, {}),
        (now) => now.state !== "committed" || now.run?.state === "applied" || now.run?.state === "failed",
      ),
    takeBack: async (upload) =>
      until(
        await must("POST", `${base}/${upload.uploadId}/take-back`, {}),
        (now) => now.takenBack?.state === "applied" || now.takenBack?.state === "failed",
      ),
  };
}
