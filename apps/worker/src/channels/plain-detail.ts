const MOST = 160;
/** What may be a number of a person, however it is written. */
const DIGITS = /\+?\d(?:[ ().-]{0,2}\d){6,}/g;
const MAIL_ADDRESS = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g;

/**
 * A provider's words as they may be kept, shown and logged: in one line, short, without numbers and addresses of people, and without any secret of the
 * account, should the provider say it back.
 */
export function plainDetail(code: string, words: unknown, secrets: readonly string[]): string {
  let text = typeof words === "string" ? words.slice(0, 2_000) : "";
  for (const secret of secrets) {
    // Of what is as short as a word nothing could be said any more.
    for (const form of secret.length < 4 ? [] : [secret, encodeURIComponent(secret)]) {
      text = text.replaceAll(form, "…");
    }
  }
  text = text
    .replaceAll(MAIL_ADDRESS, "…")
    .replaceAll(DIGITS, "…")
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim();
  return [code, text]
    .filter((part) => part !== "")
    .join(": ")
    .slice(0, MOST);
}
