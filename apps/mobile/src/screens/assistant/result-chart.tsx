import type { AnswerResult } from "@cfa/contract/assistant-answer";
import { StyleSheet, View } from "react-native";

import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { cellText } from "./cell";
import { barsOf, type Bar } from "./chart-bars";

const HEIGHT = 160;

/** The rows of a result as a picture: bars that lie, each with its name and sum, or columns that stand side by side where they follow each other in time; without rows, the figures of both days side by side. */
export function ResultChart({ result, testID }: { result: AnswerResult; testID: string }) {
  const words = useWords();
  const bars = barsOf(result);
  if (bars.length < 2) return null;
  const column = result.columns[0]?.name;
  const label = [
    result.title,
    ...bars.map(({ label: of, value }) => `${cellText(of, words, column)}: ${cellText(value, words)}`),
  ].join("; ");
  return (
    <View role="img" aria-label={label} style={styles.chart} testID={testID}>
      {result.chart === "line" ? (
        <Columns bars={bars} column={column} />
      ) : (
        <Lying bars={bars} column={column} />
      )}
    </View>
  );
}

type Drawn = { bars: readonly Bar[]; column: string | undefined };

function Lying({ bars, column }: Drawn) {
  const words = useWords();
  const colours = useColours();
  return bars.map(({ key, label, value, share, isBelow }) => (
    <View key={key} style={styles.lying}>
      <View style={styles.names}>
        <Text type="small" style={styles.name}>
          {cellText(label, words, column)}
        </Text>
        <Text type="small" tone="textMuted">
          {cellText(value, words)}
        </Text>
      </View>
      <View style={[styles.track, { backgroundColor: colours.raised }]}>
        <View
          style={[
            styles.bar,
            { width: `${Math.max(share, 1)}%`, backgroundColor: isBelow ? colours.bad : colours.brand },
          ]}
        />
      </View>
    </View>
  ));
}

function Columns({ bars, column }: Drawn) {
  const words = useWords();
  const colours = useColours();
  const [first, last] = [bars[0], bars.at(-1)];
  return (
    <>
      <View style={styles.columns}>
        {bars.map(({ key, share, isBelow }) => (
          <View
            key={key}
            style={[
              styles.column,
              {
                height: Math.max((share / 100) * HEIGHT, 2),
                backgroundColor: isBelow ? colours.bad : colours.brand,
              },
            ]}
          />
        ))}
      </View>
      <View style={styles.names}>
        <Text type="label" tone="textMuted">
          {first === undefined ? "" : cellText(first.label, words, column)}
        </Text>
        <Text type="label" tone="textMuted">
          {last === undefined ? "" : cellText(last.label, words, column)}
        </Text>
      </View>
    </>
  );
}

const styles = StyleSheet.create({
  chart: { alignSelf: "stretch", gap: SPACE.s },
  lying: { gap: 2 },
  names: { flexDirection: "row", justifyContent: "space-between", gap: SPACE.m },
  name: { flexShrink: 1 },
  track: { height: 10, borderRadius: RADIUS.s, overflow: "hidden" },
  bar: { height: 10, borderRadius: RADIUS.s },
  columns: { flexDirection: "row", alignItems: "flex-end", gap: 2, height: HEIGHT },
  column: { flex: 1, minWidth: 2, borderTopLeftRadius: 2, borderTopRightRadius: 2 },
});
