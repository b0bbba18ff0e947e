import type { Role } from "@cfa/contract/reads";
import { useQuery } from "@tanstack/react-query";

import { api } from "./api";

/** The companies I belong to. */
export function useCompanies() {
  return useQuery(api.companies.list.queryOptions());
}

/** My role in a company; undefined until it is known. */
export function useMyRole(companyId: string): Role | undefined {
  return useCompanies().data?.companies.find((one) => one.companyId === companyId)?.role;
}

/** Whether the reader keeps the company's books: owner and accountant connect, correct and draft. */
export function useKeepsBooks(companyId: string): boolean {
  const role = useMyRole(companyId);
  return role === "owner" || role === "accountant";
}
