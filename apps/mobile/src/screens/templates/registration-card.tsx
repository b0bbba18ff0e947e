import type { TemplatePlace } from "@cfa/contract/templates";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Segmented } from "../../components/segmented";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import { SPACE } from "../../theme/tokens";
import type { RegistrationField, TemplateDraft } from "./template-draft";

const CATEGORIES = { whatsapp: ["utility", "marketing"], sms: ["service", "promotional"] } as const;
const DLT = ["dltEntity", "dltHeader", "dltTemplate"] as const;

/** By what those who carry a text know it; mails and letters are known to nobody. */
export function RegistrationCard(props: {
  place: TemplatePlace;
  provider: string | null;
  draft: TemplateDraft;
  wrong: readonly RegistrationField[];
  onChange: (draft: TemplateDraft) => void;
}) {
  const { place, provider, draft, wrong, onChange } = props;
  const words = useWordsOf(TEMPLATE_WORDS);
  const { way } = place;
  if (way !== "sms" && way !== "whatsapp") return null;
  const fields: readonly RegistrationField[] =
    way === "whatsapp" ? ["providerName"] : provider === "msg91" ? [...DLT, "flow"] : DLT;
  const helps: Partial<Record<RegistrationField, string>> = {
    providerName: words.providerNameHint,
    dltEntity: words.digits,
    dltHeader: words.header,
    dltTemplate: words.digits,
  };
  return (
    <Card heading={words.known} hint={words.knownHint[way]} testID="template-known">
      <View style={styles.stack}>
        <Text type="smallStrong" tone="textMuted">
          {words.category}
        </Text>
        <Segmented
          label={words.category}
          options={CATEGORIES[way].map((key) => ({ key, title: words.categories[key] }))}
          chosen={CATEGORIES[way].find((key) => key === draft.category) ?? null}
          onChoose={(category) => onChange({ ...draft, category })}
          testID="template-category"
        />
        {fields.map((name) => (
          <Field
            key={name}
            label={words[name]}
            hint={helps[name]}
            error={wrong.includes(name) ? (helps[name] ?? words.wrongKnown) : undefined}
            value={draft[name]}
            onChange={(text) => onChange({ ...draft, [name]: text })}
            numeric={name === "dltEntity" || name === "dltTemplate"}
            testID={`template-${name}`}
          />
        ))}
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({ stack: { gap: SPACE.m } });
