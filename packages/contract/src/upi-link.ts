/** What a payment by UPI is to; what is left out, the payer's app asks for. */
export type UpiPayment = {
  readonly vpa: string;
  readonly payee: string;
  /** Rupees with two decimals. */
  readonly amount?: string;
  readonly note?: string;
  readonly reference?: string;
};

const NOTE_LETTERS = 50;
const REFERENCE_LETTERS = 35;

/** The link that a UPI app opens, and that its QR code holds (UPI linking specification 1.6). */
export function upiLink({ vpa, payee, amount, note, reference }: UpiPayment): string {
  const parts = [
    ["pa", vpa],
    ["pn", payee],
    ["am", amount],
    ["cu", "INR"],
    [
      "tn",
      note
        ?.replaceAll(/[^A-Za-z0-9 ./-]/g, " ")
        .replaceAll(/\s+/g, " ")
        .slice(0, NOTE_LETTERS)
        .trim(),
    ],
    ["tr", reference?.slice(0, REFERENCE_LETTERS)],
  ] as const;
  // Blanks as %20: some UPI apps show the plus of a form as it is.
  const query = parts.flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${encodeURIComponent(value).replace("%40", "@")}`,
  );
  return `upi://pay?${query.join("&")}`;
}
