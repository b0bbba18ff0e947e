import type { IncomingMessage } from "node:http";

import { fail, ok, type Result } from "@cfa/values/result";

import type { RefusalCode } from "./refusals.ts";

const MAX_BYTES = 64 * 1024;
/** What a form of another page cannot send without the browser asking first. */
const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i;

/** The JSON of a request's body. `gone`: whoever asked went away, or was too slow. */
export async function readJson(request: IncomingMessage): Promise<Result<unknown, RefusalCode | "gone">> {
  const { "content-type": type = "", "content-encoding": packing } = request.headers;
  if (!JSON_TYPE.test(type) || packing !== undefined) return fail("not-json");
  if (isLong(request)) return fail("too-large");
  const bytes = await readBytes(request);
  if (!bytes.ok) return bytes;
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.value)));
  } catch {
    return fail("not-understood");
  }
}

/** Whether a request says that its body is more than is taken. */
function isLong({ headers }: IncomingMessage): boolean {
  return !(Number(headers["content-length"] ?? 0) <= MAX_BYTES);
}

/** Whether the rest of a body that nobody reads is short enough to wait for: who is cut off while sending misses the answer. */
export function mayWaitFor(request: IncomingMessage): boolean {
  return request.headers["transfer-encoding"] === undefined && !isLong(request);
}

function readBytes(request: IncomingMessage): Promise<Result<Buffer, RefusalCode | "gone">> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on("data", (part: Buffer) => {
      size += part.length;
      if (size <= MAX_BYTES) return parts.push(part);
      // Not iterated and left: that would end the connection before the refusal is sent.
      request.removeAllListeners("data").pause();
      resolve(fail("too-large"));
    });
    request.once("end", () => resolve(ok(Buffer.concat(parts))));
    request.once("error", () => resolve(fail("gone")));
    request.once("close", () => resolve(fail("gone")));
  });
}
