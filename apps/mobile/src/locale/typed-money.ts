import { formatRupees, paiseFromJson, parseRupees } from "@cfa/values/money";

/** An amount typed in rupees ("354", "₹1,180.50"), as paise; null when it is none, not above zero, or has parts of a paisa. */
export function typedPaise(text: string): bigint | null {
  const plain = text.replace("₹", "").trim();
  if (!/^[\d,]+(\.\d{0,2})?$/.test(plain)) return null;
  const paise = parseRupees(plain);
  return paise.ok && paise.value > 0n ? paise.value : null;
}

/** An amount of the contract as a field begins with it, "1,180.50"; nothing where there is none. */
export function typedAmount(paise: string | null | undefined): string {
  return paise === null || paise === undefined ? "" : formatRupees(paiseFromJson(paise)).replace("₹", "");
}
