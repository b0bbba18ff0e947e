import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
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

/** The same behind one press, where nothing is known to be wrong. */
export function TallyHelp() {
  const words = useWords();
  const [open, setOpen] = useState(false);
  if (open) return <TallyTrouble />;
  return <Button title={words.start.connect.trouble} onPress={() => setOpen(true)} testID="tally-help" />;
}

const styles = StyleSheet.create({
  list: { gap: SPACE.s },
  step: { flexDirection: "row", gap: SPACE.s },
  words: { flex: 1 },
});
