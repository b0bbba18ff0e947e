import type { ExceptionCount, ExceptionKind, ExceptionRow } from "@cfa/contract/exceptions";
import { sum } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { HAS_KEYS } from "../../platform/queue-keys";
import { STICKY } from "../../platform/sticky";
import { useColours, useLayout } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { amountOf, deedsFor, type DeedKind } from "./bulk-deeds";
import { MOST_CHOSEN } from "./queue-state";

/** What is chosen and what can be done about it; before that, how to choose. */
export function QueueBar(props: {
  kind: ExceptionKind | null;
  counts: readonly ExceptionCount[] | undefined;
  chosen: ReadonlyMap<string, ExceptionRow>;
  mayAct: boolean;
  busy: boolean;
  onAll: (kind: ExceptionKind) => void;
  onDeed: (deed: DeedKind, rows: readonly ExceptionRow[]) => void;
  onClear: () => void;
  onHelp: () => void;
}) {
  const { kind, counts = [], chosen, mayAct, busy, onAll, onDeed, onClear, onHelp } = props;
  const words = useWords();
  const colours = useColours();
  const phone = useLayout() === "phone";
  const w = words.exceptions.queue;
  const rows = [...chosen.values()];
  const deeds = deedsFor(rows);
  const alone = rows.length - [...deeds.values()].reduce((all, some) => all + some.length, 0);
  const oneKind = kind ?? (rows.every((row) => row.kind === rows[0]?.kind) ? rows[0]?.kind : undefined);
  const ofKind = counts.find((one) => one.kind === oneKind)?.count ?? 0;
  const total = moneyText(sum(rows.map(amountOf)), { form: "whole", words });
  const isChosen = rows.length > 0;
  return (
    <View
      style={[
        styles.bar,
        { backgroundColor: colours.surface, borderColor: isChosen ? colours.brand : colours.line },
        isChosen ? STICKY : null,
      ]}
    >
      <View role="status" style={styles.words}>
        <Text type={isChosen ? "strong" : "small"} tone={isChosen ? "text" : "textMuted"} testID="chosen">
          {isChosen ? w.chosen(rows.length, total) : mayAct ? w.hint : w.readOnly}
        </Text>
        {alone > 0 ? (
          <Text type="small" tone="textMuted">
            {w.alone(alone)}
          </Text>
        ) : null}
      </View>
      <View style={styles.deeds}>
        {[...deeds].map(([deed, fitting]) => (
          <Button
            key={deed}
            title={w.deeds[deed](fitting.length)}
            kind={deeds.size === 1 ? "primary" : "secondary"}
            onPress={() => onDeed(deed, fitting)}
            testID={`bulk-${deed}`}
          />
        ))}
        {mayAct && oneKind !== undefined && ofKind > rows.length && rows.length < MOST_CHOSEN ? (
          <Button
            title={ofKind > MOST_CHOSEN ? w.firstOfKind(MOST_CHOSEN) : w.allOfKind(ofKind)}
            busy={busy}
            onPress={() => onAll(oneKind)}
            testID="all-of-kind"
          />
        ) : null}
        {isChosen ? <Button title={w.clear} onPress={onClear} testID="clear-chosen" /> : null}
        {HAS_KEYS && !phone && !isChosen ? <Button title={w.keys} onPress={onHelp} testID="keys" /> : null}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  bar: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    gap: SPACE.s,
    paddingVertical: SPACE.s,
    paddingHorizontal: SPACE.m,
    borderWidth: 1,
    borderRadius: RADIUS.m,
  },
  words: { flexGrow: 1, flexShrink: 1, flexBasis: 200 },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s, maxWidth: "100%" },
});
