import { BRAND_LENGTH } from "@cfa/contract/nudge-kinds";
import type { NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Segmented } from "../../components/segmented";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import type { useNudgeSettingDeeds } from "../../queries/use-nudge-settings";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { ApprovalCard } from "./approval-card";
import type { Editing } from "./editing";
import { GroundCard } from "./ground-card";
import { CapsCard, HoursCard } from "./hours-card";
import { LadderCard } from "./ladder-card";
import { isSameReminders, reminderDraft, saidByReminders, type ReminderDraft } from "./reminder-draft";
import { WaysCard } from "./ways-card";

/** All that an owner says of reminders, kept at once. */
export function ReminderForm(props: {
  standing: NudgeSettingsStanding;
  change: ReturnType<typeof useNudgeSettingDeeds>["change"];
  isSaved: boolean;
  onEdit: () => void;
}) {
  const { standing, change, isSaved, onEdit } = props;
  const { settings, usualLadder, ground } = standing;
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const companyId = useCompanyId();
  const [draft, setDraft] = useState<ReminderDraft>(() => reminderDraft(settings, usualLadder));
  const said = saidByReminders(draft);
  const isOther = !isSameReminders(settings, said);
  const editing: Editing = {
    draft,
    problems: said.problems ?? {},
    onChange: (next) => {
      onEdit();
      setDraft({ ...draft, ...next });
    },
  };
  const save = () => {
    if (isOther && said.settings !== null) change.mutate({ companyId, settings: said.settings });
  };
  const undo = () => {
    change.reset();
    setDraft(reminderDraft(settings, usualLadder));
  };
  return (
    <>
      <OnCard {...editing} />
      <GroundCard {...editing} ground={ground} />
      <ApprovalCard {...editing} />
      <LadderCard {...editing} usual={usualLadder} />
      <HoursCard {...editing} />
      <CapsCard {...editing} />
      <WaysCard {...editing} />
      <BrandCard {...editing} />
      <Refused error={change.error} testID="reminders-refused" />
      {isOther ? (
        <Notice icon="warn" kind="warn" testID="reminders-unsaved">
          {said.problems === null ? words.unsaved : words.wrong}
        </Notice>
      ) : isSaved ? (
        <Notice icon="good" kind="neutral" testID="reminders-saved">
          {words.saved}
        </Notice>
      ) : null}
      <Button
        title={words.save}
        kind="primary"
        busy={change.isPending}
        onPress={save}
        testID="reminders-save"
      />
      {isOther ? <Button title={words.undo} onPress={undo} testID="reminders-undo" /> : null}
      <SaidBy said={standing.said} />
    </>
  );
}

function OnCard({ draft, onChange }: Editing) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  return (
    <Card heading={words.isOn}>
      <View style={{ gap: SPACE.m }}>
        <Segmented
          label={words.isOn}
          options={[
            { key: "on", title: words.on },
            { key: "off", title: words.off },
          ]}
          chosen={draft.isOn ? "on" : "off"}
          onChoose={(key) => onChange({ isOn: key === "on" })}
          testID="reminders"
        />
        <Text tone="textMuted">{draft.isOn ? words.onText : words.offText}</Text>
      </View>
    </Card>
  );
}

function BrandCard({ draft, problems, onChange }: Editing) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  return (
    <Card>
      <Field
        label={words.brand}
        hint={words.brandHint}
        error={problems.brand === undefined ? undefined : words.brandWrong(BRAND_LENGTH)}
        value={draft.brand}
        onChange={(brand) => onChange({ brand })}
        expects="name"
        testID="reminders-brand"
      />
    </Card>
  );
}

/** Who said all this, and when. */
export function SaidBy({ said }: { said: NudgeSettingsStanding["said"] }) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  return (
    <Text type="small" tone="textMuted" testID="reminders-by">
      {said === null ? words.usual : words.by(momentText(said.at), said.by)}
    </Text>
  );
}
