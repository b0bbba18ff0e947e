import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Icon, type IconName } from "./icon";
import { Text } from "./text";

/** A line that explains the state of the page, with what to do about it at its right. */
export function Notice(props: {
  icon: IconName;
  kind: "neutral" | "warn" | "bad" | "inferred";
  children: ReactNode;
  action?: ReactNode;
  testID?: string;
}) {
  const { icon, kind, children, action, testID } = props;
  const colours = useColours();
  const look = {
    neutral: { ground: colours.raised, ink: colours.textMuted },
    warn: { ground: colours.warnSoft, ink: colours.warn },
    bad: { ground: colours.badSoft, ink: colours.bad },
    inferred: { ground: colours.unappliedSoft, ink: colours.unapplied },
  }[kind];
  return (
    <View role="status" testID={testID} style={[styles.notice, { backgroundColor: look.ground }]}>
      <Icon name={icon} color={look.ink} size={20} />
      <Text type="small" style={styles.words}>
        {children}
      </Text>
      {action}
    </View>
  );
}

/** A page or card with nothing in it: what that means and what to do. */
export function Empty(props: {
  title: string;
  text?: string;
  icon?: IconName;
  action?: ReactNode;
  testID?: string;
}) {
  const { title, text, icon = "none", action, testID } = props;
  const colours = useColours();
  return (
    <View testID={testID} style={styles.empty}>
      <Icon name={icon} color={colours.textMuted} size={30} />
      <Text type="strong" align="center">
        {title}
      </Text>
      {text ? (
        <Text type="small" tone="textMuted" align="center" style={styles.emptyText}>
          {text}
        </Text>
      ) : null}
      {action}
    </View>
  );
}

const styles = StyleSheet.create({
  notice: {
    flexDirection: "row",
    alignItems: "center",
    flexWrap: "wrap",
    gap: SPACE.m,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderRadius: RADIUS.m,
  },
  words: { flexShrink: 1, flexGrow: 1, flexBasis: 180, minWidth: 0 },
  empty: { alignItems: "center", gap: SPACE.s, paddingVertical: SPACE.xl, paddingHorizontal: SPACE.l },
  emptyText: { maxWidth: 420, marginBottom: SPACE.s },
});
