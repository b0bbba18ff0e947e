import { useQuery } from "@tanstack/react-query";

import { api } from "./api";

/** Every ledger's balance, ours beside Tally's. */
export function useTrialBalance(companyId: string) {
  return useQuery(api.companies.trialBalance.queryOptions({ input: { companyId } }));
}
