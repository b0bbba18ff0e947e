import type { Correction, CorrectionFact } from "@cfa/contract/corrections";
import { StyleSheet, View } from "react-native";

import { Fact, Facts } from "../../components/fact";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours, useLayout } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { factLabel, factText } from "./fact-text";

/** What a correction says; in conflict ours and Tally's stand side by side. */
export function CorrectionFacts({ correction }: { correction: Correction }) {
  if (correction.facts.length === 0) return null;
  return correction.state === "conflict" ? (
    <SideBySide facts={correction.facts} />
  ) : (
    <Said facts={correction.facts} />
  );
}

/** What was said, each beside what Tally said then. */
export function Said({ facts }: { facts: readonly CorrectionFact[] }) {
  const words = useWords();
  return (
    <View style={styles.said}>
      <Facts>
        {facts.map((fact) => (
          <Fact key={`${fact.field} ${fact.about}`} label={factLabel(fact, words)}>
            {fact.mine === null ? null : <Text type="strong">{factText(fact, fact.mine, words)}</Text>}
            {fact.was === null ? null : (
              <Text type="small" tone="textMuted">
                {`${words.corrections.was}: ${factText(fact, fact.was, words)}`}
              </Text>
            )}
          </Fact>
        ))}
      </Facts>
    </View>
  );
}

function SideBySide({ facts }: { facts: readonly CorrectionFact[] }) {
  const words = useWords();
  const colours = useColours();
  const phone = useLayout() === "phone";
  const columns = [
    { key: "mine", title: words.corrections.mine, value: (fact: CorrectionFact) => fact.mine },
    { key: "was", title: words.corrections.was, value: (fact: CorrectionFact) => fact.was },
    { key: "now", title: words.corrections.now, value: (fact: CorrectionFact) => fact.now },
  ];
  return (
    <View style={styles.said}>
      <Text type="small">{words.corrections.conflictText}</Text>
      <View style={[styles.columns, phone && styles.stack]} testID="conflict">
        {columns.map(({ key, title, value }) => (
          <View
            key={key}
            style={[
              phone ? styles.below : styles.beside,
              styles.box,
              {
                borderColor: key === "was" ? colours.line : colours.lineStrong,
                backgroundColor: colours.raised,
              },
            ]}
          >
            <Text type="smallStrong" tone={key === "mine" ? "brand" : "textMuted"}>
              {title}
            </Text>
            {facts.every((fact) => value(fact) === null) ? (
              <Text tone="textMuted">{words.corrections.nothing}</Text>
            ) : null}
            {facts
              .filter((fact) => value(fact) !== null)
              .map((fact) => (
                <View key={`${fact.field} ${fact.about}`}>
                  <Text type="small" tone="textMuted">
                    {factLabel(fact, words)}
                  </Text>
                  <Text type={key === "was" ? "body" : "strong"}>{factText(fact, value(fact), words)}</Text>
                </View>
              ))}
          </View>
        ))}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  said: { gap: SPACE.s, marginVertical: SPACE.s },
  columns: { flexDirection: "row", gap: SPACE.s },
  stack: { flexDirection: "column" },
  box: { gap: SPACE.xs, padding: SPACE.m, borderRadius: RADIUS.m, borderWidth: 1 },
  beside: { flex: 1 },
  // One below the other each is as high as what it says.
  below: { flexShrink: 0 },
});
