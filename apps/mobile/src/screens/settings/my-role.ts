import type { Role } from "@cfa/contract/reads";

import { useCompanies } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";

/** My role in the company of the address; undefined until it is known. */
export function useMyRole(): Role | undefined {
  const companyId = useCompanyId();
  return useCompanies().data?.companies.find((one) => one.companyId === companyId)?.role;
}
