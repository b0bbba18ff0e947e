import { useMutation } from "@tanstack/react-query";
import { View } from "react-native";

import { LANGUAGES, type Language } from "../locale/languages";
import { useLocale } from "../locale/locale";
import { SPACE } from "../theme/tokens";
import { Refused } from "./refused";
import { Segmented } from "./segmented";

/** The language of the app; each is named in itself. */
export function LanguageChoice() {
  const { language, words, choose } = useLocale();
  const choice = useMutation({ mutationFn: choose });
  return (
    <View style={{ gap: SPACE.s }}>
      <Segmented
        label={words.settings.language}
        options={(Object.keys(LANGUAGES) as Language[]).map((key) => ({ key, title: LANGUAGES[key] }))}
        chosen={language}
        onChoose={(chosen) => choice.mutate(chosen)}
        testID="language"
      />
      <Refused error={choice.error} testID="language-failed" />
    </View>
  );
}
