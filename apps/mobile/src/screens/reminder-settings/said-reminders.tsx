import { PAYMENT_CLASSES } from "@cfa/contract/correction-kinds";
import type { NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { PaymentClassTag } from "../../components/payment-class";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { SPACE } from "../../theme/tokens";
import { Steps } from "./ladder-card";
import { clockOf } from "./reminder-draft";
import { SaidBy } from "./reminder-form";

/** How customers are reminded, for who may read it alone. */
export function SaidReminders({ standing }: { standing: NudgeSettingsStanding }) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const { ways } = useWordsOf(NUDGE_NAMES);
  const { classes } = useWords().payments;
  const { settings, usualLadder, said } = standing;
  const ladder = settings.ladder ?? usualLadder;
  const yes = (is: boolean) => (is ? words.yes : words.no);
  const quiet = settings.quietWeekdays.map((day) => words.weekdayNames[day - 1]).join(", ");
  return (
    <>
      <Card testID="reminders-said">
        <View style={styles.stack}>
          <Facts>
            <Fact label={words.isOn}>{settings.isOn ? words.on : words.off}</Fact>
            <Fact label={words.ground}>{settings.isGroundSaid ? words.yes : words.notSaid}</Fact>
            <Fact label={words.hours}>
              {words.between(clockOf(settings.fromMinute), clockOf(settings.toMinute))}
            </Fact>
            <Fact label={words.weekdays}>{quiet === "" ? words.none : quiet}</Fact>
            <Fact label={words.holidays}>{yes(settings.keepsHolidays)}</Fact>
            <Fact label={words.week}>{String(settings.weekCap)}</Fact>
            <Fact label={words.month}>{String(settings.monthCap)}</Fact>
            <Fact label={words.ways}>{settings.wayOrder.map((way) => ways[way]).join(", ")}</Fact>
            <Fact label={words.accountant}>{yes(settings.accountantApproves)}</Fact>
            <Fact label={words.brand}>{settings.brand ?? words.notSaid}</Fact>
          </Facts>
          <SaidBy said={said} />
          <Text type="small" tone="textMuted" testID="reminders-owner-only">
            {words.ownerOnly}
          </Text>
        </View>
      </Card>
      <Card heading={words.ladder} hint={words.ladderHint}>
        <View style={styles.classes}>
          {PAYMENT_CLASSES.map((of) => (
            <View key={of} style={styles.steps}>
              <PaymentClassTag of={of} />
              <Text type="small" tone="textMuted">
                {`${words.approval} (${classes[of]}): ${words.approvals[settings.approval[of]]}`}
              </Text>
              <Steps rungs={ladder[of]} />
            </View>
          ))}
        </View>
      </Card>
    </>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  classes: { gap: SPACE.xl },
  steps: { gap: SPACE.xs },
});
