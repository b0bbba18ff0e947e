import { fail, ok, type Result } from "./result.ts";

/**
 * A sum of Indian rupees as whole paise. Always `bigint`; as JSON always a decimal string of paise.
 * The sign's meaning (debit or credit, owed to us or by us) belongs to the field that holds it.
 */
export type Paise = bigint;

/** A space at which no line ends: a sum is read with its unit. */
const NO_BREAK = "\u00a0";
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * Reads a rupee amount ("1234.5", "-0.20", "12,34,567.00") as paise, without going through a float.
 * A third or later decimal is rounded half away from zero, as Tally does on screen.
 * Fails on anything that is not a plain decimal number.
 */
export function parseRupees(text: string): Result<Paise, string> {
  const match = DECIMAL.exec(text.trim().replaceAll(",", ""));
  if (!match) return fail(`not an amount: "${text}"`);
  const [, sign = "", whole = "0", fraction = ""] = match;
  const digits = fraction.padEnd(3, "0");
  let paise = BigInt(whole) * 100n + BigInt(digits.slice(0, 2));
  if (digits.charCodeAt(2) >= 53) paise += 1n;
  return ok(sign === "-" ? -paise : paise);
}

/** Reads the JSON form, a decimal string of paise ("-123450"). Throws on anything else: JSON is checked at the border. */
export function paiseFromJson(text: string): Paise {
  if (!/^-?\d+$/.test(text)) throw new TypeError(`not a decimal string of paise: "${text}"`);
  return BigInt(text);
}

/** The JSON form: a decimal string of paise. */
export function paiseToJson(amount: Paise): string {
  return amount.toString();
}

/** JSON of something with sums in it, each in its JSON form: a number of JSON is not wide enough for them. */
export function jsonWithPaise(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? paiseToJson(each) : each));
}

/** Plain rupees with two decimals and no grouping, as Tally writes them: 123450n → "1234.50". */
export function toRupees(amount: Paise): string {
  const digits = abs(amount).toString().padStart(3, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Rupees for people with Indian grouping: 1234567890n → "₹1,23,45,678.90"; whole rupees drop the paise when `paise` is false. */
export function formatRupees(amount: Paise, options: { paise?: boolean } = {}): string {
  const showPaise = options.paise ?? true;
  const size = abs(amount);
  const rounded = showPaise ? size : ((size + 50n) / 100n) * 100n;
  const whole = (rounded / 100n).toString();
  const tail = showPaise ? `.${(rounded % 100n).toString().padStart(2, "0")}` : "";
  const sign = amount < 0n && rounded !== 0n ? "−" : "";
  return `${sign}₹${groupIndian(whole)}${tail}`;
}

/**
 * Short rupees for people: lakh (L) from 1,00,000 and crore (Cr) from 1,00,00,000, two significant decimals at
 * most ("₹12.35 L", "₹1.2 Cr"), on one line with the unit; smaller sums in whole rupees. Never K or M.
 */
export function formatRupeesShort(amount: Paise): string {
  const size = abs(amount);
  const crore = 1_00_00_000n * 100n;
  const lakh = 1_00_000n * 100n;
  // 99,99,500 and above would round to "100 L": those are already crores.
  const unit = size >= crore - lakh / 200n ? crore : size >= lakh ? lakh : undefined;
  if (unit === undefined) return formatRupees(amount, { paise: false });
  const hundredths = (size * 100n + unit / 2n) / unit;
  const decimals = (hundredths % 100n).toString().padStart(2, "0").replace(/0+$/, "");
  const number = groupIndian((hundredths / 100n).toString()) + (decimals === "" ? "" : `.${decimals}`);
  return `${amount < 0n ? "−" : ""}₹${number}${NO_BREAK}${unit === crore ? "Cr" : "L"}`;
}

/** The size of a sum without its sign. */
export function abs(amount: Paise): Paise {
  return amount < 0n ? -amount : amount;
}

/** The smaller of two sums. */
export function min(a: Paise, b: Paise): Paise {
  return a < b ? a : b;
}

/** The total of many sums; nothing is zero. */
export function sum(amounts: Iterable<Paise>): Paise {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/** 12345678 → "1,23,45,678": the last three digits, then pairs. */
function groupIndian(digits: string): string {
  if (digits.length <= 3) return digits;
  const head = digits.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ",");
  return `${head},${digits.slice(-3)}`;
}
