import { useQuery } from "@tanstack/react-query";

import { api } from "./api";

/** The owner's home as of a day; today when `asOf` is null. */
export function useHome(companyId: string, asOf: string | null) {
  return useQuery(api.companies.home.queryOptions({ input: { companyId, ...(asOf ? { asOf } : {}) } }));
}
