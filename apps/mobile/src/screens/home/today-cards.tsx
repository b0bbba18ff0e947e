import type { Today, TodayItem } from "@cfa/contract/today";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty, Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useSnooze, useToday } from "../../queries/use-today";
import { useWaiting } from "../../queries/waiting/waiting";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { Alerts } from "./alerts";
import { TodayRow } from "./today-row";
import { aboutText } from "./today-text";

/** What to do now and what to know, each with one thing to do about it, and a way to put it off. */
export function TodayCards() {
  const companyId = useCompanyId();
  const read = useToday(companyId);
  return (
    <ReadState read={read} skeleton={[3, 3]}>
      {(today) => <Cards today={today} />}
    </ReadState>
  );
}

function Cards({ today }: { today: Today }) {
  const words = useWords();
  const companyId = useCompanyId();
  const [asked, setAsked] = useState<TodayItem | null>(null);
  const [done, setDone] = useState<{ item: TodayItem; until: string } | null>(null);
  const snooze = useSnooze(companyId);
  const waiting = useWaiting(companyId);
  const waits = (item: TodayItem) => waiting.find((deed) => deed.item.key === item.key);
  const putOff = (item: TodayItem, days: number) => {
    const until = addDays(today.asOf as LocalDate, days);
    setAsked(null);
    snooze.mutate({ item, until }, { onSuccess: (told) => setDone(told && { item, until }) });
  };
  const show = (item: TodayItem) => snooze.mutate({ item, until: null }, { onSuccess: () => setDone(null) });
  return (
    <View style={styles.cards}>
      <Card heading={words.today.doNow} hint={words.today.doNowHint} testID="do-now" flush>
        {today.doNow.length === 0 ? (
          <Empty
            icon="good"
            title={words.today.nothing}
            text={words.today.nothingText}
            testID="do-now-none"
          />
        ) : (
          <View role="list" style={styles.list}>
            {today.doNow.map((item, at) => (
              <TodayRow
                key={item.key}
                item={item}
                isFirst={at === 0}
                isPrimary={at === 0}
                hasGain
                waiting={waits(item)}
                onSnooze={setAsked}
                testID={`do-now-${at}`}
              />
            ))}
          </View>
        )}
      </Card>
      {done === null ? null : <PutOff done={done} onUndo={() => show(done.item)} />}
      {snooze.isError ? (
        <Notice icon="bad" kind="bad" testID="snooze-failed">
          {words.today.snoozeFailed}
        </Notice>
      ) : null}
      <Alerts today={today} waits={waits} onSnooze={setAsked} onShow={show} />
      <SnoozeSheet item={asked} onClose={() => setAsked(null)} onChoose={putOff} />
    </View>
  );
}

function PutOff({ done, onUndo }: { done: { item: TodayItem; until: string }; onUndo: () => void }) {
  const words = useWords();
  const { item, until } = done;
  return (
    <Notice
      icon="check"
      kind="neutral"
      testID="put-off"
      action={<Button title={words.today.undo} onPress={onUndo} testID="put-off-undo" />}
    >
      {[words.today.alert.what[item.kind], aboutText(item, words), words.today.putOff(dayText(until))]
        .filter((part) => part !== "")
        .join(" · ")}
    </Notice>
  );
}

function SnoozeSheet(props: {
  item: TodayItem | null;
  onClose: () => void;
  onChoose: (item: TodayItem, days: number) => void;
}) {
  const { item, onClose, onChoose } = props;
  const words = useWords();
  return (
    <Sheet open={item !== null} title={words.today.snoozeUntil} onClose={onClose}>
      {item === null ? null : (
        <View style={styles.choices}>
          <Text tone="textMuted">
            {[words.today.alert.what[item.kind], aboutText(item, words)]
              .filter((part) => part !== "")
              .join(" · ")}
          </Text>
          <Button
            title={words.today.tomorrow}
            kind="primary"
            onPress={() => onChoose(item, 1)}
            testID="snooze-tomorrow"
          />
          <Button title={words.today.inWeek} onPress={() => onChoose(item, 7)} testID="snooze-week" />
        </View>
      )}
    </Sheet>
  );
}

const styles = StyleSheet.create({
  cards: { gap: SPACE.l },
  list: { marginTop: SPACE.xs },
  choices: { gap: SPACE.m },
});
