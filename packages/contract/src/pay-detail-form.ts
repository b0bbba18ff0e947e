/*
 * The forms of what people are paid by: a UPI id, an account's number, the IFSC of its branch. Whether there is such an account only a
 * payment shows; these catch what was mistyped or put into the wrong field.
 */

const VPA = /^[a-z0-9][a-z0-9._-]{1,255}@[a-z][a-z0-9]{1,63}$/;
const IFSC = /^[A-Z]{4}0[A-Z0-9]{6}$/; // four letters of the bank, a zero, six of the branch
const ACCOUNT = /^\d{6,18}$/;
// Control characters, and marks that turn the direction of what follows: they can make one name look like another.
// Joiners belong to Hindi.
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** A UPI id in its one form: small letters, no blanks. */
export function tidyVpa(text: string): string {
  return text.replaceAll(/\s/g, "").toLowerCase();
}

/** An IFSC in its one form: capitals, no blanks. */
export function tidyIfsc(text: string): string {
  return text.replaceAll(/[\s-]/g, "").toUpperCase();
}

/** An account's number without blanks and dashes. */
export function tidyAccountNumber(text: string): string {
  return text.replaceAll(/[\s-]/g, "");
}

/** What is wrong with a UPI id, in a sentence that says what to do; null when it has the form of one. */
export function vpaProblem(text: string): string | null {
  if (VPA.test(tidyVpa(text))) return null;
  return "This is not the form of a UPI id, such as ashatraders@okbank. A mail address is none.";
}

/** The same of an IFSC. */
export function ifscProblem(text: string): string | null {
  const ifsc = tidyIfsc(text);
  if (ifsc.length !== 11) return `An IFSC has 11 characters, this has ${ifsc.length}.`;
  return IFSC.test(ifsc)
    ? null
    : "This is not the form of an IFSC, such as HDFC0000123: its fifth character is a zero.";
}

/** The same of an account's number. */
export function accountNumberProblem(text: string): string | null {
  return ACCOUNT.test(tidyAccountNumber(text))
    ? null
    : "An account's number has 6 to 18 digits and nothing else.";
}

/** The same of a name that customers read. */
export function payeeNameProblem(text: string): string | null {
  return UNSEEN.test(text) ? "The name holds a character that is not seen. Type it anew." : null;
}
