import type { ExceptionRow } from "@cfa/contract/exceptions";
import { StyleSheet, View } from "react-native";

import { Icon } from "../../components/icon";
import { Money } from "../../components/money";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { ExceptionLinks } from "./exception-links";
import { aboutOf, whatOf } from "./exception-words";
import { Suggestions } from "./suggestions";

const LOOKS: Partial<Record<ExceptionRow["kind"], TagKind>> = {
  conflict: "bad",
  quarantined: "bad",
  "negative-reference": "warn",
  "duplicate-reference": "warn",
  "old-bill": "warn",
  "back-dated": "warn",
  unallocated: "inferred",
};

/** One exception: what is odd, how much it is about, what to do next, and what the money has probably paid. */
export function ExceptionItem({ row, at }: { row: ExceptionRow; at: number }) {
  const words = useWords();
  const colours = useColours();
  const about = aboutOf(row, words);
  return (
    <View
      role="listitem"
      testID={`exception-${at}`}
      style={[styles.item, { backgroundColor: colours.surface, borderColor: colours.line }]}
    >
      <View style={styles.head}>
        <View style={styles.words}>
          <View style={styles.tags}>
            <Tag title={words.exceptions.kinds[row.kind]} kind={LOOKS[row.kind] ?? "neutral"} />
            {row.side === null ? null : (
              <Text type="label" tone="textMuted">
                {words.exceptions[row.side]}
              </Text>
            )}
          </View>
          {row.kind === "duplicate-parties" || row.parties[0] === undefined ? null : (
            <Text type="strong" lines={2}>
              {row.parties[0].name}
            </Text>
          )}
          <Text type={row.parties.length === 1 ? "body" : "strong"}>{whatOf(row, words)}</Text>
          {about === "" ? null : (
            <Text type="small" tone="textMuted">
              {about}
            </Text>
          )}
        </View>
        {row.amount === "0" ? null : (
          <Money
            paise={row.amount}
            form="whole"
            type="figure"
            align="right"
            testID={`exception-amount-${at}`}
          />
        )}
      </View>
      <Suggestions row={row} at={at} />
      <View style={styles.foot}>
        <View style={styles.next}>
          <Icon name="forward" color={colours.brand} size={14} />
          <Text type="smallStrong" tone="brand" style={styles.nextWords}>
            {words.exceptions.next[row.next]}
          </Text>
        </View>
        <ExceptionLinks row={row} at={at} />
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  item: { borderRadius: RADIUS.l, borderWidth: 1, padding: SPACE.l, gap: SPACE.m },
  head: { flexDirection: "row", gap: SPACE.m, alignItems: "flex-start" },
  words: { flex: 1, minWidth: 0, gap: 2 },
  tags: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    gap: SPACE.s,
    marginBottom: SPACE.xs,
  },
  foot: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    gap: SPACE.s,
  },
  next: { flexDirection: "row", alignItems: "center", gap: SPACE.xs, flexShrink: 1 },
  nextWords: { flexShrink: 1 },
});
