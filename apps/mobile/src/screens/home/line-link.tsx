import type { Href } from "expo-router";
import { StyleSheet } from "react-native";

import { Icon, type IconName } from "../../components/icon";
import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** Looks like the line to write into that it leads to; one that is meant stands out. */
export function LineLink(props: {
  href: Href;
  icon: IconName;
  title: string;
  isMeant?: boolean;
  testID: string;
}) {
  const { href, icon, title, isMeant = false, testID } = props;
  const colours = useColours();
  return (
    <PressLink
      href={href}
      testID={testID}
      style={[styles.line, { backgroundColor: colours.surface, borderColor: colours.lineStrong }]}
    >
      <Icon name={icon} color={isMeant ? colours.brand : colours.textMuted} size={20} />
      <Text type={isMeant ? "strong" : "body"} tone={isMeant ? "brand" : "textMuted"} style={styles.words}>
        {title}
      </Text>
    </PressLink>
  );
}

const styles = StyleSheet.create({
  line: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    minHeight: 48,
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
  words: { flexShrink: 1 },
});
