import { alertPath } from "@cfa/contract/alert-path";
import type { TodayItem } from "@cfa/contract/today";
import { useRouter } from "expo-router";
import { Linking } from "react-native";

import { useCompanyId } from "../../session/view";

/** Does the one thing there is to do about an item: opens its place in the app, or calls. */
export function useTodayAction(): (item: TodayItem) => void {
  const router = useRouter();
  const companyId = useCompanyId();
  return (item) => {
    const { action, phone } = item;
    if (action === "call" && phone !== null) void Linking.openURL(`tel:${phone.replace(/[^\d+]/g, "")}`);
    else router.push(alertPath(item, companyId));
  };
}
