import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import type { NudgeSettingWords } from "../../locale/nudge-settings/en";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE, TARGET } from "../../theme/tokens";
import type { Editing } from "./editing";
import { TickLine } from "./tick-line";

/** In which hours and on which days of the week messages go out. */
export function HoursCard(props: Editing) {
  const { draft, problems, onChange } = props;
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  return (
    <Card heading={words.hours} hint={words.hoursHint} testID="reminders-hours">
      <View style={styles.stack}>
        <View style={styles.pair}>
          <Typed {...props} name="from" />
          <Typed {...props} name="to" />
        </View>
        <Weekdays {...props} />
        {problems.weekdays === undefined ? null : (
          <Text type="small" tone="bad">
            {words.weekdaysWrong}
          </Text>
        )}
        <TickLine
          title={words.holidays}
          hint={words.holidaysText}
          ticked={draft.keepsHolidays}
          onPress={() => onChange({ keepsHolidays: !draft.keepsHolidays })}
          testID="reminders-holidays"
        />
      </View>
    </Card>
  );
}

/** How many messages a customer gets at most. */
export function CapsCard(props: Editing) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  return (
    <Card heading={words.caps} hint={words.capsHint} testID="reminders-caps">
      <View style={styles.pair}>
        <Typed {...props} name="week" />
        <Typed {...props} name="month" />
      </View>
    </Card>
  );
}

function Typed({ draft, problems, onChange, name }: Editing & { name: "from" | "to" | "week" | "month" }) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const problem = problems[name];
  return (
    <View style={styles.one}>
      <Field
        label={words[name]}
        value={draft[name]}
        onChange={(text) => onChange({ [name]: text })}
        numeric={name === "week" || name === "month"}
        error={problem === undefined ? undefined : sentence(words, problem)}
        testID={`reminders-${name}`}
      />
    </View>
  );
}

function sentence(words: NudgeSettingWords, name: keyof NudgeSettingWords): string | undefined {
  const text = words[name];
  return typeof text === "string" ? text : undefined;
}

function Weekdays({ draft: { quietWeekdays }, onChange }: Editing) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const colours = useColours();
  return (
    <View style={styles.weekdays}>
      <Text type="smallStrong" tone="textMuted">
        {words.weekdays}
      </Text>
      <View role="group" aria-label={words.weekdays} style={styles.days}>
        {words.weekdayNames.map((name, at) => {
          const day = at + 1;
          const isQuiet = quietWeekdays.includes(day);
          const others = quietWeekdays.filter((one) => one !== day);
          return (
            <Press
              key={day}
              selected={isQuiet}
              onPress={() =>
                onChange({ quietWeekdays: isQuiet ? others : [...others, day].toSorted((a, b) => a - b) })
              }
              testID={`quiet-${day}`}
              style={[
                styles.day,
                { backgroundColor: colours.surface, borderColor: colours.line },
                isQuiet && { backgroundColor: colours.brandSoft, borderColor: colours.brand },
              ]}
            >
              <Text type="smallStrong" tone={isQuiet ? "brand" : "text"}>
                {name}
              </Text>
            </Press>
          );
        })}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  pair: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.m },
  one: { flexGrow: 1, flexBasis: 140 },
  weekdays: { gap: SPACE.xs },
  days: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  day: {
    minWidth: TARGET,
    minHeight: TARGET,
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
