import type { ServerResponse } from "node:http";

import { errorBody, errorHead, type ApiFailure } from "../errors.ts";
import type { Logger } from "../log.ts";

/** Notes a failure in the log, with its cause where it is ours to look at. */
export function noteFailure(log: Logger, failure: ApiFailure): void {
  const { code, field, cause } = failure;
  if (code === "internal") log.error({ code, err: cause ?? failure }, "failed");
  else if (code === "unavailable") log.warn({ code, reason: reasonOf(cause) }, "failed");
  else log.info({ code, ...(field === undefined ? {} : { field }) }, "refused");
}

/** Answers a failure in the one shape, straight on Node's response. */
export function sendFailure(
  response: ServerResponse,
  options: { failure: ApiFailure; requestId: string },
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers } = errorHead(options.failure);
  const body = JSON.stringify(errorBody(options.failure, options.requestId));
  response.writeHead(status, { ...headers, "content-type": "application/json; charset=utf-8" }).end(body);
}

/** The same as a web response, for routes that answer with one. */
export function failureResponse(failure: ApiFailure, requestId: string): Response {
  const { status, headers } = errorHead(failure);
  return Response.json(errorBody(failure, requestId), { status, headers });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
