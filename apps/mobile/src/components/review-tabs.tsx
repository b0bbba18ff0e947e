import { StyleSheet, View } from "react-native";

import { countText } from "../locale/count-text";
import { useWords } from "../locale/locale";
import { useApprovalCount } from "../queries/use-approvals";
import { useKeepsBooks } from "../queries/use-companies";
import { useCompanyId } from "../session/view";
import { useColours, useLayout } from "../theme/theme";
import { RADIUS, SPACE, TARGET } from "../theme/tokens";
import { PressLink } from "./press";
import { Text } from "./text";

export type ReviewTab = "exceptions" | "corrections" | "approvals" | "audit";

const PLACES = {
  exceptions: "/[companyId]/exceptions",
  corrections: "/[companyId]/corrections",
  approvals: "/[companyId]/approvals",
  audit: "/[companyId]/audit",
} as const;

/** The pages of the accountant's desk: what to check, what was corrected, what waits for the owner, who did what. */
export function ReviewTabs({ current }: { current: ReviewTab }) {
  const words = useWords();
  const colours = useColours();
  const companyId = useCompanyId();
  const phone = useLayout() === "phone";
  const keepsBooks = useKeepsBooks(companyId);
  const waiting = useApprovalCount(companyId, { enabled: keepsBooks }).data?.count ?? 0;
  const tabs: ReviewTab[] = keepsBooks
    ? ["exceptions", "corrections", "approvals", "audit"]
    : ["exceptions", "corrections"];
  return (
    <View
      role="navigation"
      aria-label={words.corrections.tabsLabel}
      style={[styles.tabs, { borderColor: colours.line }]}
    >
      {tabs.map((tab) => (
        <PressLink
          key={tab}
          href={{ pathname: PLACES[tab], params: { companyId } }}
          current={tab === current}
          testID={`tab-${tab}`}
          style={[
            styles.tab,
            phone && styles.narrow,
            { borderColor: tab === current ? colours.brand : "transparent" },
          ]}
        >
          <Text
            type={phone ? (tab === current ? "smallStrong" : "small") : tab === current ? "strong" : "body"}
            tone={tab === current ? "brand" : "textMuted"}
            lines={1}
          >
            {words.corrections.tabs[tab]}
            {tab === "approvals" && waiting > 0 ? ` (${countText(waiting)})` : ""}
          </Text>
        </PressLink>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  tabs: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.xs, borderBottomWidth: 1 },
  tab: {
    minWidth: TARGET,
    alignItems: "center",
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    borderBottomWidth: 2,
    borderTopLeftRadius: RADIUS.s,
    borderTopRightRadius: RADIUS.s,
    marginBottom: -1,
  },
  narrow: { flexGrow: 1, paddingHorizontal: SPACE.xs },
});
