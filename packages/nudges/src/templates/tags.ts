import type { TextLimits } from "../rules.ts";

/* What a value may hold, and how what the books say is made to fit. Nothing is refused here: what cannot be kept is left out. */

const NOT_ALPHANUMERIC = /[^A-Za-z0-9 ]+/g;
const NOT_REFERENCE = /[^A-Z0-9]+/g;
/** Controls, marks that turn the direction, halves of signs, private ones; but not the two joiners, by which Indian letters are put together. */
export const UNSEEN = /[\p{Cc}\p{Co}\p{Cs}\p{Cn}]|(?![\u200c\u200d])\p{Cf}/u;
const ALL_UNSEEN = new RegExp(UNSEEN.source, "gu");
const JOINERS_ALONE = /^[\u200c\u200d\s]*$/u;
const CUT = "…";

/** A bill's number for an SMS: capital letters and digits, the last of them where there are too many; else its day. */
export function referenceText(name: string, day: string, { alphanumeric }: TextLimits): string {
  const signs = name.normalize("NFKC").toUpperCase().replaceAll(NOT_REFERENCE, "");
  return signs === "" ? `BILL${day.replaceAll("-", "")}` : signs.slice(-alphanumeric);
}

/** Letters, digits and blanks alone, as an SMS's variable may hold them; empty where nothing is left. */
export function alphanumericText(text: string, { alphanumeric }: TextLimits): string {
  return text
    .normalize("NFKC")
    .replaceAll(NOT_ALPHANUMERIC, " ")
    .replaceAll(/ +/g, " ")
    .trim()
    .slice(0, alphanumeric)
    .trim();
}

/** A text on one line without anything that is not seen, so long at most; empty where nothing is left. */
export function lineText(text: string, most: number): string {
  const line = text
    .replaceAll(/\s+/gu, " ")
    .replaceAll(ALL_UNSEEN, "")
    .normalize("NFC")
    .replaceAll(/ +/g, " ")
    .trim();
  if (JOINERS_ALONE.test(line)) return "";
  return line.length <= most ? line : cutAt(line, most);
}

function cutAt(line: string, most: number): string {
  let kept = "";
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(line)) {
    if (kept.length + segment.length > most - CUT.length) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${CUT}`;
}
