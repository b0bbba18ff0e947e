import { useQuery } from "@tanstack/react-query";

import { api } from "./api";

/** What a company's offers brought. */
export function useOfferResults(companyId: string) {
  return useQuery(api.offers.results.queryOptions({ input: { companyId } }));
}
