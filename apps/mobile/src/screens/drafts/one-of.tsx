import { useState } from "react";
import { View } from "react-native";

import { Choice } from "../../components/choice";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { SPACE } from "../../theme/tokens";

const FEW = 3;

/** One of a list; the likeliest few are shown, the chosen one always, and the rest on a tap. */
export function OneOf<K extends string>(props: {
  label: string;
  options: readonly { key: K; title: string }[];
  chosen: string;
  onChoose: (key: K) => void;
  testID: string;
}) {
  const { label, options, chosen, onChoose, testID } = props;
  const words = useWords();
  const [all, setAll] = useState(false);
  const shown = options.filter(({ key }, at) => all || at < FEW || key === chosen);
  return (
    <View style={{ gap: SPACE.s }} role="group" aria-label={label}>
      <Text type="smallStrong" tone="textMuted">
        {label}
      </Text>
      {shown.map(({ key, title }, at) => (
        <Choice
          key={key}
          title={title}
          chosen={key === chosen}
          onPress={() => onChoose(key)}
          testID={`${testID}-${at}`}
        />
      ))}
      {shown.length < options.length ? (
        <Press onPress={() => setAll(true)} style={{ justifyContent: "center" }} testID={`${testID}-more`}>
          <Text type="smallStrong" tone="brand">
            {words.drafts.form.moreLedgers(options.length - shown.length)}
          </Text>
        </Press>
      ) : null}
    </View>
  );
}
