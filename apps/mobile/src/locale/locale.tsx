import AsyncStorage from "@react-native-async-storage/async-storage";
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from "react";

import { showLanguage } from "../platform/document";
import { en, type Catalogue } from "./en";
import { hi } from "./hi";
import type { Language } from "./languages";

const CATALOGUES: Record<Language, Catalogue> = { en, hi };
const STORED_AS = "cfa.language";

type Locale = { language: Language; words: Catalogue; choose: (language: Language) => void };

const LocaleContext = createContext<Locale>({ language: "en", words: en, choose: () => undefined });

/** The chosen language and its words; the choice is kept on the device. The device's own language decides at first. */
export function useLocale(): Locale {
  return use(LocaleContext);
}

/** The words of the chosen language. */
export function useWords(): Catalogue {
  return use(LocaleContext).words;
}

export function LocaleProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(deviceLanguage);
  useEffect(() => {
    void readChoice().then((stored) => (stored ? setLanguage(stored) : undefined));
  }, []);
  useEffect(() => showLanguage(language), [language]);
  const choose = useCallback((chosen: Language) => {
    setLanguage(chosen);
    void AsyncStorage.setItem(STORED_AS, chosen);
  }, []);
  const value = useMemo(() => ({ language, words: CATALOGUES[language], choose }), [language, choose]);
  return <LocaleContext value={value}>{children}</LocaleContext>;
}

function deviceLanguage(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith("hi") ? "hi" : "en";
}

async function readChoice(): Promise<Language | null> {
  const stored = await AsyncStorage.getItem(STORED_AS);
  return isLanguage(stored) ? stored : null;
}

function isLanguage(text: string | null): text is Language {
  return text !== null && text in CATALOGUES;
}
