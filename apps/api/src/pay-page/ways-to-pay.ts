import { upiLink } from "@cfa/contract/upi-link";
import { toRupees, type Paise } from "@cfa/values/money";

/** Where the seller is paid, as said by its owner. */
export type PayTo = {
  readonly payeeName: string;
  readonly vpa: string | null;
  readonly accountNumber: string | null;
  readonly ifsc: string | null;
  readonly bankName: string | null;
};

/** How one sum can be paid. */
export type WaysToPay = {
  /** What a UPI app opens, and what its QR code holds; null: not by UPI. */
  readonly upi: string | null;
  /** The sum is more than UPI carries; the limit, where UPI is left out for that alone. */
  readonly isAboveUpi: boolean;
  readonly aboveUpi: Paise | null;
  readonly bank: { readonly number: string; readonly ifsc: string; readonly bank: string | null } | null;
  /** Whom both pay. */
  readonly payee: string;
  readonly reference: string;
};

/** The ways in which a sum can be paid to the seller. `upiLimit`: the largest sum that UPI carries. */
export function waysToPay(
  due: Paise,
  wanted: { to: PayTo | null; upiLimit: Paise; reference: string; billName: string },
): WaysToPay {
  const { to, upiLimit, reference, billName } = wanted;
  const isAboveUpi = due > upiLimit;
  if (to === null || due <= 0n)
    return { upi: null, isAboveUpi, aboveUpi: null, bank: null, payee: "", reference };
  const { payeeName: payee, accountNumber: number, ifsc, bankName: bank } = to;
  return {
    upi:
      to.vpa === null || isAboveUpi
        ? null
        : upiLink({ vpa: to.vpa, payee, amount: toRupees(due), note: `Bill ${billName}`, reference }),
    isAboveUpi,
    aboveUpi: to.vpa !== null && isAboveUpi ? upiLimit : null,
    bank: number === null || ifsc === null ? null : { number, ifsc, bank },
    payee,
    reference,
  };
}
