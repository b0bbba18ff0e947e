import { PAYMENT_CLASSES } from "@cfa/contract/correction-kinds";
import { LADDER_STAGES } from "@cfa/contract/nudge-kinds";
import type { NudgeLadder } from "@cfa/contract/nudge-settings";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Chips } from "../../components/chips";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Segmented } from "../../components/segmented";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { SPACE } from "../../theme/tokens";
import { daysOf, type LadderStage, type PaidClass } from "./reminder-draft";
import type { Editing } from "./editing";
import { TickLine } from "./tick-line";

/** When a bill is spoken of, by how its customer pays: as usual, or by one's own steps. */
export function LadderCard({ draft, problems, onChange, usual }: Editing & { usual: NudgeLadder }) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const { classes } = useWords().payments;
  const [of, setOf] = useState<PaidClass>("late");
  return (
    <Card heading={words.ladder} hint={words.ladderHint} testID="reminders-ladder">
      <View style={styles.stack}>
        <Segmented
          label={words.ladder}
          options={[
            { key: "usual", title: words.ladders.usual },
            { key: "own", title: words.ladders.own },
          ]}
          chosen={draft.hasOwnLadder ? "own" : "usual"}
          onChoose={(key) => onChange({ hasOwnLadder: key === "own" })}
          testID="ladder"
        />
        <Chips
          label={words.classLabel}
          options={PAYMENT_CLASSES.map((key) => ({ key, title: classes[key] }))}
          chosen={of}
          onChoose={setOf}
          testID="ladder-of"
        />
        {draft.hasOwnLadder ? (
          <OwnSteps of={of} draft={draft} problems={problems} onChange={onChange} />
        ) : (
          <Steps rungs={usual[of]} />
        )}
        {(problems.ladder ?? []).map((wrong) => (
          <Notice key={wrong} icon="bad" kind="bad" testID={`ladder-wrong-${wrong}`}>
            {words.ladderWrong(classes[wrong])}
          </Notice>
        ))}
        <Text type="small" tone="textMuted">
          {words.lastThenCall}
        </Text>
      </View>
    </Card>
  );
}

/** Steps as they hold, a line each. */
export function Steps({ rungs }: { rungs: NudgeLadder[PaidClass] }) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const names = useWordsOf(NUDGE_NAMES);
  const { days: many } = useWords().common;
  if (rungs.length === 0) return <Text tone="textMuted">{words.noSteps}</Text>;
  return (
    <View role="list" style={styles.steps}>
      {rungs.map(({ stage, days }) => (
        <View key={stage} role="listitem" style={styles.step}>
          <Text>{names.stages[stage]}</Text>
          <Text tone="textMuted">
            {days === 0 ? words.onDay : days > 0 ? words.after(many(days)) : words.before(many(-days))}
          </Text>
        </View>
      ))}
    </View>
  );
}

function OwnSteps({ of, draft, onChange }: Editing & { of: PaidClass }) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const names = useWordsOf(NUDGE_NAMES);
  const own = draft.ladder[of];
  const change = (stage: LadderStage, next: Partial<(typeof own)[LadderStage]>) =>
    onChange({ ladder: { ...draft.ladder, [of]: { ...own, [stage]: { ...own[stage], ...next } } } });
  return (
    <View style={styles.stack}>
      {LADDER_STAGES.map((stage) => {
        const { isTaken, days } = own[stage];
        return (
          <View key={stage} style={styles.own}>
            <TickLine
              title={names.stages[stage]}
              ticked={isTaken}
              onPress={() => change(stage, { isTaken: !isTaken })}
              testID={`step-${stage}`}
            />
            {isTaken ? (
              <View style={styles.days}>
                <Field
                  label={stage === "before-due" ? words.daysBefore : words.daysAfter}
                  value={days}
                  onChange={(typed) => change(stage, { days: typed })}
                  numeric
                  error={daysOf(stage, days) === null ? words.stepWrong : undefined}
                  testID={`step-${stage}-days`}
                />
              </View>
            ) : null}
          </View>
        );
      })}
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  steps: { gap: SPACE.xs },
  step: { flexDirection: "row", flexWrap: "wrap", justifyContent: "space-between", columnGap: SPACE.m },
  own: { gap: SPACE.xs },
  days: { paddingLeft: 52, maxWidth: 312 }, // below the words, beside the box
});
