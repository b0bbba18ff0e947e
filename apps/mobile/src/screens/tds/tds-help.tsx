import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { SPACE } from "../../theme/tokens";

/** What it means that a certificate is awaited, and what to do about it. */
export function TdsHelp() {
  const { tds: words } = useWords();
  return (
    <Card heading={words.means} testID="tds-help">
      <View style={styles.stack}>
        <Text type="small">{words.meansText}</Text>
        <Text type="strong">{words.deeds}</Text>
        <View role="list" style={styles.stack}>
          {[words.ask, words.book, words.correct].map((deed, at) => (
            <View key={deed} role="listitem" style={styles.deed}>
              <Text type="smallStrong" tone="brand">
                {`${at + 1}.`}
              </Text>
              <Text type="small" style={styles.words}>
                {deed}
              </Text>
            </View>
          ))}
        </View>
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.s },
  deed: { flexDirection: "row", gap: SPACE.s },
  words: { flex: 1, minWidth: 0 },
});
