/* What strangers send, as far as it is looked at. Whatever has not the form of what it should be is null. */

export type Fields = Readonly<Record<string, unknown>>;

/** A text as JSON; null where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An object that is no list. */
export function fieldsIn(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** The objects of a list; of what is none, nothing. */
export function listIn(value: unknown): Fields[] {
  const all: unknown[] = Array.isArray(value) ? value : [];
  return all.map(fieldsIn).filter((one) => one !== null);
}

/** A text that says something, of at most so many characters. */
export function textIn(value: unknown, most: number): string | null {
  return typeof value === "string" && value !== "" && value.length <= most ? value : null;
}

/** A code that some write as a number and some as a text. */
export function codeIn(value: unknown): string {
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : (textIn(value, 40) ?? "");
}

/** A moment in whole seconds since 1970, as a number or as digits. */
export function secondsIn(value: unknown): Date | null {
  const seconds = typeof value === "string" && /^\d{1,11}$/.test(value) ? Number(value) : value;
  const isMoment =
    typeof seconds === "number" && Number.isSafeInteger(seconds) && seconds > 0 && seconds < 1e11;
  return isMoment ? new Date(seconds * 1_000) : null;
}
