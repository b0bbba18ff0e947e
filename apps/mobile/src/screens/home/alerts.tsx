import type { Today, TodayItem } from "@cfa/contract/today";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import type { WaitingDeed } from "../../queries/waiting/waiting-list";
import { SPACE } from "../../theme/tokens";
import { Snoozed } from "./snoozed";
import { TodayRow } from "./today-row";

/** So many stand there before all are asked for: what is owed stands below. */
const FIRST = 4;

/** What is good to know, the most pressing first, and what the reader has put off. */
export function Alerts(props: {
  today: Today;
  /** What was done about one and could not be sent yet. */
  waits: (item: TodayItem) => WaitingDeed | undefined;
  onSnooze: (item: TodayItem) => void;
  onShow: (item: TodayItem) => void;
}) {
  const { today, waits, onSnooze, onShow } = props;
  const { alerts, more, snoozed } = today;
  const [open, setOpen] = useState(false);
  const words = useWords();
  if (alerts.length === 0 && snoozed.length === 0) return null;
  const shown = open ? alerts : alerts.slice(0, FIRST);
  return (
    <Card heading={words.today.alerts} hint={words.today.alertsHint} testID="alerts" flush>
      {alerts.length === 0 ? (
        <Empty icon="good" title={words.today.noAlerts} text={words.today.noAlertsText} />
      ) : (
        <View role="list" style={styles.list}>
          {shown.map((item, at) => (
            <TodayRow
              key={item.key}
              item={item}
              isFirst={at === 0}
              waiting={waits(item)}
              onSnooze={onSnooze}
              testID={`alert-${at}`}
            />
          ))}
        </View>
      )}
      {shown.length < alerts.length ? (
        <Press onPress={() => setOpen(true)} testID="alerts-all" style={styles.all}>
          <Text type="strong" tone="brand">
            {words.today.showAll(alerts.length)}
          </Text>
        </Press>
      ) : null}
      {open && more > 0 ? (
        <Text type="small" tone="textMuted" style={styles.more} testID="alerts-more">
          {words.today.more(more)}
        </Text>
      ) : null}
      <Snoozed snoozed={snoozed} waits={waits} onShow={onShow} />
    </Card>
  );
}

const styles = StyleSheet.create({
  list: { marginTop: SPACE.xs },
  all: { alignItems: "center", justifyContent: "center", padding: SPACE.s },
  more: { paddingHorizontal: SPACE.l, paddingBottom: SPACE.m },
});
