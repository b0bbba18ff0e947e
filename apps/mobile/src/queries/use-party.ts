import { useQuery } from "@tanstack/react-query";

import { api } from "./api";

/** One party as of a day. */
export function useParty(input: { companyId: string; partyId: string; asOf: string | null }) {
  const { asOf, ...ids } = input;
  return useQuery(api.parties.read.queryOptions({ input: { ...ids, ...(asOf ? { asOf } : {}) } }));
}
