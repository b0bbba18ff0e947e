/** The words of a search as names are compared: lower case, no NUL, at most ten. */
export function wordsIn(search: string | undefined): string[] {
  const text = (search ?? "").normalize("NFC").replaceAll("\0", "").toLowerCase();
  return text.split(/\s+/u).filter(Boolean).slice(0, 10);
}
