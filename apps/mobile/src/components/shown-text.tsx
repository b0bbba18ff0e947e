import { StyleSheet, View } from "react-native";

import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Text } from "./text";

/** A text to be taken over exactly, such as a command, a link or a key; it can be selected. */
export function ShownText(props: { label?: string; children: string; large?: boolean; testID: string }) {
  const { label, children, large = false, testID } = props;
  const colours = useColours();
  return (
    <View style={styles.stack}>
      {label ? (
        <Text type="smallStrong" tone="textMuted">
          {label}
        </Text>
      ) : null}
      <View style={[styles.box, { backgroundColor: colours.raised, borderColor: colours.line }]}>
        <Text
          type={large ? "title" : "small"}
          align={large ? "center" : "left"}
          style={[styles.text, large && styles.large]}
          testID={testID}
        >
          {children}
        </Text>
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.xs },
  box: { padding: SPACE.m, borderRadius: RADIUS.m, borderWidth: 1 },
  text: { userSelect: "text", flexShrink: 1 },
  large: { fontSize: 30, lineHeight: 40, letterSpacing: 1 },
});
