import type { DiscountRegister } from "@cfa/contract/discount-register";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { OFFER_REGISTER_WORDS } from "../../locale/offer-register/words";
import { SPACE } from "../../theme/tokens";

/** What the law says of such notes, the newest row of each rule first, with its day and source, and which an accountant should look at. */
export function RulesCard({ rules }: { rules: DiscountRegister["rules"] }) {
  const words = useWordsOf(OFFER_REGISTER_WORDS);
  return (
    <Card heading={words.rules} testID="register-rules">
      <View style={{ gap: SPACE.l }}>
        <Text type="small">{words.rulesText}</Text>
        <View role="list" style={{ gap: SPACE.l }}>
          {rules.toReversed().map((rule) => (
            <View key={`${rule.rule} ${rule.validFrom}`} role="listitem" style={{ gap: SPACE.xs }}>
              <Text type="strong">{words.ruleNames[rule.rule] ?? rule.rule}</Text>
              <Text type="small">
                {isInForce(rule.value) ? words.from(dayText(rule.validFrom)) : words.notInForce}
              </Text>
              <Tag
                title={rule.forReview ? words.review : words.seen}
                kind={rule.forReview ? "warn" : "good"}
              />
              <Text type="small">{rule.note}</Text>
              <Text type="small" tone="textMuted">
                {words.source(rule.source, dayText(rule.readOn))}
              </Text>
            </View>
          ))}
        </View>
      </View>
    </Card>
  );
}

function isInForce(value: unknown): boolean {
  return (value as { inForce?: boolean }).inForce !== false;
}
