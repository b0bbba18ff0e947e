import type { ExceptionRow } from "@cfa/contract/exceptions";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Icon } from "../../components/icon";
import { Money } from "../../components/money";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import { Tick } from "../../components/tick";
import { countText } from "../../locale/count-text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { isRangePress } from "../../platform/range-press";
import { useColours, useLayout } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { ExceptionLinks } from "./exception-links";
import { aboutOf, nameOf, whatOf } from "./exception-words";
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
export function ExceptionItem(props: {
  row: ExceptionRow;
  at: number;
  /** The one that Tab leads to. */
  isFirst: boolean;
  isFocused: boolean;
  isWaiting: boolean;
  /** Null: it cannot be chosen. */
  chosen: boolean | null;
  onChoose: (isRange: boolean) => void;
  onFocus: () => void;
  line: (view: View | null) => void;
}) {
  const { row, at, isFirst, isFocused, isWaiting, chosen, onChoose, onFocus, line } = props;
  const words = useWords();
  const colours = useColours();
  // Beside a sum and a tick a phone has room for names alone.
  const isNarrow = useLayout() === "phone";
  const about = aboutOf(row, words);
  const told = (
    <>
      <Text type={row.parties.length === 1 ? "body" : "strong"}>{whatOf(row, words)}</Text>
      {about === "" ? null : (
        <Text type="small" tone="textMuted">
          {about}
        </Text>
      )}
    </>
  );
  return (
    <View
      ref={line}
      role="listitem"
      tabIndex={isFirst ? 0 : -1}
      onFocus={onFocus}
      aria-label={labelOf(row, { at, chosen: chosen === true, words })}
      testID={`exception-${at}`}
      style={[
        styles.item,
        { backgroundColor: colours.surface, borderColor: colours.line },
        chosen === true && { backgroundColor: colours.brandSoft },
        isFocused && { borderColor: colours.brand },
      ]}
    >
      <View style={styles.head}>
        {chosen === null ? null : (
          <Tick
            label={words.exceptions.queue.choose(nameOf(row, words))}
            ticked={chosen}
            onPress={(event) => onChoose(isRangePress(event))}
            testID={`choose-${at}`}
          />
        )}
        <View style={styles.words}>
          <View style={styles.tags}>
            <Tag title={words.exceptions.kinds[row.kind]} kind={LOOKS[row.kind] ?? "neutral"} />
            {row.side === null ? null : (
              <Text type="label" tone="textMuted">
                {words.exceptions[row.side]}
              </Text>
            )}
            {isWaiting ? <Tag title={words.exceptions.queue.waiting} kind="warn" /> : null}
          </View>
          {row.kind === "duplicate-parties" || row.parties[0] === undefined ? null : (
            <Text type="strong" lines={2}>
              {row.parties[0].name}
            </Text>
          )}
          {isNarrow ? null : told}
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
      {isNarrow ? <View style={styles.told}>{told}</View> : null}
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

/** A line in one breath: what it is, whose, what is odd, how much. */
function labelOf(
  row: ExceptionRow,
  { at, chosen, words }: { at: number; chosen: boolean; words: Catalogue },
): string {
  const amount = row.amount === "0" ? "" : moneyText(paiseFromJson(row.amount), { form: "whole", words });
  const isChosen = chosen ? words.exceptions.queue.isChosen : "";
  return [
    words.exceptions.queue.line(countText(at + 1)),
    isChosen,
    words.exceptions.kinds[row.kind],
    row.parties[0]?.name ?? "",
    whatOf(row, words),
    amount,
  ]
    .filter((part) => part !== "")
    .join(", ");
}

const styles = StyleSheet.create({
  item: { borderRadius: RADIUS.l, borderWidth: 1, padding: SPACE.l, gap: SPACE.m },
  head: { flexDirection: "row", gap: SPACE.m, alignItems: "flex-start" },
  words: { flex: 1, minWidth: 0, gap: 2 },
  told: { gap: 2 },
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
