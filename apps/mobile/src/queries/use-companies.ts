import { useQuery } from "@tanstack/react-query";

import { api } from "./api";

/** The companies I belong to. */
export function useCompanies() {
  return useQuery(api.companies.list.queryOptions());
}
