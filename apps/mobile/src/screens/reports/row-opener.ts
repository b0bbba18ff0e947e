import type { ReportRow } from "@cfa/contract/reports";
import { useRouter } from "expo-router";

/** Where the rows of a report lead: each to its bill, else to its party; null where it is about neither. */
export function useRowOpener(companyId: string): (row: ReportRow) => (() => void) | null {
  const router = useRouter();
  return ({ bill, party }) => {
    if (bill !== undefined) {
      return () =>
        router.push({ pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: bill } });
    }
    if (party === undefined) return null;
    return () =>
      router.push({ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party } });
  };
}
