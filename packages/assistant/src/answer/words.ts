import { WORDS_EN, type AnswerWords } from "./words-en.ts";
import { WORDS_HI } from "./words-hi.ts";

/** The languages answers are in. */
export type AnswerLanguage = "en" | "hi";

const WORDS: Readonly<Record<AnswerLanguage, AnswerWords>> = { en: WORDS_EN, hi: WORDS_HI };

/** The words of a language. */
export function answerWords(language: AnswerLanguage): AnswerWords {
  return WORDS[language];
}

/** Puts values into the places of a sentence, once each; what a value holds itself is left as it is. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
