/**
 * Whether an error means "the database cannot be used just now" (away, starting, full, too slow, lost a race): the
 * same call may succeed later. A wrong statement or a refused row is not of this kind.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (UNAVAILABLE.has(code) || code.startsWith("08") || code.startsWith("53")) return true;
  return /connection terminated|timeout exceeded when trying to connect|connection ended/i.test(
    error.message,
  );
}

const UNAVAILABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "40001", // serialization failure
  "40P01", // deadlock
  "55P03", // lock not available
  "57014", // statement timeout
  "57P01", // admin shutdown
  "57P02", // crash shutdown
  "57P03", // starting up
]);

/**
 * Whether an error means that a text holds what no text of the database can hold: the character 0, or half of a character
 * that is written in two (only JSON lets it through).
 */
export function isUnstorableText(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  if (error.code === "22021" || error.code === "22P05") return true;
  const detail = "detail" in error ? String(error.detail) : "";
  return error.code === "22P02" && detail.includes("surrogate");
}
