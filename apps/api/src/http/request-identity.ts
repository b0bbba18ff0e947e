import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

import type { Logger } from "../log.ts";
import { addressOf } from "./address.ts";

/** What the server notes about a request when it comes in. A caller's own request id or address never counts. */
export type RequestIdentity = { readonly requestId: string; readonly address: string; readonly log: Logger };

const identities = new WeakMap<IncomingMessage, RequestIdentity>();

/** Gives a request its id and a logger that writes it on every line. */
export function identify(
  request: IncomingMessage,
  options: { log: Logger; trustProxy: boolean },
): RequestIdentity {
  const requestId = randomUUID();
  const identity = {
    requestId,
    address: addressOf(request, options),
    log: options.log.child({ requestId }),
  };
  identities.set(request, identity);
  return identity;
}

/** The identity of a request that has come in through the server; undefined for one made by hand. */
export function identityOf(request: IncomingMessage | undefined): RequestIdentity | undefined {
  return request && identities.get(request);
}
