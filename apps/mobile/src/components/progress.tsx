import { StyleSheet, View } from "react-native";

import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Text } from "./text";

/** How far something is, in percent, with what it is. */
export function Progress(props: { share: number; label: string; testID?: string }) {
  const { share, label, testID } = props;
  const colours = useColours();
  return (
    <View
      role="progressbar"
      aria-valuenow={share}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-label={label}
      testID={testID}
      style={{ gap: SPACE.s }}
    >
      <View style={[styles.track, { backgroundColor: colours.line }]}>
        <View style={[styles.bar, { backgroundColor: colours.brand, width: `${share}%` }]} />
      </View>
      <Text type="small" tone="textMuted">
        {label}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  track: { height: 8, borderRadius: RADIUS.pill, overflow: "hidden" },
  bar: { height: 8, borderRadius: RADIUS.pill },
});
