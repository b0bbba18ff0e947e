import { createContext, type ReactNode } from "react";
import { StyleSheet, View, type StyleProp, type ViewStyle } from "react-native";

import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Text } from "./text";

/** Whether something stands within a card, and whether the card leaves the space around its lines to them. */
export const WithinCard = createContext<"no" | "padded" | "flush">("no");

/** A sheet of paper on the ground, with an optional heading, a line below it and something at its right. */
export function Card(props: {
  children: ReactNode;
  heading?: string;
  hint?: string;
  aside?: ReactNode;
  flush?: boolean;
  testID?: string;
  style?: StyleProp<ViewStyle>;
}) {
  const { children, heading, hint, aside, flush = false, testID, style } = props;
  const colours = useColours();
  return (
    <View
      testID={testID}
      style={[styles.card, { backgroundColor: colours.surface, borderColor: colours.line }, style]}
    >
      {heading ? (
        <View style={styles.head}>
          <View style={[styles.headWords, hint ? styles.hinted : null]}>
            <Text type="heading" heading={2}>
              {heading}
            </Text>
            {hint ? (
              <Text type="small" tone="textMuted">
                {hint}
              </Text>
            ) : null}
          </View>
          {aside}
        </View>
      ) : null}
      <View style={flush ? null : styles.body}>
        <WithinCard value={flush ? "flush" : "padded"}>{children}</WithinCard>
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  card: { borderRadius: RADIUS.l, borderWidth: 1, overflow: "hidden" },
  head: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    gap: SPACE.s,
    paddingHorizontal: SPACE.l,
    paddingTop: SPACE.l,
    paddingBottom: SPACE.xs,
  },
  headWords: { flexShrink: 1 },
  hinted: { flexGrow: 1, flexBasis: 160 }, // a long hint goes on below before what is at its right does
  body: { padding: SPACE.l },
});
