import type { IncomingMessage } from "node:http";

/** Our own header with the caller's address, for the sign-in library; a caller's own value never survives. */
export const ADDRESS_HEADER = "x-cfa-address";

/** The caller's network address: the socket's, or behind a proxy of ours the one that proxy has added last. */
export function addressOf(request: IncomingMessage, options: { trustProxy: boolean }): string {
  const socket = request.socket.remoteAddress ?? "";
  if (!options.trustProxy) return socket;
  const forwarded = String(request.headers["x-forwarded-for"] ?? "").split(",");
  return forwarded.at(-1)?.trim() || socket;
}
