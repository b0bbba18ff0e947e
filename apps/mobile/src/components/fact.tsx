import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { SPACE } from "../theme/tokens";
import { Text } from "./text";

/** Facts in a grid that takes as many columns as fit. */
export function Facts({ children }: { children: ReactNode }) {
  return <View style={styles.facts}>{children}</View>;
}

/** One fact: its name above, what it is below. */
export function Fact(props: { label: string; children: ReactNode }) {
  const { label, children } = props;
  return (
    <View style={styles.fact}>
      <Text type="small" tone="textMuted">
        {label}
      </Text>
      {typeof children === "string" ? <Text>{children}</Text> : children}
    </View>
  );
}

const styles = StyleSheet.create({
  facts: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.xl, rowGap: SPACE.m },
  fact: { flexGrow: 1, flexBasis: 150, maxWidth: "100%" },
});
