import { parseRupees } from "@cfa/values/money";
import { fail, ok, type Result } from "@cfa/values/result";

/** A sum as the contract carries it: a decimal string of paise, Tally's sign (debit negative). */
export type PaiseText = string;

/** An amount of Tally, and its text where it was in a foreign currency. */
export type TallyAmount = { readonly paise: PaiseText; readonly foreign?: string };

const PLAIN = /^(-?)(\d{1,16})(?:\.(\d{1,2}))?$/;
const HAS_FOREIGN = /[@=]/;
const RUPEE = /^(?:₹|rs\.?|inr)\s*|\s*(?:₹|rs\.?|inr)$/gi;
const NUMBER = /\d[\d,]*(?:\.\d+)?/;
const LIMIT_DIGITS = 18;

/**
 * Reads an amount as Tally writes it (A5): "-1234.50", " 12,34,567.00", "500.00 Dr", "₹ 10",
 * "-$ 25517.82 @ 82.6", "$10.00 @ 75/$ = Rs 750.00". Empty is zero. Where a base value is given after "="
 * that is the amount; else quantity times rate, rounded half away from zero to the paisa.
 * Fails on anything else: a sum that is not understood must not become a figure.
 */
export function readAmount(text: string): Result<TallyAmount, string> {
  const trimmed = text.trim();
  if (trimmed === "") return ok({ paise: "0" });
  const plain = PLAIN.exec(trimmed);
  if (plain) return ok({ paise: paiseOf(plain[1] ?? "", plain[2] ?? "0", plain[3] ?? "") });
  const paise = HAS_FOREIGN.test(trimmed) ? readForeign(trimmed) : readSigned(trimmed);
  if (!paise.ok) return fail(`not an amount: "${trimmed.slice(0, 80)}"`);
  if (paise.value.replace("-", "").length > LIMIT_DIGITS) return fail(`too large an amount: "${trimmed}"`);
  return ok(HAS_FOREIGN.test(trimmed) ? { paise: paise.value, foreign: trimmed } : { paise: paise.value });
}

/** Plain digits to paise without a detour over BigInt: nearly every amount of a Day Book comes this way. */
function paiseOf(sign: string, whole: string, fraction: string): PaiseText {
  const digits = (whole + fraction.padEnd(2, "0")).replace(/^0+(?=\d)/, "");
  return digits === "0" ? "0" : sign + digits;
}

function readForeign(text: string): Result<PaiseText, string> {
  const negative = isNegative(text);
  const equals = text.lastIndexOf("=");
  if (equals !== -1) {
    const base = readSigned(text.slice(equals + 1));
    return base.ok ? ok(withSign(base.value, negative)) : base;
  }
  const [quantity = "", rate = "", ...more] = text.split("@");
  const product = multiply(NUMBER.exec(quantity)?.[0], NUMBER.exec(rate)?.[0]);
  if (product === undefined || more.length > 0) return fail("no rate");
  return ok(withSign(product, negative));
}

/** A number in the base currency: a rupee sign or Dr/Cr may stand beside it, another currency's may not. */
function readSigned(text: string): Result<PaiseText, string> {
  let rest = text.trim();
  let factor = 1n;
  const side = /\s*(dr|cr)\.?$/i.exec(rest);
  if (side) rest = rest.slice(0, side.index);
  if (rest.startsWith("(-)")) rest = `-${rest.slice(3).trim()}`;
  if (rest.startsWith("-")) {
    factor = -1n;
    rest = rest.slice(1).trim();
  }
  rest = rest.replace(RUPEE, "").trim();
  if (rest.startsWith("-") && factor === 1n) {
    factor = -1n;
    rest = rest.slice(1);
  }
  if (!/^\d/.test(rest)) return fail("no number");
  const size = parseRupees(rest);
  if (!size.ok) return size;
  if (side) factor = /dr/i.test(side[1] ?? "") ? -factor : factor;
  return ok((size.value * factor).toString());
}

function isNegative(text: string): boolean {
  return /^\s*(?:\(-\)|-)|=\s*(?:\(-\)|-)/.test(text);
}

function withSign(paise: PaiseText, negative: boolean): PaiseText {
  const size = paise.replace("-", "");
  return negative && size !== "0" ? `-${size}` : size;
}

/** Exact product of two decimal numbers in paise, rounded half away from zero. */
function multiply(a: string | undefined, b: string | undefined): PaiseText | undefined {
  if (a === undefined || b === undefined) return undefined;
  const [left, right] = [scaled(a), scaled(b)];
  const scale = left.decimals + right.decimals;
  const product = left.digits * right.digits * 100n;
  const unit = 10n ** BigInt(scale);
  return ((product * 2n + unit) / (unit * 2n)).toString();
}

function scaled(number: string): { digits: bigint; decimals: number } {
  const [whole = "", fraction = ""] = number.replaceAll(",", "").split(".");
  return { digits: BigInt(whole + fraction), decimals: fraction.length };
}
