import { StyleSheet, View } from "react-native";

import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { Icon } from "./icon";
import { Press } from "./press";
import { Text } from "./text";

/** One line of a list to choose from, with a tick at the chosen one. */
export function Choice(props: {
  title: string;
  note?: string;
  chosen: boolean;
  onPress: () => void;
  testID?: string;
}) {
  const { title, note, chosen, onPress, testID } = props;
  const colours = useColours();
  return (
    <Press
      selected={chosen}
      onPress={onPress}
      testID={testID}
      style={[styles.choice, { borderColor: chosen ? colours.brand : colours.line }]}
    >
      <View style={styles.words}>
        <Text type="strong">{title}</Text>
        {note ? (
          <Text type="small" tone="textMuted">
            {note}
          </Text>
        ) : null}
      </View>
      {chosen ? <Icon name="check" color={colours.brand} size={20} /> : null}
    </Press>
  );
}

const styles = StyleSheet.create({
  choice: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    minHeight: 52,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.s,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
  words: { flex: 1 },
});
