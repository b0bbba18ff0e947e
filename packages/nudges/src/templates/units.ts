import type { TextLimits } from "../rules.ts";

/* How many units an SMS is: so many signs of the GSM alphabet, or fewer of any other as soon as one stands in it (GSM 03.38). */

const GSM = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** These take two places. */
const GSM_EXTENDED = new Set("^{}\\[~]|€\f");

/** The units of a text, at least one. */
export function unitsOf(text: string, { gsm, unicode }: TextLimits): number {
  const signs = Array.from(text); // code points, as the alphabet counts them
  const isGsm = signs.every((sign) => GSM.has(sign) || GSM_EXTENDED.has(sign));
  const length = isGsm ? signs.reduce((sum, sign) => sum + (GSM_EXTENDED.has(sign) ? 2 : 1), 0) : text.length;
  const [one, each] = isGsm ? gsm : unicode;
  return length <= one ? 1 : Math.ceil(length / each);
}
