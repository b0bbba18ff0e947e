import type { LocalDate } from "@cfa/values/local-date";
import { formatRupees, type Paise } from "@cfa/values/money";

import { payWordsEn, type PayWords } from "./words-en.ts";
import { payWordsHi } from "./words-hi.ts";

export type PayLanguage = "en" | "hi";

export const PAY_WORDS: Readonly<Record<PayLanguage, PayWords>> = { en: payWordsEn, hi: payWordsHi };

/** The language of a page: the one asked for, else what the browser likes best of the two. */
export function languageOf(asked: string | undefined, accepted: string | undefined): PayLanguage {
  if (asked === "en" || asked === "hi") return asked;
  const liked = (accepted ?? "").split(",").map((one) => {
    const [tag = "", weight] = one
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/);
    return { language: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
  });
  const best = liked
    .filter(({ language, weight }) => (language === "en" || language === "hi") && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)[0];
  return best?.language === "hi" ? "hi" : "en";
}

/** A sum; paise only where there are any. */
export function rupees(amount: Paise): string {
  return formatRupees(amount, { paise: amount % 100n !== 0n });
}

const DAYS: Readonly<Record<PayLanguage, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat("en-IN", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
  hi: new Intl.DateTimeFormat("hi-IN-u-nu-latn", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }),
};

/** A day as people read it: 16 Apr 2026. */
export function dayText(day: LocalDate, language: PayLanguage): string {
  return DAYS[language].format(new Date(`${day}T00:00:00Z`));
}
