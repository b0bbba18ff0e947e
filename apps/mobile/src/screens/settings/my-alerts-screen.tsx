import type { MyDevice, MyPreferencesStanding } from "@cfa/contract/preferences";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useLocale, useWordsOf } from "../../locale/locale";
import { momentDayText } from "../../locale/moment-text";
import { MY_ALERT_WORDS } from "../../locale/my-alerts/words";
import { useChangePreferences, useDropDevice, usePreferences } from "../../queries/use-preferences";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { isSameDraft, myAlertsDraft, saidByMyAlerts, type MyAlertsDraft } from "./my-alerts-draft";
import { Digest, Kinds, Pause, Quiet, type Editing } from "./my-alerts-choices";
import { OnOff } from "./on-off";
import { ThisPhone } from "./this-phone";

/** What I am told of the company, when and how; everybody says it for themselves. */
export function MyAlertsScreen() {
  const words = useWordsOf(MY_ALERT_WORDS);
  const read = usePreferences(useCompanyId());
  const [isSaved, setSaved] = useState(false);
  return (
    <Page title={words.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.text}</Text>
      <ReadState read={read} skeleton={[3, 2]}>
        {(standing) => (
          <Form
            // What the server says now takes the place of what the device had kept.
            key={JSON.stringify(standing.preferences)}
            standing={standing}
            isSaved={isSaved}
            onSaved={setSaved}
          />
        )}
      </ReadState>
    </Page>
  );
}

function Form(props: {
  standing: MyPreferencesStanding;
  isSaved: boolean;
  onSaved: (isSaved: boolean) => void;
}) {
  const { standing, isSaved, onSaved } = props;
  const words = useWordsOf(MY_ALERT_WORDS);
  const { language } = useLocale();
  const companyId = useCompanyId();
  const kept = myAlertsDraft(standing.preferences);
  const [draft, setDraft] = useState<MyAlertsDraft>(kept);
  const change = useChangePreferences(companyId, { onDone: () => onSaved(true) });
  const said = saidByMyAlerts(draft, language);
  const isOther = !isSameDraft(kept, draft);
  const onChange = (next: Partial<MyAlertsDraft>) => {
    onSaved(false);
    setDraft({ ...draft, ...next });
  };
  const undo = () => {
    change.reset();
    setDraft(kept);
  };
  const editing: Editing = { draft, problems: said.problems ?? {}, onChange };
  return (
    <View style={{ gap: SPACE.l }}>
      <Ways standing={standing} {...editing} />
      <Digest {...editing} />
      <Quiet {...editing} />
      <Pause {...editing} />
      <Kinds {...editing} />
      <Refused error={change.error} testID="alerts-refused" />
      {isOther ? (
        <Notice icon="warn" kind="warn" testID="alerts-unsaved">
          {words.unsaved}
        </Notice>
      ) : isSaved ? (
        <Notice icon="good" kind="neutral" testID="alerts-saved">
          {words.saved}
        </Notice>
      ) : null}
      <Button
        title={words.save}
        kind="primary"
        busy={change.isPending}
        onPress={() => {
          if (isOther && said.preferences !== null) {
            change.mutate({ companyId, preferences: said.preferences });
          }
        }}
        testID="alerts-save"
      />
      {isOther ? <Button title={words.undo} onPress={undo} testID="alerts-undo" /> : null}
    </View>
  );
}

/** Mail, and the phones that are known. */
function Ways({ standing, draft, onChange }: Editing & { standing: MyPreferencesStanding }) {
  const words = useWordsOf(MY_ALERT_WORDS);
  const { email, devices } = standing;
  const isReached = draft.byPush && devices.some((device) => device.isReached);
  return (
    <Card heading={words.how}>
      <View style={{ gap: SPACE.m }}>
        <Text type="strong">{words.mail}</Text>
        {email === null ? (
          <Text tone="textMuted">{words.noMail}</Text>
        ) : (
          <>
            <Text tone="textMuted">{words.mailTo(email)}</Text>
            <OnOff
              label={words.mail}
              isOn={draft.byEmail}
              onChange={(byEmail) => onChange({ byEmail })}
              testID="alerts-mail"
            />
            {draft.byEmail || isReached ? null : (
              <Notice icon="warn" kind="warn" testID="alerts-nowhere">
                {words.nowhere}
              </Notice>
            )}
          </>
        )}
        <Text type="strong">{words.push}</Text>
        <ThisPhone devices={devices} />
        {devices.length === 0 ? null : (
          <>
            <OnOff
              label={words.push}
              isOn={draft.byPush}
              onChange={(byPush) => onChange({ byPush })}
              testID="alerts-push"
            />
            <Devices devices={devices} />
          </>
        )}
      </View>
    </Card>
  );
}

function Devices({ devices }: { devices: readonly MyDevice[] }) {
  const words = useWordsOf(MY_ALERT_WORDS);
  const companyId = useCompanyId();
  const drop = useDropDevice(companyId);
  return (
    <View role="list">
      <Refused error={drop.error} testID="device-refused" />
      {devices.map(({ deviceId, system, since, isReached }, at) => (
        <ListRow
          key={deviceId}
          title={words.phone[system]}
          about={[words.since(momentDayText(since)), ...(isReached ? [] : [words.gone])]}
          isFirst={at === 0}
          testID="device"
        >
          <Button
            title={words.remove}
            of={words.phone[system]}
            busy={drop.isPending && drop.variables.deviceId === deviceId}
            onPress={() => drop.mutate({ companyId, deviceId })}
            testID="device-remove"
          />
        </ListRow>
      ))}
    </View>
  );
}
