/**
 * How two names are compared, as Tally does: trimmed, runs of blanks folded to one, case ignored.
 * "  Ram  &  Sons " and "ram & sons" have the same key. Composed and decomposed Unicode are one name.
 */
export function nameKey(name: string): string {
  return name.normalize("NFC").replaceAll(/\s+/gu, " ").trim().toLowerCase();
}
