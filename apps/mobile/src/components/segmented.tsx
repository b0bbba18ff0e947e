import { StyleSheet, View } from "react-native";

import { useColours } from "../theme/theme";
import { RADIUS, SPACE, TARGET } from "../theme/tokens";
import { Press } from "./press";
import { Text } from "./text";

/** A choice of a few, side by side; one is chosen, or none yet. */
export function Segmented<K extends string>(props: {
  label: string;
  options: readonly { key: K; title: string }[];
  chosen: K | null;
  onChoose: (key: K) => void;
  testID?: string;
}) {
  const { label, options, chosen, onChoose, testID } = props;
  const colours = useColours();
  return (
    <View
      role="group"
      aria-label={label}
      style={[styles.group, { backgroundColor: colours.raised, borderColor: colours.line }]}
    >
      {options.map(({ key, title }) => (
        <Press
          key={key}
          selected={key === chosen}
          onPress={() => onChoose(key)}
          testID={testID ? `${testID}-${key}` : undefined}
          style={[
            styles.option,
            key === chosen && { backgroundColor: colours.surface, borderColor: colours.lineStrong },
          ]}
        >
          <Text type="smallStrong" tone={key === chosen ? "text" : "textMuted"} lines={1}>
            {title}
          </Text>
        </Press>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  group: { flexDirection: "row", borderRadius: RADIUS.m, borderWidth: 1, padding: 1, gap: 2 },
  option: {
    flexGrow: 1,
    minWidth: TARGET,
    alignItems: "center",
    justifyContent: "center",
    minHeight: TARGET,
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m - 2,
    borderWidth: 1,
    borderColor: "transparent",
  },
});
