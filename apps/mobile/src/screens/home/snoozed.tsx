import type { Today, TodayItem } from "@cfa/contract/today";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { ListRow } from "../../components/list-row";
import { Press } from "../../components/press";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import type { WaitingDeed } from "../../queries/waiting/waiting-list";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { aboutText } from "./today-text";

/** What the reader has put off: how much, and on a press what, each with the way to show it again. */
export function Snoozed(props: {
  snoozed: Today["snoozed"];
  waits: (item: TodayItem) => WaitingDeed | undefined;
  onShow: (item: TodayItem) => void;
}) {
  const { snoozed, waits, onShow } = props;
  const [open, setOpen] = useState(false);
  const words = useWords();
  const colours = useColours();
  if (snoozed.length === 0) return null;
  return (
    <View style={[styles.snoozed, { borderColor: colours.line }]}>
      <Press onPress={() => setOpen(!open)} testID="snoozed" style={styles.toggle}>
        <Text type="strong" tone="brand">
          {open ? words.today.hideSnoozed : words.today.snoozed(snoozed.length)}
        </Text>
      </Press>
      {open ? (
        <View role="list">
          {snoozed.map((item, at) => (
            <ListRow
              key={item.key}
              title={[words.today.alert.what[item.kind], aboutText(item, words)]
                .filter((part) => part !== "")
                .join(" · ")}
              about={[words.today.putOff(dayText(item.until))]}
              testID={`snoozed-${at}`}
            >
              {waits(item)?.refused === null ? (
                <Tag title={words.today.waiting.mark} kind="warn" testID={`snoozed-${at}-waits`} />
              ) : (
                <Button
                  title={words.today.showAgain}
                  of={aboutText(item, words)}
                  onPress={() => onShow(item)}
                  testID={`snoozed-${at}-show`}
                />
              )}
            </ListRow>
          ))}
        </View>
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  snoozed: { borderTopWidth: 1 },
  toggle: { alignItems: "center", justifyContent: "center", padding: SPACE.s },
});
