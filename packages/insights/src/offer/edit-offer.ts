import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";
import type { BasisPoints } from "@cfa/values/percent";

import type { OfferBill, OfferParty } from "./offer-candidate.ts";
import { pricingOf, proposalOf, type OfferProposal, type PriceOn } from "./price-bill.ts";
import { judgeSteps, LONGEST_WINDOW, MOST_STEPS } from "./price-offer.ts";

/* An owner's own steps for a proposal: judged by the rules that hold for every offer. */

/** So much off until the end of a day, as an owner says it. */
export type SaidStep = { until: LocalDate; discount: BasisPoints };

/** Why steps cannot be. `limit`: of discounts in basis points, of days in days; `amount`: what would be lost, or is left. */
export type StepsRefusal =
  | { code: "no-steps" | "too-many" | "past" | "day-order" | "not-less" }
  | { code: "too-long" | "above-cap" | "below-floor" | "uneven"; limit: number }
  | { code: "over-budget" | "loses"; amount: Paise };

/** Own steps with what they bring; `lost`: what may be lost by them at the lower end, zero where nothing is. */
export type EditedOffer = { proposal: OfferProposal | null; lost: Paise; refusals: StepsRefusal[] };

/**
 * Judges an owner's steps for a bill: days from today in order, each discount less than the one before, within the caps, above the floor and in
 * whole steps, within what is left of the month's budget; and, where offers go by each party's own forecast, never at a loss. The figures are
 * there whenever the days can be counted.
 */
export function editOffer(
  said: readonly SaidStep[],
  { bill, party }: { bill: OfferBill; party: OfferParty },
  on: PriceOn & { left: Paise },
): EditedOffer {
  const { asOf, settings } = on;
  const pricing = pricingOf(bill, party, on);
  const days = dayRefusals(said, asOf);
  const refusals = [...days, ...discountRefusals(said, { cap: pricing.cap, ...limitsOf(on) })];
  if (days.length > 0) return { proposal: null, lost: 0n, refusals };
  const steps = said.map(({ until, discount }) => ({ day: daysBetween(asOf, until), discount }));
  const proposal = proposalOf(judgeSteps(steps, pricing, settings), { bill, party, on, pricing });
  if (proposal.cost > on.left) refusals.push({ code: "over-budget", amount: on.left < 0n ? 0n : on.left });
  const least = proposal.profit < proposal.profitLow ? proposal.profit : proposal.profitLow;
  const lost = least < 0n ? -least : 0n;
  if (settings.rule === "own-forecast" && least <= 0n) refusals.push({ code: "loses", amount: lost });
  return { proposal, lost, refusals };
}

function limitsOf({ settings }: PriceOn): { floor: BasisPoints; step: BasisPoints } {
  return { floor: settings.floor, step: settings.step };
}

function dayRefusals(said: readonly SaidStep[], asOf: LocalDate): StepsRefusal[] {
  const [first] = said;
  const last = said.at(-1);
  if (first === undefined || last === undefined) return [{ code: "no-steps" }];
  const found: StepsRefusal[] = [];
  if (said.length > MOST_STEPS) found.push({ code: "too-many" });
  if (first.until < asOf) found.push({ code: "past" });
  if (said.some(({ until }, at) => at > 0 && until <= (said[at - 1]?.until ?? until)))
    found.push({ code: "day-order" });
  if (daysBetween(asOf, last.until) > LONGEST_WINDOW) found.push({ code: "too-long", limit: LONGEST_WINDOW });
  return found;
}

/** The plain rule's own discounts may be above the cap: it knows none. An owner's are not. */
function discountRefusals(
  said: readonly SaidStep[],
  { cap, floor, step }: { cap: BasisPoints; floor: BasisPoints; step: BasisPoints },
): StepsRefusal[] {
  const found: StepsRefusal[] = [];
  const discounts = said.map(({ discount }) => discount);
  if (discounts.some((discount) => discount > cap))
    found.push({ code: "above-cap", limit: Math.max(0, Math.floor(cap / step) * step) });
  if (discounts.some((discount) => discount < floor)) found.push({ code: "below-floor", limit: floor });
  if (discounts.some((discount) => discount % step !== 0)) found.push({ code: "uneven", limit: step });
  if (discounts.some((discount, at) => at > 0 && discount >= (discounts[at - 1] ?? 0)))
    found.push({ code: "not-less" });
  return found;
}
