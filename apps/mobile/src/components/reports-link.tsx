import { StyleSheet } from "react-native";

import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Icon } from "./icon";
import { PressLink } from "./press";
import { Text } from "./text";

/** The way to the reports, or to the statement of one party. */
export function ReportsLink(props: { companyId: string; party?: string; title: string }) {
  const { companyId, party, title } = props;
  const colours = useColours();
  return (
    <PressLink
      href={
        party === undefined
          ? { pathname: "/[companyId]/reports", params: { companyId } }
          : { pathname: "/[companyId]/reports/[report]", params: { companyId, report: "statement", party } }
      }
      testID="to-reports"
      style={[styles.link, { borderColor: colours.line }]}
    >
      <Icon name="voucher" color={colours.textMuted} size={18} />
      <Text type="smallStrong">{title}</Text>
    </PressLink>
  );
}

const styles = StyleSheet.create({
  link: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.pill,
    borderWidth: 1,
  },
});
