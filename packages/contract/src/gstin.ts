/*
 * A GSTIN names a business to the tax office: two digits of the state, ten characters of its PAN, which of its
 * registrations it is, a letter of the kind, and a check digit over all before it.
 */

const SHAPE = /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z][A-Z][0-9A-Z]$/;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** A GSTIN as people may write it, in its one form: capitals, no blanks. */
export function tidyGstin(text: string): string {
  return text.replaceAll(/[\s-]/g, "").toUpperCase();
}

/** What is wrong with a GSTIN, in a sentence that says what to do; null when it is right. */
export function gstinProblem(text: string): string | null {
  const gstin = tidyGstin(text);
  if (gstin.length !== 15) return `A GSTIN has 15 characters, this has ${gstin.length}.`;
  if (!SHAPE.test(gstin)) return "This is not the form of a GSTIN, such as 27AAPFU0939F1ZV.";
  if (checkDigit(gstin.slice(0, 14)) !== gstin.charAt(14)) {
    return "One of its characters is mistyped: the last one does not fit the others.";
  }
  return null;
}

/** Every second value counts double, its two base-36 digits are added, and the sum is filled up to a multiple of 36. */
function checkDigit(body: string): string {
  let sum = 0;
  for (let place = 0; place < body.length; place++) {
    const product = DIGITS.indexOf(body.charAt(place)) * (place % 2 === 0 ? 1 : 2);
    sum += Math.floor(product / 36) + (product % 36);
  }
  return DIGITS.charAt((36 - (sum % 36)) % 36);
}
