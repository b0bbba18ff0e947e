import type { Href } from "expo-router";
import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { useColours } from "../theme/theme";
import { SPACE } from "../theme/tokens";
import { Icon } from "./icon";
import { usePlaceInList } from "./long-rows";
import { Press, PressLink } from "./press";

/**
 * A line of a list that leads on: its words, what stands at its right, and the arrow. `isFirst`: no line above it. `isPart`: it is no item of a
 * list by itself, but stands alone or in one.
 */
export function LinkRow(props: {
  to: Href | (() => void);
  children: ReactNode;
  before?: ReactNode;
  aside?: ReactNode;
  isFirst?: boolean;
  isPart?: boolean;
  testID: string;
}) {
  const { to, children, before, aside, isFirst = false, isPart = false, testID } = props;
  const colours = useColours();
  const place = usePlaceInList();
  const style = [styles.row, { borderColor: colours.line }, isFirst && styles.first];
  const inside = (
    <>
      {before}
      <View style={styles.words}>{children}</View>
      {aside}
      <Icon name="forward" color={colours.textMuted} size={16} />
    </>
  );
  return (
    <View {...(isPart ? {} : { role: "listitem" as const, ...place })}>
      {typeof to === "function" ? (
        <Press onPress={to} testID={testID} style={style}>
          {inside}
        </Press>
      ) : (
        <PressLink href={to} testID={testID} style={style}>
          {inside}
        </PressLink>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  row: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    paddingLeft: SPACE.l,
    paddingRight: SPACE.m,
    paddingVertical: SPACE.m,
    borderTopWidth: 1,
  },
  first: { borderTopWidth: 0 },
  words: { flex: 1, minWidth: 0, gap: 2 },
});
