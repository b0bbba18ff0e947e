import { StyleSheet } from "react-native";

import { Icon } from "../../components/icon";
import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** The way to the assistant, for those who may ask it. */
export function AskLink() {
  const words = useWords();
  const colours = useColours();
  const companyId = useCompanyId();
  if (!useKeepsBooks(companyId)) return null;
  return (
    <PressLink
      href={{ pathname: "/[companyId]/ask", params: { companyId } }}
      testID="home-ask"
      style={[styles.link, { backgroundColor: colours.surface, borderColor: colours.lineStrong }]}
    >
      <Icon name="ask" color={colours.brand} size={20} />
      <Text type="strong" tone="brand">
        {words.nav.ask}
      </Text>
    </PressLink>
  );
}

const styles = StyleSheet.create({
  link: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    minHeight: 48,
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
