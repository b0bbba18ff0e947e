import { localDateOf, type LocalDate } from "@cfa/values/local-date";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day in a request: "20220401", "01-04-2022", "1-4-2022" or "1-Apr-2022" (also a two-digit year); null when it is none. */
export function parseRequestDay(text: string): LocalDate | null {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  if (compact) return dayOf(compact[1], Number(compact[2]), compact[3]);
  const parts = /^(\d{1,2})[-/ ]([A-Za-z]{3,9}|\d{1,2})[-/ ](\d{2}|\d{4})$/.exec(text.trim());
  if (!parts) return null;
  const named = MONTHS.findIndex((month) => month.toUpperCase() === parts[2]?.slice(0, 3).toUpperCase()) + 1;
  return dayOf(parts[3], named > 0 ? named : Number(parts[2]), parts[1]);
}

/** "20260407", as collections and exports write a day. */
export function compactDay(date: LocalDate): string {
  return date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10);
}

/** "7-Apr-26", as reports write a day. */
export function reportDay(date: LocalDate): string {
  return `${Number(date.slice(8, 10))}-${MONTHS[Number(date.slice(5, 7)) - 1] ?? ""}-${date.slice(2, 4)}`;
}

function dayOf(year: string | undefined, month: number, day: string | undefined): LocalDate | null {
  const full = Number(year) < 100 ? 2_000 + Number(year) : Number(year);
  const date = localDateOf(full, month, Number(day));
  return date.ok ? date.value : null;
}
