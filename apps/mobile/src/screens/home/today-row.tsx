import type { TodayItem } from "@cfa/contract/today";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Money } from "../../components/money";
import { Press } from "../../components/press";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import type { WaitingDeed } from "../../queries/waiting/waiting-list";
import { useColours, useLayout } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { useTodayAction } from "./today-action";
import { aboutText, whyText } from "./today-text";

/** What brings money nearer: of these it is said by how many days. */
const BRINGS_MONEY: ReadonlySet<TodayItem["kind"]> = new Set([
  "promise-broken",
  "cheque-returned",
  "class-worse",
  "slower",
  "over-limit",
  "bill-slips",
  "chase-by-person",
  "offer-ending",
]);

/** One thing to do or to know: what, about whom, how much, why, and the one thing to do about it. */
export function TodayRow(props: {
  item: TodayItem;
  isFirst: boolean;
  /** The most important of all. */
  isPrimary?: boolean;
  /** With the days gained by acting today. */
  hasGain?: boolean;
  /** What was done about it and could not be sent yet. */
  waiting?: WaitingDeed | undefined;
  onSnooze: (item: TodayItem) => void;
  testID: string;
}) {
  const { item, isFirst, isPrimary = false, hasGain = false, waiting, onSnooze, testID } = props;
  const words = useWords();
  const colours = useColours();
  const layout = useLayout();
  const isWide = layout === "desktop";
  const act = useTodayAction();
  const about = aboutText(item, words);
  const title = words.today.alert.what[item.kind];
  const named = about === "" ? title : `${title}, ${about}`;
  const amount =
    item.amount === "0" ? null : (
      <Money paise={item.amount} form="short" type="figure" align="right" testID={`${testID}-amount`} />
    );
  return (
    <View
      role="listitem"
      testID={testID}
      style={[styles.row, { borderColor: colours.line }, isFirst && styles.first]}
    >
      <View style={styles.words}>
        <View style={styles.head}>
          <Text type="strong" style={styles.title}>
            {title}
          </Text>
          {isWide ? null : amount}
        </View>
        {about === "" ? null : <Text lines={2}>{about}</Text>}
        <Text type="small" tone="textMuted">
          {[
            whyText(item, words),
            ...(hasGain && BRINGS_MONEY.has(item.kind) ? [words.today.gains(item.gain)] : []),
          ].join(" · ")}
        </Text>
        {waiting === undefined ? null : (
          <Tag
            title={[
              ...(waiting.until === null ? [] : [words.today.putOff(dayText(waiting.until))]),
              waiting.refused === null ? words.today.waiting.mark : words.today.waiting.markRefused,
            ].join(" · ")}
            kind={waiting.refused === null ? "warn" : "bad"}
            testID={`${testID}-waits`}
          />
        )}
      </View>
      {isWide ? amount : null}
      <View style={[styles.deeds, layout === "phone" ? null : styles.column]}>
        <Button
          title={words.today.action[item.action]}
          kind={isPrimary ? "primary" : "secondary"}
          {...(item.action === "call" ? { icon: "phone" as const } : {})}
          of={named}
          onPress={() => act(item)}
          testID={`${testID}-act`}
        />
        <Press
          onPress={() => onSnooze(item)}
          label={`${words.today.snooze}: ${named}`}
          testID={`${testID}-snooze`}
          style={styles.snooze}
        >
          <Text type="strong" tone="brand">
            {words.today.snooze}
          </Text>
        </Press>
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  row: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    gap: SPACE.m,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderTopWidth: 1,
  },
  first: { borderTopWidth: 0 },
  words: { flexGrow: 1, flexShrink: 1, flexBasis: 260, minWidth: 0, gap: 2 },
  head: { flexDirection: "row", alignItems: "baseline", gap: SPACE.s },
  title: { flex: 1 },
  deeds: { flexDirection: "row", alignItems: "center", gap: SPACE.s },
  column: { minWidth: 260, justifyContent: "flex-end" },
  snooze: { justifyContent: "center", paddingHorizontal: SPACE.m, borderRadius: RADIUS.m },
});
