import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import { BUILDING_PAGE } from "./building-page.ts";
import { pagePolicy } from "./security-headers.ts";

/** A file as it can be sent: ready in every encoding it is worth sending in. */
type WebFile = {
  readonly bytes: Record<"identity" | "gzip" | "br", Uint8Array | null>;
  readonly headers: Record<string, string>;
};

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
};
const COMPRESSIBLE = /^(text\/|application\/(json|manifest)|image\/svg|font\/ttf)/;
const SMALLEST_WORTH_BYTES = 1_000;
const CACHE_BYTES = 64 * 1024 * 1024;
/** A name with a content hash in it ("index-0a1b….js"): what it names never changes. */
const HASHED = /[.-][0-9a-f]{16,}\./;

/**
 * Serves the web build from a folder: hashed files for ever, the page always asked for anew, and the page for every
 * address that is one of the app's own (no dot in its last part). The folder may appear later; until then a page
 * says that the app is being built. Answers null for a file that is not there.
 */
export function createWebFiles(directory: string): (request: Request) => Promise<Response | null> {
  const cache = new Map<string, WebFile>();
  return async (request) => {
    const path = pathOf(request.url);
    if (path === null) return null;
    const isFile = extname(path) !== "";
    const file = await load(directory, { path: isFile ? path : "/index.html", cache });
    if (file) return answer(file, request);
    return isFile ? null : buildingPage(request);
  };
}

function pathOf(url: string): string | null {
  try {
    const path = decodeURIComponent(new URL(url).pathname);
    const unsafe = path.includes("\0") || path.includes("\\") || /(^|\/)\./.test(path);
    return unsafe ? null : path;
  } catch {
    return null; // not decodable
  }
}

async function load(
  directory: string,
  wanted: { path: string; cache: Map<string, WebFile> },
): Promise<WebFile | null> {
  try {
    const root = await realpath(directory);
    const full = await realpath(join(root, wanted.path));
    if (!full.startsWith(root + sep)) return null; // a link that leads out
    const state = await stat(full);
    if (!state.isFile()) return null;
    const key = `${full}:${state.mtimeMs}:${state.size}`;
    const known = wanted.cache.get(key);
    if (known) return known;
    const file = await prepare(wanted.path, await readFile(full));
    keep(wanted.cache, { key, file });
    return file;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return null;
    throw error;
  }
}

async function prepare(path: string, bytes: Buffer): Promise<WebFile> {
  const type = TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
  const immutable = path.startsWith("/_expo/static/") || HASHED.test(path);
  const headers: Record<string, string> = {
    "content-type": type,
    "cache-control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
  };
  if (type.startsWith("text/html")) {
    headers["content-security-policy"] = pagePolicy(bytes.toString());
  }
  const worth = COMPRESSIBLE.test(type) && bytes.length >= SMALLEST_WORTH_BYTES;
  if (worth) headers["vary"] = "accept-encoding";
  return {
    bytes: {
      identity: bytes,
      gzip: worth ? await promisify(gzip)(bytes) : null,
      br: worth ? await brotli(bytes) : null,
    },
    headers,
  };
}

function brotli(bytes: Buffer): Promise<Buffer> {
  // Level 7: within 3 % of the best for scripts at a twentieth of the time; it is paid once a file.
  return promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } });
}

function keep(cache: Map<string, WebFile>, added: { key: string; file: WebFile }): void {
  cache.set(added.key, added.file);
  let size = 0;
  for (const file of cache.values()) size += sizeOf(file);
  for (const [key, file] of cache) {
    if (size <= CACHE_BYTES || key === added.key) return;
    cache.delete(key);
    size -= sizeOf(file);
  }
}

function sizeOf(file: WebFile): number {
  const { identity, gzip: zipped, br } = file.bytes;
  return (identity?.length ?? 0) + (zipped?.length ?? 0) + (br?.length ?? 0);
}

function answer(file: WebFile, request: Request): Response {
  if (request.headers.get("if-none-match") === file.headers["etag"]) {
    return new Response(null, { status: 304, headers: file.headers });
  }
  const accepted = request.headers.get("accept-encoding") ?? "";
  const encoding = (["br", "gzip"] as const).find(
    (name) => file.bytes[name] && new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted),
  );
  const bytes = (encoding ? file.bytes[encoding] : file.bytes.identity) ?? new Uint8Array();
  const headers = { ...file.headers, "content-length": String(bytes.length) };
  return new Response(request.method === "HEAD" ? null : new Uint8Array(bytes), {
    headers: encoding ? { ...headers, "content-encoding": encoding } : headers,
  });
}

function buildingPage(request: Request): Response {
  return new Response(request.method === "HEAD" ? null : BUILDING_PAGE, {
    status: 503,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": pagePolicy(BUILDING_PAGE),
      "retry-after": "2",
    },
  });
}
