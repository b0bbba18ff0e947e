import { StyleSheet, View } from "react-native";

import { Text } from "../../components/text";
import { Tick } from "../../components/tick";
import { SPACE } from "../../theme/tokens";

/** A box to tick with its words beside it. */
export function TickLine(props: {
  title: string;
  hint?: string;
  ticked: boolean;
  onPress: () => void;
  testID: string;
}) {
  const { title, hint, ticked, onPress, testID } = props;
  return (
    <View style={styles.line}>
      <Tick label={title} ticked={ticked} onPress={onPress} testID={testID} />
      <View style={styles.words}>
        <Text>{title}</Text>
        {hint === undefined ? null : (
          <Text type="small" tone="textMuted">
            {hint}
          </Text>
        )}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  line: { flexDirection: "row", alignItems: "flex-start", gap: SPACE.s },
  words: { flex: 1, minWidth: 0, minHeight: 44, justifyContent: "center" },
});
