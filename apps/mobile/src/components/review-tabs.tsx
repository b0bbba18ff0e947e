import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { useKeepsBooks } from "../queries/use-companies";
import { useCompanyId } from "../session/view";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { PressLink } from "./press";
import { Text } from "./text";

export type ReviewTab = "exceptions" | "corrections" | "audit";

const PLACES = {
  exceptions: "/[companyId]/exceptions",
  corrections: "/[companyId]/corrections",
  audit: "/[companyId]/audit",
} as const;

/** The three pages of the accountant's desk: what to check, what was corrected, who did what. */
export function ReviewTabs({ current }: { current: ReviewTab }) {
  const words = useWords();
  const colours = useColours();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const tabs: ReviewTab[] = keepsBooks
    ? ["exceptions", "corrections", "audit"]
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
          style={[styles.tab, { borderColor: tab === current ? colours.brand : "transparent" }]}
        >
          <Text
            type={tab === current ? "strong" : "body"}
            tone={tab === current ? "brand" : "textMuted"}
            lines={1}
          >
            {words.corrections.tabs[tab]}
          </Text>
        </PressLink>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  tabs: { flexDirection: "row", gap: SPACE.s, borderBottomWidth: 1 },
  tab: {
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    borderBottomWidth: 2,
    borderTopLeftRadius: RADIUS.s,
    borderTopRightRadius: RADIUS.s,
    marginBottom: -1,
  },
});
