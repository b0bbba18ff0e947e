import { writtenReply } from "./plain-reply.ts";

const NAMED =
  /\b(?:utr|rrn|ref(?:erence)?|txn|transaction|imps|upi|neft|rtgs)\b[\s:.#-]*(?:(?:no|id|number|is)\b[\s:.#-]*)*([a-z0-9]{12,22})\b/g;
const ALONE = /(?<![a-z0-9/-])(\d{12}|[a-z]{4}[a-z0-9]{12,18})(?![a-z0-9])/g;
const PHONE = /^91[6-9]\d{9}$/;
const FEWEST_DIGITS = 6;

/**
 * The bank's number of a payment: what follows a word for it, else twelve digits (not a phone's) or a bank's four letters with twelve to
 * eighteen signs, some of them digits. Null: none.
 */
export function utrIn(text: string): string | null {
  const written = writtenReply(text);
  const named = [...written.matchAll(NAMED)].map(([, found = ""]) => found);
  const alone = [...written.matchAll(ALONE)]
    .map(([, found = ""]) => found)
    .filter((found) => !PHONE.test(found));
  const [first] = [...named, ...alone].filter((found) => found.replaceAll(/\D/g, "").length >= FEWEST_DIGITS);
  return first === undefined ? null : first.toUpperCase();
}
