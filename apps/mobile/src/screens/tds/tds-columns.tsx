import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** The sums, what they are made of, and what to do: two columns on a desktop, below each other elsewhere. */
export function TdsColumns(props: { sums: ReactNode; list: ReactNode; more: ReactNode }) {
  const { sums, list, more } = props;
  if (useLayout() !== "desktop") {
    return (
      <View style={styles.stack}>
        {sums}
        {list}
        {more}
      </View>
    );
  }
  return (
    <View style={styles.columns}>
      <View style={styles.about}>
        {sums}
        {more}
      </View>
      <View style={styles.list}>{list}</View>
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  columns: { flexDirection: "row", gap: SPACE.l, alignItems: "flex-start" },
  about: { width: 400, gap: SPACE.l },
  list: { flex: 1, minWidth: 0 },
});
