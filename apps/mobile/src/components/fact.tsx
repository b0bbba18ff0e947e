import { Children, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { SPACE } from "../theme/tokens";
import { Text } from "./text";

/** Facts in a grid that takes as many columns as fit. Of two, both stand in one line; of more, the last line has the columns of the others. */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <View style={styles.facts}>
      {children}
      {Children.toArray(children).length > 2
        ? PLACES.map((place) => <View key={place} aria-hidden style={styles.place} />)
        : null}
    </View>
  );
}

/** Empty places behind the last fact: without them it would be as wide as its line. */
const PLACES = [1, 2, 3, 4];

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

const LEAST = 150;

// The room between lines belongs to the facts, so that empty places take none.
const styles = StyleSheet.create({
  facts: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.xl, marginBottom: -SPACE.m },
  fact: { flexGrow: 1, flexBasis: LEAST, minWidth: "auto", maxWidth: "100%", marginBottom: SPACE.m },
  place: { flexGrow: 1, flexBasis: LEAST, height: 0 },
});
