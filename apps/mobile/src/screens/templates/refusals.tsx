import type { TemplateRefusal } from "@cfa/contract/templates";
import type { TemplateVariable } from "@cfa/contract/template-kinds";
import { View } from "react-native";

import { Notice } from "../../components/notice";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import type { TemplateWords } from "../../locale/templates/en";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import { SPACE } from "../../theme/tokens";

/** What stands against sending a text, each with what to do about it. */
export function Refusals({ refusals, testID }: { refusals: readonly TemplateRefusal[]; testID: string }) {
  const words = useWordsOf(TEMPLATE_WORDS);
  return (
    <View style={{ gap: SPACE.s }} testID={testID}>
      <Notice icon="warn" kind="warn">
        {words.refused}
      </Notice>
      <View role="list" style={{ gap: SPACE.xs }}>
        {refusals.map((refusal) => (
          <View key={`${refusal.code} ${refusal.name ?? ""}`} role="listitem">
            <Text type="small">{refusalText(refusal, words)}</Text>
          </View>
        ))}
      </View>
    </View>
  );
}

function refusalText({ code, name }: TemplateRefusal, words: TemplateWords): string {
  const sentence = words.refusals[code];
  const value = name !== null && name in words.variables ? words.variables[name as TemplateVariable] : null;
  return value === null ? sentence : `${value}: ${sentence}`;
}
