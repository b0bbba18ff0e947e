import type { Language } from "../../../src/engine/agent-view.ts";
import type { Words } from "./en.ts";

const LOCALES = { en: "en-IN", hi: "hi-IN" } as const;
const DAY_MILLIS = 86_400_000;

/** "today 10:42", "tomorrow 08:00", else "29 Nov 10:42". */
export function momentText(at: string, { words, language, now }: Reader): string {
  const moment = new Date(at);
  const time = timeText(at, language);
  const days = Math.round((midnightOf(moment) - midnightOf(now)) / DAY_MILLIS);
  if (days === 0) return words.today(time);
  if (days === -1) return words.yesterday(time);
  if (days === 1) return words.tomorrow(time);
  const day = new Intl.DateTimeFormat(LOCALES[language], { day: "numeric", month: "short" }).format(moment);
  return `${day} ${time}`;
}

export type Reader = { readonly words: Words; readonly language: Language; readonly now: Date };

/** "10:42", by the clock of 24 hours. */
export function timeText(at: string, language: Language): string {
  const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(LOCALES[language], shape).format(new Date(at));
}

/** "2026-04" is "April 2026". */
export function monthText(month: string, language: Language): string {
  const shape = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(LOCALES[language], shape).format(new Date(`${month}-01T00:00:00Z`));
}

/** "12,34,567": grouped the way the country does. */
export function countText(count: number): string {
  return new Intl.NumberFormat("en-IN").format(count);
}

function midnightOf(moment: Date): number {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}
