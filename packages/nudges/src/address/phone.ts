/* Numbers out of what people type into Tally: "98250-12345/079 2658 1234". A wrong number is worse than none. */

const SEPARATORS = /[/,;|&\n\r]+|\b(?:or|and)\b/i;
const MOBILE_DIGITS = 10;
const MOBILE = /^[6-9]\d{9}$/;
/** An area's code and a subscriber's number, in one piece or two, also behind the country's: no area's code begins with 9. */
const LANDLINE =
  /^(?:\(?(?:\+|00)?91\)?[\s-]+)?(?:\(0\)\s?)?\(?0?[1-8]\d{1,3}\)?[\s-]+(?:\d{6,8}|\d{2,4}[\s-]+\d{4})$/;
const FOREIGN = /^[1-9]\d{7,14}$/;

/** The numbers in a text that a message can reach, each once, as +919825012345, in the order they stand. */
export function phonesIn(text: string): string[] {
  const plain = text.normalize("NFKC").replaceAll(/[‐-―−]/g, "-");
  return [...new Set(plain.split(SEPARATORS).flatMap((part) => phonesOf(part.trim())))];
}

function phonesOf(part: string): string[] {
  const written = part.replace(/^[^+\d(]+/, "").replace(/\D+$/, "");
  if (LANDLINE.test(written)) return [];
  const digits = written.replaceAll(/\D/g, "");
  const one = mobileOf(written, digits);
  if (one !== null) return [one];
  // Two numbers with a blank alone between them.
  const apart = written.split(/\s+/).filter((each) => each !== "");
  return apart.length > 1 && apart.every((each) => each.replaceAll(/\D/g, "").length >= MOBILE_DIGITS)
    ? apart.flatMap(phonesOf)
    : [];
}

function mobileOf(written: string, digits: string): string | null {
  if (/[a-z]/i.test(written)) return null;
  if (written.startsWith("+") && !digits.startsWith("91")) return FOREIGN.test(digits) ? `+${digits}` : null;
  if (MOBILE.test(digits)) return `+91${digits}`;
  const own = digits.slice(-MOBILE_DIGITS);
  const before = digits.slice(0, -MOBILE_DIGITS);
  if (!MOBILE.test(own)) return null;
  if (before === "91" || before === "0091" || before === "091" || before === "910") return `+91${own}`;
  // After a 0 that may be an area's, only what cannot be one.
  const isMobile = own.startsWith("9") || /^0[\s-]?\d{5}[\s-]\d{5}$/.test(written);
  return before === "0" && isMobile ? `+91${own}` : null;
}
