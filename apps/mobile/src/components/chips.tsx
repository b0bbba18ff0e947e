import { ScrollView, StyleSheet, View } from "react-native";

import { useColours, useLayout } from "../theme/theme";
import { RADIUS, SPACE, TARGET } from "../theme/tokens";
import { Press } from "./press";
import { Text } from "./text";

export type ChipOption<K extends string> = { key: K; title: string; note?: string };

/** A filter: one of several is chosen, or none yet; on a phone they stand in one line that scrolls. */
export function Chips<K extends string>(props: {
  label: string;
  options: readonly ChipOption<K>[];
  chosen: K | null;
  onChoose: (key: K) => void;
  testID: string;
}) {
  const { label, options, chosen, onChoose, testID } = props;
  const phone = useLayout() === "phone";
  const chips = options.map(({ key, title, note }) => (
    <Chip
      key={key}
      title={title}
      note={note}
      chosen={key === chosen}
      onPress={() => onChoose(key)}
      testID={`${testID}-${key}`}
    />
  ));
  if (phone) {
    return (
      <ScrollView horizontal showsHorizontalScrollIndicator={false} style={styles.strip}>
        <View role="group" aria-label={label} style={[styles.row, styles.inset]}>
          {chips}
        </View>
      </ScrollView>
    );
  }
  return (
    <View role="group" aria-label={label} style={[styles.row, styles.wrap]}>
      {chips}
    </View>
  );
}

function Chip(props: {
  title: string;
  note: string | undefined;
  chosen: boolean;
  onPress: () => void;
  testID: string;
}) {
  const { title, note, chosen, onPress, testID } = props;
  const colours = useColours();
  return (
    <Press
      selected={chosen}
      onPress={onPress}
      testID={testID}
      style={[
        styles.chip,
        { backgroundColor: colours.surface, borderColor: colours.line },
        chosen && { backgroundColor: colours.brandSoft, borderColor: colours.brand },
      ]}
    >
      <Text type="smallStrong" tone={chosen ? "brand" : "text"} lines={1}>
        {title}
      </Text>
      {note === undefined ? null : (
        <Text type="label" tone="textMuted" lines={1}>
          {note}
        </Text>
      )}
    </Press>
  );
}

const styles = StyleSheet.create({
  strip: { marginHorizontal: -SPACE.l, flexGrow: 0 },
  row: { flexDirection: "row", gap: SPACE.s },
  inset: { paddingHorizontal: SPACE.l },
  wrap: { flexWrap: "wrap" },
  chip: {
    minWidth: TARGET,
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    paddingVertical: SPACE.xs,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
