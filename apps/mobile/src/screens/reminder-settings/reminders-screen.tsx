import { useState } from "react";
import { View } from "react-native";

import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { useMyRole } from "../../queries/use-companies";
import { useNudgeSettingDeeds, useNudgeSettings } from "../../queries/use-nudge-settings";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { QuietDays } from "./quiet-days";
import { ReminderForm } from "./reminder-form";
import { SaidReminders } from "./said-reminders";

/** Whether, when and how customers are reminded; an owner says it, others who keep the books read. */
export function RemindersScreen() {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const { reminders } = useWordsOf(NUDGE_NAMES);
  const companyId = useCompanyId();
  const isOwner = useMyRole(companyId) === "owner";
  const read = useNudgeSettings(companyId);
  const [isSaved, setSaved] = useState(false);
  const [named, setNamed] = useState(0);
  const deeds = useNudgeSettingDeeds(companyId, {
    onSaid: () => setSaved(true),
    onQuiet: () => setNamed((before) => before + 1),
  });
  return (
    <Page title={reminders.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.text}</Text>
      <View style={{ flexDirection: "row" }}>
        <Way
          title={words.toMessages}
          href={{ pathname: "/[companyId]/nudges", params: { companyId } }}
          testID="to-nudges"
        />
      </View>
      <ReadState read={read} skeleton={[2, 4, 4]}>
        {(standing) => (
          <View style={{ gap: SPACE.l }}>
            {isOwner ? (
              <ReminderForm
                // What the server says now takes the place of what the device had kept.
                key={JSON.stringify(standing.settings)}
                standing={standing}
                change={deeds.change}
                isSaved={isSaved}
                onEdit={() => setSaved(false)}
              />
            ) : (
              <SaidReminders standing={standing} />
            )}
            {/* What was typed is gone once it is kept. */}
            <QuietDays key={named} days={standing.quietDays} deeds={isOwner ? deeds : null} />
          </View>
        )}
      </ReadState>
    </Page>
  );
}
