import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

/** A bill that is settled in full, and rupee-days from its day to its money: each settlement's sum times its days. */
export type SettledBill = { date: LocalDate; dueDate: LocalDate; amount: Paise; paiseDays: bigint };

/** Days in tenths. */
export type PayDays = { days: number; delay: number };

/** Mean weighted by amount, median and quartiles; days to a tenth. */
export type Spread = { weighted: number; median: number; lowerQuartile: number; upperQuartile: number };

/** How long a bill took from its day and from its due date, weighted by the money that came. */
export function payDaysOf({ date, dueDate, amount, paiseDays }: SettledBill): PayDays {
  const days = toTenths(paiseDays, amount);
  return { days, delay: Math.round((days - daysBetween(date, dueDate)) * 10) / 10 };
}

/** How a party's bills were paid; null without any. */
export function paySpread(bills: readonly SettledBill[]): { days: Spread; delay: Spread } | null {
  if (bills.length === 0) return null;
  const paid = bills.map((bill) => ({ ...payDaysOf(bill), bill }));
  const amount = bills.reduce((total, bill) => total + bill.amount, 0n);
  const paiseDays = bills.reduce((total, bill) => total + bill.paiseDays, 0n);
  const allowed = bills.reduce(
    (total, bill) => total + bill.amount * BigInt(daysBetween(bill.date, bill.dueDate)),
    0n,
  );
  return {
    days: { weighted: toTenths(paiseDays, amount), ...quartiles(paid.map(({ days }) => days)) },
    delay: { weighted: toTenths(paiseDays - allowed, amount), ...quartiles(paid.map(({ delay }) => delay)) },
  };
}

/** Quartiles as values midway between neighbours, as spreadsheets' QUARTILE.INC gives them. */
function quartiles(values: readonly number[]): Omit<Spread, "weighted"> {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return Math.round((low + (high - low) * (place - Math.floor(place))) * 10) / 10;
  };
  return { lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75) };
}

function toTenths(numerator: bigint, denominator: bigint): number {
  if (denominator === 0n) return 0;
  const twice = 20n * numerator;
  const half = twice < 0n ? -denominator : denominator;
  return Number((twice + half) / (2n * denominator)) / 10;
}
