import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { useColours } from "../theme/theme";
import { SPACE } from "../theme/tokens";
import { usePlaceInList } from "./long-rows";
import { Text } from "./text";

/** A row of a list on a card: a title with what there is to say of it, and what belongs to its end, such as a button. */
export function ListRow(props: {
  title: string;
  about: readonly string[];
  /** Without a line above it. */
  isFirst?: boolean;
  /** What stands before its words, such as a box to tick. */
  lead?: ReactNode;
  children?: ReactNode;
  testID: string;
}) {
  const { title, about, isFirst = false, lead, children, testID } = props;
  const colours = useColours();
  const place = usePlaceInList();
  return (
    <View
      role="listitem"
      {...place}
      style={[styles.row, { borderColor: colours.line }, isFirst && styles.first]}
      testID={testID}
    >
      {lead}
      <View style={styles.words}>
        <Text type="strong">{title}</Text>
        <Text type="small" tone="textMuted">
          {about.join(" · ")}
        </Text>
      </View>
      {children}
    </View>
  );
}

const styles = StyleSheet.create({
  row: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    gap: SPACE.s,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderTopWidth: 1,
  },
  first: { borderTopWidth: 0 },
  words: { flex: 1, minWidth: 160, gap: 2 },
});
