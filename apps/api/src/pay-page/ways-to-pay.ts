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
  /** Set where UPI is left out for its size alone. */
  readonly aboveUpi: Paise | null;
  readonly bank: { readonly number: string; readonly ifsc: string; readonly bank: string | null } | null;
  /** Whom both pay. */
  readonly payee: string;
  readonly reference: string;
};

const NOTE_LETTERS = 50; // of the UPI link's note
const MINOR_REFERENCE = 35;

/** The ways in which a sum can be paid to the seller. `upiLimit`: the largest sum that UPI carries. */
export function waysToPay(
  due: Paise,
  wanted: { to: PayTo | null; upiLimit: Paise; reference: string; billName: string },
): WaysToPay {
  const { to, upiLimit, reference } = wanted;
  if (to === null || due <= 0n) return { upi: null, aboveUpi: null, bank: null, payee: "", reference };
  const isAbove = due > upiLimit;
  const { payeeName: payee, accountNumber: number, ifsc, bankName: bank } = to;
  return {
    upi: to.vpa === null || isAbove ? null : upiLink(due, { ...wanted, vpa: to.vpa, payee }),
    aboveUpi: to.vpa !== null && isAbove ? upiLimit : null,
    bank: number === null || ifsc === null ? null : { number, ifsc, bank },
    payee,
    reference,
  };
}

function upiLink(
  due: Paise,
  { vpa, payee, reference, billName }: { vpa: string; payee: string; reference: string; billName: string },
): string {
  const note = `Bill ${billName.replaceAll(/[^A-Za-z0-9 ./-]/g, " ")}`
    .replaceAll(/\s+/g, " ")
    .slice(0, NOTE_LETTERS)
    .trim();
  const parts = {
    pa: vpa,
    pn: payee,
    am: toRupees(due),
    cu: "INR",
    tn: note,
    tr: reference.slice(0, MINOR_REFERENCE),
  };
  // Blanks as %20: some UPI apps show the plus of a form as it is.
  const query = Object.entries(parts).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replace("%40", "@")}`,
  );
  return `upi://pay?${query.join("&")}`;
}
