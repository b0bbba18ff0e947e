import { createORPCClient, ORPCError } from "@orpc/client";
import type { AnyContractRouter, ContractRouterClient } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";

import { API_ROUTES } from "./api-routes.ts";
import type { api } from "./api.ts";
import { ERROR_STATUS } from "./error-codes.ts";
import type { ApiError } from "./errors.ts";
import type { Routes } from "./routes-of.ts";
import { statedError } from "./stated-error.ts";

export type ApiClient = ContractRouterClient<typeof api>;

/**
 * A typed client of the API, made from its routes alone: no schema is loaded. `baseUrl` is the origin ("http://127.0.0.1:4000");
 * `fetch` adds the session where it must. A refusal is thrown as an ORPCError whose `code` is one of ERROR_STATUS and whose
 * `data` is the whole ApiError.
 */
export function createApiClient(options: { baseUrl: string; fetch?: typeof globalThis.fetch }): ApiClient {
  const send = options.fetch ?? globalThis.fetch;
  return createORPCClient(
    new OpenAPILink(callsOf(API_ROUTES), {
      url: `${options.baseUrl}/api`,
      fetch: (request, init) => send(request, init),
      customErrorResponseBodyDecoder: toThrown,
    }),
  );
}

/** The contract without its schemas, in the library's own shape. */
function callsOf(routes: Routes): AnyContractRouter {
  const calls = Object.entries(routes).map(([name, route]) => {
    if (typeof route !== "string") return [name, callsOf(route)];
    const [method, path] = route.split(" ");
    return [name, { "~orpc": { errorMap: {}, meta: {}, route: { method, path } } }];
  });
  return Object.fromEntries(calls) as AnyContractRouter;
}

function toThrown(body: unknown): ORPCError<string, ApiError> | undefined {
  const stated = statedError(body);
  if (stated === undefined) return undefined;
  const { code, message } = stated;
  return new ORPCError(code, { status: ERROR_STATUS[code], message, data: stated });
}
