import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Text } from "../../components/text";
import { useColours, useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** One line of a comparison: what it is about, and its figures with their names; below each other on a phone. */
export function TiedRow(props: {
  title: string;
  note?: string;
  figures: readonly { label: string; value: ReactNode }[];
  testID?: string;
  children?: ReactNode;
}) {
  const { title, note, figures, testID, children } = props;
  const colours = useColours();
  const phone = useLayout() === "phone";
  return (
    <View role="listitem" testID={testID} style={[styles.outer, { borderColor: colours.line }]}>
      <View style={phone ? styles.stack : styles.row}>
        <View style={styles.name}>
          <Text type="strong">{title}</Text>
          {note === undefined ? null : (
            <Text type="small" tone="textMuted">
              {note}
            </Text>
          )}
        </View>
        {figures.map(({ label, value }) => (
          <View key={label} style={phone ? styles.line : styles.figure}>
            <Text type="small" tone="textMuted">
              {label}
            </Text>
            {value}
          </View>
        ))}
      </View>
      {children}
    </View>
  );
}

const styles = StyleSheet.create({
  outer: { borderTopWidth: 1, paddingHorizontal: SPACE.l, paddingVertical: SPACE.s, gap: SPACE.s },
  row: { flexDirection: "row", alignItems: "center", gap: SPACE.m },
  stack: { gap: 2 },
  name: { flexGrow: 1, flexShrink: 1, flexBasis: "auto", minWidth: 0 },
  line: { flexDirection: "row", justifyContent: "space-between", gap: SPACE.m },
  figure: { width: 140, alignItems: "flex-end" },
});
