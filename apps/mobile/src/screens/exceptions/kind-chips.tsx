import type { ExceptionCount, ExceptionKind } from "@cfa/contract/exceptions";
import { paiseFromJson } from "@cfa/values/money";
import { ScrollView, StyleSheet, View } from "react-native";

import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { useColours, useLayout } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** The kinds there are something of, each with how many and how much; a tap shows only these. */
export function KindChips(props: {
  counts: readonly ExceptionCount[] | undefined;
  chosen: ExceptionKind | null;
  onChoose: (kind: ExceptionKind | null) => void;
}) {
  const { counts = [], chosen, onChoose } = props;
  const words = useWords();
  const phone = useLayout() === "phone";
  const shown = counts.filter(({ kind, count }) => count > 0 || kind === chosen);
  const total = shown.reduce((all, { count }) => all + count, 0);
  const chips = (
    <>
      <Chip
        title={words.exceptions.all}
        note={countText(total)}
        chosen={chosen === null}
        onPress={() => onChoose(null)}
        testID="kind-all"
      />
      {shown.map(({ kind, count, amount }) => (
        <Chip
          key={kind}
          title={words.exceptions.kinds[kind]}
          note={[
            countText(count),
            ...(amount === "0" ? [] : [moneyText(paiseFromJson(amount), { form: "short", words })]),
          ].join(" · ")}
          chosen={kind === chosen}
          onPress={() => onChoose(kind === chosen ? null : kind)}
          testID={`kind-${kind}`}
        />
      ))}
    </>
  );
  if (phone) {
    return (
      <ScrollView horizontal showsHorizontalScrollIndicator={false} style={styles.strip}>
        <View role="group" aria-label={words.exceptions.kindsLabel} style={styles.row}>
          {chips}
        </View>
      </ScrollView>
    );
  }
  return (
    <View role="group" aria-label={words.exceptions.kindsLabel} style={[styles.row, styles.wrap]}>
      {chips}
    </View>
  );
}

function Chip(props: { title: string; note: string; chosen: boolean; onPress: () => void; testID: string }) {
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
      <Text type="label" tone="textMuted" lines={1}>
        {note}
      </Text>
    </Press>
  );
}

const styles = StyleSheet.create({
  strip: { marginHorizontal: -SPACE.l, flexGrow: 0 },
  row: { flexDirection: "row", gap: SPACE.s, paddingHorizontal: SPACE.l },
  wrap: { flexWrap: "wrap", paddingHorizontal: 0 },
  chip: {
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    paddingVertical: SPACE.xs,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
