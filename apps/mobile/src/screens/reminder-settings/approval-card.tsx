import { PAYMENT_CLASSES } from "@cfa/contract/correction-kinds";
import { NUDGE_APPROVALS } from "@cfa/contract/nudge-kinds";
import { View } from "react-native";

import { Card } from "../../components/card";
import { PaymentClassTag } from "../../components/payment-class";
import { Segmented } from "../../components/segmented";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { SPACE } from "../../theme/tokens";
import type { Editing } from "./editing";
import { TickLine } from "./tick-line";

/** Which messages wait for a word, by how the customer pays, and whose word it may be. */
export function ApprovalCard({ draft, onChange }: Editing) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const { classes } = useWords().payments;
  return (
    <Card heading={words.approval} hint={words.approvalHint} testID="reminders-approval">
      <View style={{ gap: SPACE.l }}>
        {PAYMENT_CLASSES.map((of) => (
          <View key={of} style={{ gap: SPACE.xs }}>
            <PaymentClassTag of={of} />
            <Segmented
              label={`${words.approval}: ${classes[of]}`}
              options={NUDGE_APPROVALS.map((key) => ({ key, title: words.approvals[key] }))}
              chosen={draft.approval[of]}
              onChoose={(key) => onChange({ approval: { ...draft.approval, [of]: key } })}
              testID={`approval-${of}`}
            />
          </View>
        ))}
        <Text type="small" tone="textMuted">
          {words.approvalTexts}
        </Text>
        <TickLine
          title={words.accountant}
          hint={words.accountantText}
          ticked={draft.accountantApproves}
          onPress={() => onChange({ accountantApproves: !draft.accountantApproves })}
          testID="reminders-accountant"
        />
      </View>
    </Card>
  );
}
