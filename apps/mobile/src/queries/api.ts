import { createApiClient } from "@cfa/contract/client";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";

import { baseUrl } from "../platform/base-url";
import { apiFetch } from "./api-fetch";

/** Every read of the contract as query options, with keys made from path and input. */
export const api = createTanstackQueryUtils(createApiClient({ baseUrl: baseUrl(), fetch: apiFetch }));
