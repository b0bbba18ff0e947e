import AsyncStorage from "@react-native-async-storage/async-storage";
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";

import { showLanguage } from "../platform/document";
import { isRenewed } from "../platform/renewed";
import { ApiFailure } from "../queries/failure";
import { en, type Catalogue } from "./en";
import { LANGUAGES, type Language } from "./languages";

const STORED_AS = "cfa.language";

type Spoken = { language: Language; words: Catalogue };
type Locale = Spoken & {
  /** Rejects with an `ApiFailure` where the words cannot be loaded; the language stays as it is. */
  choose: (language: Language) => Promise<void>;
};

const LocaleContext = createContext<Locale>({ language: "en", words: en, choose: async () => undefined });

/** The chosen language and its words; the choice is kept on the device. The device's own language decides at first. */
export function useLocale(): Locale {
  return use(LocaleContext);
}

/** The words of the chosen language. */
export function useWords(): Catalogue {
  return use(LocaleContext).words;
}

/** Words of a page that is loaded when it is opened, in the chosen language: they come with the page, in every language. */
export function useWordsOf<Words>(spoken: Readonly<Record<Language, Words>>): Words {
  return spoken[use(LocaleContext).language];
}

/** Nothing is shown before the words of the chosen language are there: no page begins in one language and goes on in another. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const [spoken, setSpoken] = useState<Spoken | null>(null);
  const asked = useRef<Language | null>(null);
  useEffect(() => {
    void firstSpoken().then(setSpoken);
  }, []);
  useEffect(() => {
    if (spoken) showLanguage(spoken.language);
  }, [spoken]);
  const choose = useCallback(async (language: Language) => {
    asked.current = language;
    const words = await wordsOf(language);
    if (asked.current !== language) return; // another was chosen meanwhile
    setSpoken({ language, words });
    await AsyncStorage.setItem(STORED_AS, language);
  }, []);
  const value = useMemo(() => spoken && { ...spoken, choose }, [spoken, choose]);
  return value && <LocaleContext value={value}>{children}</LocaleContext>;
}

/** English comes with the app; other words are loaded when somebody wants them. */
async function wordsOf(language: Language): Promise<Catalogue> {
  if (language === "en") return en;
  try {
    return (await import("./hi")).hi;
  } catch {
    throw new ApiFailure((await isRenewed()) ? "renewed" : "unreachable", null);
  }
}

/** What the app begins with: English too where the other words cannot be loaded. */
async function firstSpoken(): Promise<Spoken> {
  const language = (await readChoice()) ?? deviceLanguage();
  try {
    return { language, words: await wordsOf(language) };
  } catch {
    return { language: "en", words: en };
  }
}

function deviceLanguage(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith("hi") ? "hi" : "en";
}

async function readChoice(): Promise<Language | null> {
  const stored = await AsyncStorage.getItem(STORED_AS).catch(() => null);
  return isLanguage(stored) ? stored : null;
}

function isLanguage(text: string | null): text is Language {
  return text !== null && text in LANGUAGES;
}
