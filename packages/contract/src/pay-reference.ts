import { idOut } from "@cfa/values/ids";

/**
 * The reference that a customer writes on a payment for an offer (its UUID): short enough for every bank's form, letters and digits alone,
 * the same each time, so that the receipt is told by it.
 */
export function payReference(offerId: string): string {
  return `CFA${idOut("offer", offerId).slice(4, 16).toUpperCase()}`;
}
