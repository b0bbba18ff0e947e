import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** As they stand on the keyboard, in whichever language. */
const KEYS = [
  ["next", ["j", "↓"]],
  ["previous", ["k", "↑"]],
  ["open", ["Enter"]],
  ["act", ["a"]],
  ["choose", ["x", "Space"]],
  ["range", ["Shift ↓"]],
  ["undo", ["u"]],
  ["clear", ["Esc"]],
  ["help", ["?"]],
] as const;

/** Which keys there are, and when they work. */
export function KeyHelp(props: { open: boolean; onClose: () => void; onBegin: () => void }) {
  const { open, onClose, onBegin } = props;
  const words = useWords();
  const colours = useColours();
  const w = words.exceptions.queue;
  return (
    <Sheet open={open} title={w.keysHeading} onClose={onClose}>
      <Text type="small" tone="textMuted">
        {w.keysWhen}
      </Text>
      {KEYS.map(([does, keys]) => (
        <View key={does} style={styles.line} testID="key-line">
          <View style={styles.keys}>
            {keys.map((key) => (
              <View key={key} style={[styles.key, { borderColor: colours.lineStrong }]}>
                <Text type="smallStrong">{key}</Text>
              </View>
            ))}
          </View>
          <Text style={styles.does}>{w.keyDoes[does]}</Text>
        </View>
      ))}
      <Button title={w.begin} kind="primary" onPress={onBegin} testID="begin-keys" />
    </Sheet>
  );
}

const styles = StyleSheet.create({
  line: { flexDirection: "row", alignItems: "center", gap: SPACE.m },
  keys: { flexDirection: "row", gap: SPACE.xs, width: 110 },
  key: {
    borderWidth: 1,
    borderRadius: RADIUS.s,
    paddingHorizontal: SPACE.s,
    minWidth: 28,
    alignItems: "center",
  },
  does: { flex: 1 },
});
