import type { IncomingMessage } from "node:http";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** The origins whose pages may change something: the public one and, on loopback, its other names. */
export function allowedOrigins(publicUrl: string): string[] {
  const url = new URL(publicUrl);
  if (!isLoopback(publicUrl)) return [url.origin];
  return LOOPBACK.map((host) => `${url.protocol}//${host}${url.port ? `:${url.port}` : ""}`);
}

/** Whether an address is this machine's own, which nobody else can reach. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.includes(new URL(address).hostname);
}

/**
 * Whether a request that changes something comes from our own page or from no page at all. A browser names the page's
 * origin; a request with a cookie but without an origin is refused, because only a browser holds our cookie.
 */
export function mayChange(request: IncomingMessage, origins: readonly string[]): boolean {
  if (SAFE_METHODS.has(request.method ?? "GET")) return true;
  const { origin, cookie } = request.headers;
  if (origin !== undefined) return origins.includes(origin);
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  return cookie === undefined;
}

/** Whether a browser sent it: it gets a cookie that scripts cannot read; anything else gets a token. */
export function isFromBrowser(headers: Headers): boolean {
  return headers.has("origin") || headers.has("sec-fetch-site");
}
