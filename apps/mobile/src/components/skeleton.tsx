import { use } from "react";
import { StyleSheet, View, type DimensionValue } from "react-native";

import { useWords } from "../locale/locale";
import { useColours } from "../theme/theme";
import { RADIUS, SPACE } from "../theme/tokens";
import { WithinCard } from "./card";

/**
 * The outline of what is being loaded: cards with so many lines each, or within a card the lines alone. Still, so that it does not
 * flicker.
 */
export function Skeleton(props: { cards?: readonly number[] }) {
  const { cards = [4, 5] } = props;
  const words = useWords();
  const colours = useColours();
  const within = use(WithinCard);
  const card = {
    no: [styles.card, { backgroundColor: colours.surface, borderColor: colours.line }],
    padded: styles.lines,
    flush: [styles.lines, styles.flush],
  }[within];
  return (
    <View role="status" aria-label={words.common.loading} aria-busy testID="loading" style={styles.stack}>
      {cards.map((lines, at) => (
        <View key={at} style={card}>
          {Array.from({ length: lines }, (_, line) => (
            <View
              key={line}
              style={[
                styles.line,
                { backgroundColor: colours.line, width: WIDTHS[line % WIDTHS.length] },
                line === 1 && styles.tall,
              ]}
            />
          ))}
        </View>
      ))}
    </View>
  );
}

const WIDTHS: DimensionValue[] = ["32%", "58%", "86%", "74%", "80%"];

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  card: { borderRadius: RADIUS.l, borderWidth: 1, padding: SPACE.l, gap: SPACE.m },
  lines: { gap: SPACE.m },
  flush: { padding: SPACE.l },
  line: { height: 12, borderRadius: RADIUS.s, opacity: 0.8 },
  tall: { height: 34 },
});
