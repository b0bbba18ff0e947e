import { ALERT_KINDS, EARLIEST_DIGEST, LATEST_DIGEST } from "@cfa/contract/alert-kinds";
import { addDays, localDateAt } from "@cfa/values/local-date";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Text } from "../../components/text";
import { Tick } from "../../components/tick";
import { useWords, useWordsOf } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { MY_ALERT_WORDS } from "../../locale/my-alerts/words";
import { useNow } from "../../platform/now";
import { SPACE } from "../../theme/tokens";
import { minuteText, type MyAlertsDraft, type MyAlertsProblems } from "./my-alerts-draft";
import { OnOff } from "./on-off";

export type Editing = {
  draft: MyAlertsDraft;
  problems: MyAlertsProblems;
  onChange: (next: Partial<MyAlertsDraft>) => void;
};

/** The day's one message, and its time. */
export function Digest({ draft, problems, onChange }: Editing) {
  const words = useWordsOf(MY_ALERT_WORDS);
  const error = useProblem(problems.digestAt);
  return (
    <Card heading={words.digest}>
      <View style={styles.stack}>
        <Text tone="textMuted">{words.digestText}</Text>
        <OnOff
          label={words.digest}
          isOn={draft.digest}
          onChange={(digest) => onChange({ digest })}
          testID="alerts-digest"
        />
        {draft.digest || problems.digestAt !== undefined ? (
          <Field
            label={words.digestAt}
            value={draft.digestAt}
            onChange={(digestAt) => onChange({ digestAt })}
            error={error}
            testID="alerts-digest-at"
          />
        ) : null}
        <Text tone="textMuted">{words.single}</Text>
      </View>
    </Card>
  );
}

/** When nothing is told by itself. */
export function Quiet({ draft, problems, onChange }: Editing) {
  const words = useWordsOf(MY_ALERT_WORDS);
  const from = useProblem(problems.quietFrom);
  const to = useProblem(problems.quietTo);
  return (
    <Card heading={words.quiet}>
      <View style={styles.stack}>
        <Text tone="textMuted">{words.quietText}</Text>
        <OnOff
          label={words.quiet}
          isOn={draft.isQuiet}
          onChange={(isQuiet) => onChange({ isQuiet })}
          testID="alerts-quiet"
        />
        {draft.isQuiet ? (
          <View style={styles.pair}>
            <View style={styles.half}>
              <Field
                label={words.from}
                value={draft.quietFrom}
                onChange={(quietFrom) => onChange({ quietFrom })}
                error={from}
                testID="alerts-quiet-from"
              />
            </View>
            <View style={styles.half}>
              <Field
                label={words.to}
                value={draft.quietTo}
                onChange={(quietTo) => onChange({ quietTo })}
                error={to}
                testID="alerts-quiet-to"
              />
            </View>
          </View>
        ) : null}
      </View>
    </Card>
  );
}

/** Nothing at all until a day. */
export function Pause({ draft, onChange }: Editing) {
  const words = useWordsOf(MY_ALERT_WORDS);
  const today = localDateAt(new Date(useNow()));
  const days = { none: null, tomorrow: addDays(today, 1), week: addDays(today, 7) } as const;
  const { quietUntil } = draft;
  const isOther = quietUntil !== null && quietUntil !== days.tomorrow && quietUntil !== days.week;
  return (
    <Card heading={words.pause}>
      <View role="group" aria-label={words.pause} style={styles.close}>
        {(["none", "tomorrow", "week"] as const).map((key) => {
          const day = days[key];
          return (
            <Choice
              key={key}
              title={words.pauses[key]}
              {...(key === "week" && day !== null ? { note: words.until(dayText(day)) } : {})}
              chosen={quietUntil === day}
              onPress={() => onChange({ quietUntil: day })}
              testID={`alerts-pause-${key}`}
            />
          );
        })}
        {isOther ? (
          <Choice
            title={words.until(dayText(quietUntil))}
            chosen
            onPress={() => onChange({ quietUntil })}
            testID="alerts-pause-other"
          />
        ) : null}
      </View>
    </Card>
  );
}

/** What is told and what is not. */
export function Kinds({ draft, onChange }: Editing) {
  const words = useWordsOf(MY_ALERT_WORDS);
  const { what } = useWords().today.alert;
  const { muted } = draft;
  const told = ALERT_KINDS.filter((kind) => !muted.includes(kind));
  return (
    <Card heading={words.kinds} hint={words.told(told.length, ALERT_KINDS.length)}>
      <Text tone="textMuted">{words.kindsText}</Text>
      {ALERT_KINDS.map((kind) => {
        const isTold = !muted.includes(kind);
        return (
          <View key={kind} style={styles.kind}>
            <Tick
              label={what[kind]}
              ticked={isTold}
              onPress={() =>
                onChange({ muted: isTold ? [...muted, kind] : muted.filter((one) => one !== kind) })
              }
              testID={`alerts-kind-${kind}`}
            />
            <Text style={styles.half}>{what[kind]}</Text>
          </View>
        );
      })}
    </Card>
  );
}

function useProblem(problem: MyAlertsProblems["digestAt"]): string | undefined {
  const words = useWordsOf(MY_ALERT_WORDS);
  if (problem === undefined) return undefined;
  if (problem === "digestWrong")
    return words.digestWrong(minuteText(EARLIEST_DIGEST), minuteText(LATEST_DIGEST));
  return words[problem];
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  close: { gap: SPACE.s },
  pair: { flexDirection: "row", gap: SPACE.m },
  half: { flex: 1 },
  kind: { flexDirection: "row", alignItems: "center" },
});
