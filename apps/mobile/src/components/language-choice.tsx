import { LANGUAGES, type Language } from "../locale/languages";
import { useLocale } from "../locale/locale";
import { Segmented } from "./segmented";

/** The language of the app; each is named in itself. */
export function LanguageChoice() {
  const { language, words, choose } = useLocale();
  return (
    <Segmented
      label={words.settings.language}
      options={(Object.keys(LANGUAGES) as Language[]).map((key) => ({ key, title: LANGUAGES[key] }))}
      chosen={language}
      onChoose={choose}
      testID="language"
    />
  );
}
