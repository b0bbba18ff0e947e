import type { LocalDate } from "@cfa/values/local-date";

/** In front of words that are Tally's own and not a user's. */
export const RESERVED = "\u0004 ";

// oxlint-disable-next-line no-control-regex -- Tally writes exactly these as references
const SPECIAL = /[&<>"'\u0004\u0005\r]/;

/** Text as Tally writes it: the mark before reserved words as a reference that XML 1.0 does not allow. */
export function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;")
    .replaceAll("\u0004", "&#4;")
    .replaceAll("\u0005", "&#5;")
    .replaceAll("\r\n", "&#13;&#10;");
}

/** "20250401". */
export function tallyDay(date: LocalDate): string {
  return date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10);
}

/** "1-Apr-25", as reports write days. */
export function reportDay(date: LocalDate): string {
  return `${Number(date.slice(8, 10))}-${MONTHS[Number(date.slice(5, 7)) - 1]}-${date.slice(2, 4)}`;
}

/** "1-Apr-2025". */
export function longDay(date: LocalDate): string {
  return `${Number(date.slice(8, 10))}-${MONTHS[Number(date.slice(5, 7)) - 1]}-${date.slice(0, 4)}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
