import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { SPACE } from "../../theme/tokens";

/** What to look at, one after the other, when the agent does not find Tally. */
export function TallyTrouble() {
  const words = useWords();
  const { trouble, troubleSteps } = words.start.connect;
  return (
    <Card heading={trouble} testID="tally-trouble">
      <View role="list" style={styles.list}>
        {troubleSteps.map((step, at) => (
          <View key={step} role="listitem" style={styles.step}>
            <Text tone="textMuted">{`${at + 1}.`}</Text>
            <Text style={styles.words}>{step}</Text>
          </View>
        ))}
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  list: { gap: SPACE.s },
  step: { flexDirection: "row", gap: SPACE.s },
  words: { flex: 1 },
});
