import { createORPCClient, ORPCError } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";

import { api } from "./api.ts";
import { ApiError, ERROR_STATUS } from "./errors.ts";

export type ApiClient = ContractRouterClient<typeof api>;

/**
 * A typed client of the API. `baseUrl` is the origin ("http://127.0.0.1:4000"); `fetch` adds the session where it must.
 * A refusal is thrown as an ORPCError whose `code` is one of ERROR_STATUS and whose `data` is the whole ApiError.
 */
export function createApiClient(options: { baseUrl: string; fetch?: typeof globalThis.fetch }): ApiClient {
  const send = options.fetch ?? globalThis.fetch;
  return createORPCClient(
    new OpenAPILink(api, {
      url: `${options.baseUrl}/api`,
      fetch: (request, init) => send(request, init),
      customErrorResponseBodyDecoder: toThrown,
    }),
  );
}

function toThrown(body: unknown): ORPCError<string, ApiError> | undefined {
  const parsed = ApiError.safeParse(body);
  if (!parsed.success) return undefined;
  const { code, message } = parsed.data;
  return new ORPCError(code, { status: ERROR_STATUS[code], message, data: parsed.data });
}
