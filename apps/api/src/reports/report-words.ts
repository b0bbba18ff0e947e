import type { ReportLanguage } from "@cfa/contract/reports";

import { en, type ReportWords } from "./words/en.ts";
import { hi } from "./words/hi.ts";

/** The words of reports in a language. */
export function reportWords(language: ReportLanguage): ReportWords {
  return { en, hi }[language];
}
