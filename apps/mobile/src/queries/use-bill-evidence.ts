import { useQuery } from "@tanstack/react-query";

import { api } from "./api";

/** The vouchers and settlements behind a bill. */
export function useBillEvidence(input: { companyId: string; billId: string; asOf: string | null }) {
  const { asOf, ...ids } = input;
  return useQuery(api.bills.evidence.queryOptions({ input: { ...ids, ...(asOf ? { asOf } : {}) } }));
}
