import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";

import type { Stated } from "./checked-file.ts";

type Span = { readonly from: number; readonly to: number };

/**
 * Sends an opened file as a download, piece by piece, or the one range of it that was asked for. It is closed when it has been sent, or when
 * the one who asked has gone.
 */
export async function sendFile(
  handle: FileHandle,
  { request, name, stated }: { request: Request; name: string; stated: Stated },
): Promise<Response> {
  const etag = `"${stated.sha256}"`;
  const headers: Record<string, string> = {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-cache, no-transform",
    "accept-ranges": "bytes",
    etag,
  };
  const empty = async (status: number, more: Record<string, string>): Promise<Response> => {
    await handle.close();
    return new Response(null, { status, headers: { ...headers, ...more } });
  };
  if (request.headers.get("if-none-match") === etag) return empty(304, {});
  const condition = request.headers.get("if-range");
  const asked = condition === null || condition === etag ? request.headers.get("range") : null;
  const span = spanOf(asked, stated.bytes);
  if (span === "beyond") return empty(416, { "content-range": `bytes */${stated.bytes}` });
  const { from, to } = span ?? { from: 0, to: stated.bytes - 1 };
  headers["content-length"] = String(to - from + 1);
  if (span !== undefined) headers["content-range"] = `bytes ${from}-${to}/${stated.bytes}`;
  if (request.method === "HEAD") return empty(span === undefined ? 200 : 206, {});
  const stream = handle.createReadStream({ start: from, end: to });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    status: span === undefined ? 200 : 206,
    headers,
  });
}

/** The one range that a header asks for; undefined: the whole file, as for anything that is not one plain range. */
function spanOf(header: string | null, bytes: number): Span | "beyond" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "")
    return last === "0" ? "beyond" : { from: Math.max(0, bytes - Number(last)), to: bytes - 1 };
  const [from, to] = [Number(first), last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1)];
  if (from >= bytes) return "beyond";
  return from > to ? undefined : { from, to };
}
