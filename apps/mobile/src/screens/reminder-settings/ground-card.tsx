import type { NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import { useState } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { CopyButton } from "../../components/copy-button";
import { Segmented } from "../../components/segmented";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { DPDP_NOTICE } from "../../locale/dpdp-notice/words";
import { LANGUAGES, type Language } from "../../locale/languages";
import { useLocale, useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { useCompanies } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import type { Editing } from "./editing";
import { TickLine } from "./tick-line";

/** On what ground customers are reminded, with a notice for them to copy. */
export function GroundCard(props: Editing & { ground: NudgeSettingsStanding["ground"] }) {
  const { draft, onChange, ground } = props;
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  return (
    <Card heading={words.ground} hint={words.groundHint} testID="reminders-ground">
      <View style={{ gap: SPACE.l }}>
        <View style={{ gap: SPACE.xs }}>
          <TickLine
            title={words.groundSaid}
            ticked={draft.isGroundSaid}
            onPress={() => onChange({ isGroundSaid: !draft.isGroundSaid })}
            testID="reminders-ground-said"
          />
          {ground === null || !draft.isGroundSaid ? null : (
            <Text type="small" tone="textMuted" testID="reminders-ground-by">
              {words.groundBy(momentText(ground.at), ground.by)}
            </Text>
          )}
        </View>
        <DpdpNotice brand={draft.brand.trim()} />
      </View>
    </Card>
  );
}

/** The notice in the language of the customers, which need not be the reader's. */
function DpdpNotice({ brand }: { brand: string }) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const companyId = useCompanyId();
  const { language: spoken } = useLocale();
  const [language, setLanguage] = useState<Language>(spoken);
  const name = useCompanies().data?.companies.find((one) => one.companyId === companyId)?.name ?? "";
  const text = DPDP_NOTICE[language].text(brand === "" ? name : brand);
  return (
    <View style={{ gap: SPACE.m }}>
      <View>
        <Text type="strong">{words.notice}</Text>
        <Text type="small" tone="textMuted">
          {words.noticeHint}
        </Text>
      </View>
      <Segmented
        label={words.noticeLanguage}
        options={(Object.keys(LANGUAGES) as Language[]).map((key) => ({ key, title: LANGUAGES[key] }))}
        chosen={language}
        onChoose={setLanguage}
        testID="notice"
      />
      <ShownText testID="dpdp-notice">{text}</ShownText>
      <CopyButton title={words.copyNotice} text={text} testID="copy-notice" />
    </View>
  );
}
