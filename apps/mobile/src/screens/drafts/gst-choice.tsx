import type { DraftChoices } from "@cfa/contract/drafts";
import { View } from "react-native";

import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { SPACE } from "../../theme/tokens";
import type { DraftForm } from "./draft-form-state";

/** Whether a credit note leaves the tax of the bill as it is, or takes it back ledger by ledger. */
export function GstChoice(props: {
  choices: DraftChoices;
  form: DraftForm;
  fault: boolean;
  onChange: (part: Partial<DraftForm>) => void;
}) {
  const { choices, form, fault, onChange } = props;
  const words = useWords();
  const modes =
    choices.taxLedgers.length > 0 ? (["financial", "section34"] as const) : (["financial"] as const);
  return (
    <View style={{ gap: SPACE.s }} role="group" aria-label={words.drafts.form.gst}>
      <Text type="smallStrong" tone="textMuted">
        {words.drafts.form.gst}
      </Text>
      {modes.map((gst) => (
        <Choice
          key={gst}
          title={words.drafts.form.gstModes[gst]}
          note={words.drafts.form.gstHints[gst]}
          chosen={form.gst === gst}
          onPress={() => onChange({ gst })}
          testID={`gst-${gst}`}
        />
      ))}
      {form.gst === "section34"
        ? choices.taxLedgers
            .slice(0, 8)
            .map(({ ledgerId, name }, at) => (
              <Field
                key={ledgerId}
                label={words.drafts.form.tax(name)}
                value={form.tax[ledgerId] ?? ""}
                onChange={(text) => onChange({ tax: { ...form.tax, [ledgerId]: text } })}
                numeric="decimal"
                error={fault && at === 0 ? words.drafts.form.amountWrong : undefined}
                testID={`tax-${at}`}
              />
            ))
        : null}
    </View>
  );
}
