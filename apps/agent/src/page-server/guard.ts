import type { IncomingMessage } from "node:http";

import type { RefusalCode } from "./refusals.ts";

/*
 * Who may ask at all, before anything of a request is looked at. Everybody on this PC can reach the port, and every web page that
 * is open in a browser here: of those, what browsers say of themselves keeps pages away, and the secrets keep programs away.
 */

/** Why a request is not looked at; undefined when it may be. `origin` is this server's own, such as "http://127.0.0.1:50123". */
export function guard(request: IncomingMessage, origin: string): RefusalCode | undefined {
  const hosts = request.headersDistinct["host"] ?? [];
  // Any name would do for DNS rebinding, also "localhost"; and an address in the request line would overrule the header.
  const isOurs = hosts.length === 1 && `http://${hosts[0]}` === origin && request.url?.startsWith("/");
  if (isOurs !== true) return "wrong-host";
  const from = request.headers["origin"];
  if (from !== undefined && from !== origin) return "foreign-page";
  // "same-site" is every other port of this PC; "none" is a person or a program that opens the address.
  const site = request.headers["sec-fetch-site"] ?? "none";
  if (site !== "same-origin" && site !== "none") return "foreign-page";
  return request.method === "GET" || request.method === "POST" ? undefined : "wrong-method";
}

/** The secret that a request brings; empty when it brings none. Cookies are not looked at: they go to every port. */
export function secretOf(request: IncomingMessage): string {
  return /^Bearer ([\w-]{40,100})$/.exec(request.headers["authorization"] ?? "")?.[1] ?? "";
}
