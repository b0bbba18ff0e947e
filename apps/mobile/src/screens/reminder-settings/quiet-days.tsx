import { QUIET_DAYS_AHEAD, QUIET_NOTE_LENGTH } from "@cfa/contract/nudge-kinds";
import type { NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import { addDays, localDateAt } from "@cfa/values/local-date";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { ListRow } from "../../components/list-row";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { dayText, typedDay } from "../../locale/moment-text";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { useNow } from "../../platform/now";
import type { useNudgeSettingDeeds } from "../../queries/use-nudge-settings";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

type Deeds = ReturnType<typeof useNudgeSettingDeeds>;

/** Days on which nothing goes out, each kept by itself. Without deeds they are read alone. */
export function QuietDays(props: { days: NudgeSettingsStanding["quietDays"]; deeds: Deeds | null }) {
  const { days, deeds } = props;
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const companyId = useCompanyId();
  return (
    <Card heading={words.quiet} hint={words.quietHint} testID="quiet-days" flush>
      {days.length === 0 ? (
        <Text tone="textMuted" style={styles.none}>
          {words.noQuiet}
        </Text>
      ) : (
        <View role="list">
          {days.map(({ day, note }, at) => (
            <ListRow
              key={day}
              title={dayText(day)}
              about={[note]}
              isFirst={at === 0}
              testID={`quiet-day-${at}`}
            >
              {deeds === null ? null : (
                <Button
                  title={words.endQuiet}
                  of={dayText(day)}
                  busy={deeds.endQuiet.isPending && deeds.endQuiet.variables.day === day}
                  onPress={() => deeds.endQuiet.mutate({ companyId, day })}
                  testID={`quiet-day-${at}-end`}
                />
              )}
            </ListRow>
          ))}
        </View>
      )}
      {deeds === null ? null : <NameDay deeds={deeds} />}
    </Card>
  );
}

function NameDay({ deeds: { keepQuiet, endQuiet } }: { deeds: Deeds }) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const companyId = useCompanyId();
  const today = localDateAt(new Date(useNow()));
  const [typed, setTyped] = useState("");
  const [note, setNote] = useState("");
  const [isTried, setTried] = useState(false);
  const day = typedDay(typed);
  const isDayFine = day !== null && day >= today && day <= addDays(today, QUIET_DAYS_AHEAD);
  const said = note.trim();
  const isNoteFine = said !== "" && said.length <= QUIET_NOTE_LENGTH;
  const name = () => {
    setTried(true);
    if (isDayFine && isNoteFine) keepQuiet.mutate({ companyId, day, note: said });
  };
  return (
    <View style={styles.form}>
      <Field
        label={words.quietDay}
        value={typed}
        onChange={setTyped}
        numeric
        error={isTried && !isDayFine ? words.quietDayWrong : undefined}
        testID="quiet-day"
      />
      <Field
        label={words.quietNote}
        value={note}
        onChange={setNote}
        onSubmit={name}
        expects="name"
        error={isTried && !isNoteFine ? words.quietNoteWrong : undefined}
        testID="quiet-note"
      />
      <Refused error={keepQuiet.error ?? endQuiet.error} testID="quiet-refused" />
      <Button title={words.addQuiet} busy={keepQuiet.isPending} onPress={name} testID="quiet-add" />
    </View>
  );
}

const styles = StyleSheet.create({
  none: { padding: SPACE.l },
  form: { gap: SPACE.m, padding: SPACE.l },
});
