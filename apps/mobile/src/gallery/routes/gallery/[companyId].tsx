import { useLocalSearchParams } from "expo-router";
import { useEffect } from "react";

import { LANGUAGES, type Language } from "../../../locale/languages";
import { useLocale } from "../../../locale/locale";
import { GalleryPage } from "../../gallery-page";

/** `?language=hi` speaks Hindi; `?sheet=Sure` opens one sheet; `?offline` shows what stands where there is no connection. */
export default function Gallery() {
  const { language, sheet, offline } = useLocalSearchParams<{
    language?: Language;
    sheet?: string;
    offline?: string;
  }>();
  const { language: spoken, choose } = useLocale();
  useEffect(() => {
    if (language !== undefined && language in LANGUAGES) void choose(language);
  }, [language, choose]);
  if (language !== undefined && language !== spoken) return null;
  return <GalleryPage sheet={sheet} isOffline={offline !== undefined} />;
}
