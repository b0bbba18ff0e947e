import type { IncomingMessage, ServerResponse } from "node:http";

import { OpenAPIHandler } from "@orpc/openapi/node";
import { ORPCError, traverseContractProcedures } from "@orpc/server";
import { BodyLimitPlugin, CompressionPlugin } from "@orpc/server/node";
import { api } from "@cfa/contract/api";
import { ERROR_STATUS } from "@cfa/contract/error-codes";

import type { RequestContext } from "../context.ts";
import { ApiFailure, errorBody, errorHead, toFailure } from "../errors.ts";
import { noteFailure } from "./refuse.ts";
import type { RequestIdentity } from "./request-identity.ts";
import { pathOf } from "./request-log.ts";

const BODY_LIMIT_BYTES = 1024 * 1024;

/** Answers a request when the contract knows it, and says whether it did. */
export type ContractHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  identity: RequestIdentity,
) => Promise<boolean>;

/** A router of whatever routes, as the library takes it. */
type Routes = ConstructorParameters<typeof OpenAPIHandler<RequestContext>>[0];

/** Serves the contract's routes below /api, every failure in the one shape. */
export function contractHandler(router: Routes): ContractHandler {
  const handler = new OpenAPIHandler<RequestContext>(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: BODY_LIMIT_BYTES }), new CompressionPlugin()],
    customErrorResponseBodyEncoder: (error) => error.data,
    interceptors: [
      async (call) => {
        try {
          await refuseOtherBodies(call.request);
          return await call.next();
        } catch (error) {
          const failure = toFailure(error);
          noteFailure(call.context.log, failure);
          call.context.setHeaders(errorHead(failure).headers);
          throw new ORPCError(failure.code, {
            status: ERROR_STATUS[failure.code],
            data: errorBody(failure, call.context.requestId),
          });
        }
      },
    ],
  });
  const knows = contractMatcher();
  return async (request, response, { requestId, log, address }) => {
    // Asked first: once the compression has seen a request it has its hand on the answer, also on somebody else's.
    if (!knows(request)) return false;
    const context: RequestContext = {
      requestId,
      log,
      address,
      headers: headersOf(request),
      setHeaders: (headers) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      },
    };
    const { matched } = await handler.handle(request, response, { prefix: "/api", context });
    return matched;
  };
}

/** Refuses a body that is no JSON object. The library would take it for none, and a change that says nothing for a good one. */
async function refuseOtherBodies(request: { method: string; body(): Promise<unknown> }): Promise<void> {
  if (request.method === "GET") return;
  const body = await request.body();
  if (body === undefined || Object.prototype.toString.call(body) === "[object Object]") return;
  throw new ApiFailure("bad-input", { message: "The body of the request must be a JSON object." });
}

/** Whether a request is for one of the contract's routes. */
function contractMatcher(): (request: IncomingMessage) => boolean {
  const routes: { method: string; path: RegExp }[] = [];
  traverseContractProcedures({ router: api, path: [] }, ({ contract }) => {
    const { method = "GET", path = "" } = contract["~orpc"].route;
    routes.push({ method, path: new RegExp(`^/api${path.replaceAll(/\{\w+\}/g, "[^/]+")}/?$`) });
  });
  return ({ method, url }) => {
    const path = pathOf(url);
    return routes.some((route) => route.method === method && route.path.test(path));
  };
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  return headers;
}
