import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { Choice } from "../choice";
import { Icon } from "../icon";
import { Press } from "../press";
import { Sheet } from "../sheet";
import { Text } from "../text";

/** A month of the year, 1 to 12, chosen from a list. */
export function MonthChoice(props: { label: string; month: number; onChoose: (month: number) => void }) {
  const { label, month, onChoose } = props;
  const [open, setOpen] = useState(false);
  const words = useWords();
  const colours = useColours();
  const { months } = words.start.company;
  const name = months[month - 1] ?? "";
  return (
    <View style={{ gap: SPACE.xs }}>
      <Text type="smallStrong" tone="textMuted">
        {label}
      </Text>
      <Press
        label={`${label}: ${name}`}
        onPress={() => setOpen(true)}
        testID="year-from"
        style={[styles.box, { backgroundColor: colours.surface, borderColor: colours.lineStrong }]}
      >
        <Text style={styles.name}>{name}</Text>
        <Icon name="down" color={colours.textMuted} size={18} />
      </Press>
      <Sheet open={open} title={label} onClose={() => setOpen(false)}>
        {months.map((title, at) => (
          <Choice
            key={title}
            title={title}
            chosen={at + 1 === month}
            testID={`month-${at + 1}`}
            onPress={() => {
              setOpen(false);
              onChoose(at + 1);
            }}
          />
        ))}
      </Sheet>
    </View>
  );
}

const styles = StyleSheet.create({
  box: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    minHeight: 48,
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
  name: { flex: 1 },
});
