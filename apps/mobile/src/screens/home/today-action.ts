import type { TodayItem } from "@cfa/contract/today";
import { useRouter, type Href } from "expo-router";
import { Linking } from "react-native";

import { useCompanyId } from "../../session/view";

/** Does the one thing there is to do about an item: opens its place in the app, or calls. */
export function useTodayAction(): (item: TodayItem) => void {
  const router = useRouter();
  const companyId = useCompanyId();
  return (item) => {
    const { action, phone } = item;
    if (action === "call" && phone !== null) void Linking.openURL(`tel:${phone.replace(/[^\d+]/g, "")}`);
    else router.push(placeOf(item, companyId));
  };
}

function placeOf({ action, party, bill }: TodayItem, companyId: string): Href {
  const params = { companyId };
  if (action === "bill" && bill !== null) {
    return { pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: bill.billId } };
  }
  switch (action) {
    case "exceptions":
      return { pathname: "/[companyId]/exceptions", params: { companyId, kind: "unallocated" } };
    case "approvals":
      return { pathname: "/[companyId]/approvals", params };
    case "corrections":
      return { pathname: "/[companyId]/corrections", params: { companyId, state: "conflict" } };
    case "cash":
      return { pathname: "/[companyId]/cash", params };
    case "sync":
      return { pathname: "/[companyId]/sync", params };
    case "bill":
    case "call":
    case "party":
      return party === null
        ? { pathname: "/[companyId]/parties", params }
        : {
            pathname: "/[companyId]/parties/[partyId]",
            params: { companyId, partyId: party.partyId },
          };
  }
}
