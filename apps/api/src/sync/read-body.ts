import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

import { HASH_HEADER, MAX_BATCH_BYTES, MAX_BATCH_INFLATED_BYTES } from "@cfa/contract/sync";

import { ApiFailure } from "../errors.ts";

const inflate = promisify(gunzip);
const MAX_DEPTH = 16;
const MAX_SMALL_BYTES = 8 * 1024 * 1024;

/** A batch's body: the bytes as they came, their SHA-256, and the JSON in them. */
export type BatchBody = { bytes: Uint8Array; sha256: Uint8Array; json: unknown };

/** Reads a batch: size, hash header, gzip (with a bound on what comes out), JSON (with a bound on its depth). */
export async function readBatchBody(request: Request): Promise<BatchBody> {
  const bytes = await readBytes(request, MAX_BATCH_BYTES);
  const sha256 = createHash("sha256").update(bytes).digest();
  const stated = request.headers.get(HASH_HEADER);
  if (stated === null) {
    throw new ApiFailure("bad-request", { message: `The header ${HASH_HEADER} is missing.` });
  }
  if (stated.toLowerCase() !== sha256.toString("hex")) {
    throw new ApiFailure("bad-request", {
      message: "The body is not what its hash says: it was damaged on the way. Send it again.",
    });
  }
  const text = await inflateText(bytes, request.headers.get("content-encoding"));
  return { bytes, sha256, json: parseJson(text) };
}

/** Reads a small JSON body (opening, finishing, heartbeat). */
export async function readJsonBody(request: Request): Promise<unknown> {
  const bytes = await readBytes(request, MAX_SMALL_BYTES);
  return parseJson(await inflateText(bytes, request.headers.get("content-encoding")));
}

/** Stops reading as soon as there is more than `limit`, whatever the length header said. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = (): ApiFailure =>
    new ApiFailure("too-large", {
      message: `A body may have at most ${limit} bytes. Send it in smaller parts.`,
    });
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.byteLength;
    if (length > limit) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces, length);
}

async function inflateText(bytes: Uint8Array, encoding: string | null): Promise<string> {
  if (encoding === null || encoding === "identity") return decode(bytes);
  if (encoding !== "gzip") {
    throw new ApiFailure("bad-request", {
      message: `Content-encoding "${encoding}" is not known; use gzip.`,
    });
  }
  try {
    return decode(await inflate(bytes, { maxOutputLength: MAX_BATCH_INFLATED_BYTES }));
  } catch (error) {
    if (error instanceof ApiFailure) throw error;
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") {
      throw new ApiFailure("too-large", {
        message: `Unpacked, a batch may have at most ${MAX_BATCH_INFLATED_BYTES} bytes.`,
      });
    }
    throw new ApiFailure("bad-request", { message: "The body is not whole gzip.", cause: error });
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ApiFailure("bad-request", { message: "The body is not UTF-8.", cause: error });
  }
}

function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH) {
    throw new ApiFailure("bad-request", { message: "The JSON is nested too deeply." });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiFailure("bad-request", { message: "The body is not JSON.", cause: error });
  }
}

/** How deep brackets nest outside of texts, up to just above the limit. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length && deepest <= MAX_DEPTH; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) at = endOfText(text, at);
    else if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return deepest;
}

/** The place of the quote that closes the text opened at `start`. */
function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
