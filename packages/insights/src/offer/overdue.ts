import { addDays, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";

import type { OfferBill } from "./offer-candidate.ts";
import type { OfferSettings } from "./offer-settings.ts";
import { MARGIN_PARTS } from "./why-not.ts";

/*
 * What may be put to a customer whose bill is already overdue: a discount would pay for being late. Interest that the bill bears is waived if it
 * is paid by a day; else it is paid in parts. A lower price only where it is likely never to be paid, and then a person decides.
 */

export type OverdueAlternative = {
  partyId: string;
  billId: string;
  amount: Paise;
} & (
  | { kind: "interest-waiver"; until: LocalDate; waived: Paise; by: "terms" | "msme" }
  | { kind: "instalments"; parts: { on: LocalDate; amount: Paise }[] }
  // Needs a person: it is never part of what is approved many at a time.
  | { kind: "price-cut"; until: LocalDate; discount: BasisPoints; never: number; needsPerson: true }
);

/** Days in which interest is waived, or a lower price holds. */
const SOON = 7;
const PARTS = 3;
const BETWEEN_PARTS = 15;
/** Chance of never being paid from which a lower price may be thought of. */
const AT_RISK = 0.35;
const WHOLE = 10_000;
const RUPEE = 100n;

/** The ways for an overdue bill that nothing else forbids, the one to prefer first. */
export function overdueAlternatives(
  bill: OfferBill,
  { partyId, asOf, settings }: { partyId: string; asOf: LocalDate; settings: OfferSettings },
): OverdueAlternative[] {
  const of = { partyId, billId: bill.billId, amount: bill.amount };
  const until = addDays(asOf, SOON);
  const found: OverdueAlternative[] = [];
  if (bill.interest !== null && bill.interest.accrued > 0n)
    found.push({
      ...of,
      kind: "interest-waiver",
      until,
      waived: bill.interest.accrued,
      by: bill.interest.by,
    });
  found.push({ ...of, kind: "instalments", parts: partsOf(bill.amount, asOf) });
  const { never } = bill.forecast;
  const discount = never < AT_RISK ? 0 : cutFor(never, settings);
  if (discount >= settings.floor)
    found.push({ ...of, kind: "price-cut", until, discount, never, needsPerson: true });
  return found;
}

/** Equal parts in whole rupees, half a month apart; what does not divide is in the first. */
function partsOf(amount: Paise, asOf: LocalDate): { on: LocalDate; amount: Paise }[] {
  const each = (amount / BigInt(PARTS) / RUPEE) * RUPEE;
  return Array.from({ length: PARTS }, (_, at) => ({
    on: addDays(asOf, SOON + at * BETWEEN_PARTS),
    amount: at === 0 ? amount - each * BigInt(PARTS - 1) : each,
  }));
}

/** Half of what is expected to be lost, within the cap, rounded down. */
function cutFor(never: number, { cap, lossShare, step, margin }: OfferSettings): BasisPoints {
  const half = (never * (lossShare / WHOLE) * WHOLE) / 2;
  const most = margin === null ? cap : Math.min(cap, Math.floor(margin / MARGIN_PARTS));
  return Math.floor(Math.min(most, half) / step) * step;
}
