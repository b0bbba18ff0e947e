import type { IncomingMessage, ServerResponse } from "node:http";

import type { Logger } from "../log.ts";

/**
 * Writes one line when the answer is out: who asked for what and how it went. The query is left out (it can hold names
 * of people), so are headers and bodies.
 */
export function logAnswer(log: Logger, request: IncomingMessage, response: ServerResponse): void {
  const began = performance.now();
  response.once("close", () => {
    const line = {
      method: request.method,
      path: withoutSecrets(pathOf(request.url)),
      status: response.statusCode,
      millis: Math.round((performance.now() - began) * 10) / 10,
      ...(response.writableFinished ? {} : { cutOff: true }),
    };
    if (response.statusCode >= 500) log.warn(line, "answered");
    else log.info(line, "answered");
  });
}

/** The path of a request without its query, cut to a sensible length. */
export function pathOf(url: string | undefined): string {
  return (url ?? "/").split("?", 1)[0]?.slice(0, 300) ?? "/";
}

/** An invitation's address holds what opens it, and so does that of a customer's page and of a webhook. */
function withoutSecrets(path: string): string {
  return path.replace(/^((?:\/api)?\/invitations\/|\/(?:pay|n|hooks\/[a-z0-9]+)\/)[^/]+/, "$1…");
}
