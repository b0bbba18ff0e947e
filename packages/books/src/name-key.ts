/**
 * How two names are compared, as Tally does: trimmed, runs of blanks folded to one, case ignored.
 * "  Ram  &  Sons " and "ram & sons" have the same key. Composed and decomposed Unicode are one name.
 */
export function nameKey(name: string): string {
  return name.normalize("NFC").replaceAll(/\s+/gu, " ").trim().toLowerCase();
}

/** A name's words in small letters with one blank between them, whatever signs stand there: "Output-CGST @9%" is "output cgst 9". */
export function plainWords(name: string): string {
  return nameKey(name)
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
