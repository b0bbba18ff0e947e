import { useState, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Text } from "../../components/text";
import { ASSISTANT_SETTING_WORDS } from "../../locale/assistant-settings/words";
import { useWordsOf } from "../../locale/locale";
import { useSayAssistantSettings, type AssistantStanding } from "../../queries/use-assistant";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { OnOff } from "./on-off";

/** Whether a language model may be asked, and all that goes to it then; where the server has none, only that. */
export function ModelCard({ standing: { settings, model } }: { standing: AssistantStanding }) {
  const own = useWordsOf(ASSISTANT_SETTING_WORDS);
  const companyId = useCompanyId();
  const [usesModel, setUses] = useState(settings.usesModel);
  const [hidesNames, setHides] = useState(settings.hidesNames);
  const say = useSayAssistantSettings();
  if (model === null) {
    return (
      <Card heading={own.model} testID="model-none">
        <Text>{own.none}</Text>
      </Card>
    );
  }
  const isChanged = usesModel !== settings.usesModel || hidesNames !== settings.hidesNames;
  return (
    <Card heading={own.model} testID="model">
      <View style={styles.parts}>
        <Text>{own.offered(model.model, model.host)}</Text>
        <Labelled title={own.uses}>
          <OnOff label={own.uses} isOn={usesModel} onChange={setUses} testID="model-uses" />
        </Labelled>
        {usesModel ? (
          <>
            <Labelled title={own.hides} text={own.hidesText}>
              <OnOff label={own.hides} isOn={hidesNames} onChange={setHides} testID="model-hides" />
            </Labelled>
            <Leaves host={model.host} what={hidesNames ? own.hidden : own.open} />
          </>
        ) : (
          <Text tone="textMuted" testID="model-off">
            {own.off}
          </Text>
        )}
        <Refused error={say.error} testID="model-refused" />
        {say.isSuccess && !isChanged ? (
          <Notice icon="good" kind="neutral" testID="model-saved">
            {own.saved}
          </Notice>
        ) : null}
        <Button
          title={own.save}
          kind="primary"
          busy={say.isPending}
          onPress={() => say.mutate({ companyId, settings: { usesModel, hidesNames } })}
          testID="model-save"
        />
      </View>
      <SignInAgain deed={say} />
    </Card>
  );
}

/** All that goes out, line by line. */
function Leaves({ host, what }: { host: string; what: readonly string[] }) {
  const own = useWordsOf(ASSISTANT_SETTING_WORDS);
  return (
    <View style={styles.leaves} testID="model-leaves">
      <Text type="smallStrong">{own.leaves(host)}</Text>
      <View role="list" style={styles.leaves}>
        {what.map((line) => (
          <View key={line} role="listitem" style={styles.line}>
            <Text>•</Text>
            <Text style={styles.words}>{line}</Text>
          </View>
        ))}
      </View>
      <Text tone="textMuted">{own.never}</Text>
    </View>
  );
}

function Labelled(props: { title: string; text?: string; children: ReactNode }) {
  const { title, text, children } = props;
  return (
    <View style={styles.leaves}>
      <Text type="smallStrong">{title}</Text>
      {text === undefined ? null : (
        <Text type="small" tone="textMuted">
          {text}
        </Text>
      )}
      {children}
    </View>
  );
}

const styles = StyleSheet.create({
  parts: { gap: SPACE.l },
  leaves: { gap: SPACE.xs },
  line: { flexDirection: "row", gap: SPACE.s },
  words: { flex: 1, minWidth: 0 },
});
