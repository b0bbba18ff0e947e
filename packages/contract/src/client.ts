import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";

import { api } from "./api.ts";

export type ApiClient = ContractRouterClient<typeof api>;

/** A typed client of the API. `baseUrl` is the origin ("http://127.0.0.1:4000"); `fetch` adds the session where it must. */
export function createApiClient(options: { baseUrl: string; fetch?: typeof globalThis.fetch }): ApiClient {
  const send = options.fetch ?? globalThis.fetch;
  return createORPCClient(
    new OpenAPILink(api, {
      url: `${options.baseUrl}/api`,
      fetch: (request, init) => send(request, init),
    }),
  );
}
