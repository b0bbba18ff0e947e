import type { LocalDate } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import type { OfferBill, OfferParty } from "./offer-candidate.ts";
import type { OfferSettings } from "./offer-settings.ts";
import { overdueAlternatives, type OverdueAlternative } from "./overdue.ts";
import { plainOffer, priceBill, type OfferProposal, type PriceOn } from "./price-bill.ts";
import type { TakeUp } from "./take-up.ts";
import { paysInTime, whyNoneFor, whyNotThis, type NoOffer } from "./why-not.ts";

/** What is proposed on a day, why the others are offered nothing, and what may be put to those already overdue. */
export type OfferPlan = {
  proposals: OfferProposal[];
  /** Of a whole party (no bill), or of one bill. */
  refused: Refused[];
  alternatives: OverdueAlternative[];
};

export type Refused = { partyId: string; billId: string | null; why: NoOffer };

export type OfferDay = {
  asOf: LocalDate;
  settings: OfferSettings;
  /** The company's offers that ended. */
  company: TakeUp;
  /** Of the month's budget: what was approved within it is expected to cost. */
  spent: Paise;
  /** How old the last good read of Tally is. */
  hoursOld: number;
};

/** Offers on older books would be made for bills that may be paid. */
const FRESH_HOURS = 24;

/**
 * The offers of a day: for each party at most one, the best of its bills; within the month's budget those first that win most for their cost.
 * Those of parties kept without offers are proposed too where the budget would have had room for them, take nothing of it and are never to be
 * shown: they are measured against.
 */
export function proposeOffers(parties: readonly OfferParty[], day: OfferDay): OfferPlan {
  if (day.hoursOld > FRESH_HOURS) {
    const refused = parties.map(({ partyId }) => ({ partyId, billId: null, why: "stale" as const }));
    return { proposals: [], refused, alternatives: [] };
  }
  const plans = parties.map((party) => planFor(party, day));
  const { proposals, refused } = withinBudget(
    plans.flatMap(({ proposals }) => proposals),
    day,
  );
  return {
    proposals,
    refused: [...plans.flatMap((plan) => plan.refused), ...refused],
    alternatives: plans.flatMap(({ alternatives }) => alternatives),
  };
}

function planFor(party: OfferParty, day: OfferDay): OfferPlan {
  const { partyId } = party;
  const { asOf, settings } = day;
  const plan: OfferPlan = { proposals: [], refused: [], alternatives: [] };
  const never = whyNoneFor(party, day);
  if (never === "excluded") return { ...plan, refused: [{ partyId, billId: null, why: never }] };
  if (never !== null) plan.refused.push({ partyId, billId: null, why: never });
  let best: OfferProposal | null = null;
  for (const bill of party.bills) {
    const why = whyNotThis(bill, asOf);
    if (why === "overdue" && !party.isHeldOut)
      plan.alternatives.push(...overdueAlternatives(bill, { partyId, asOf, settings }));
    if (never !== null) continue;
    const priced = why ?? pricedBy(bill, party, day);
    if (typeof priced === "string") plan.refused.push({ partyId, billId: bill.billId, why: priced });
    else if (best === null || (settings.rule === "own-forecast" && priced.profitLow > best.profitLow)) {
      if (best !== null) plan.refused.push({ partyId, billId: best.billId, why: "other-bill" });
      best = priced;
    } else plan.refused.push({ partyId, billId: bill.billId, why: "other-bill" });
  }
  return best === null ? plan : { ...plan, proposals: [best] };
}

/** A bill's offer by the owner's rule, or why there is none. */
function pricedBy(bill: OfferBill, party: OfferParty, on: PriceOn): OfferProposal | NoOffer {
  const { asOf, settings } = on;
  if (settings.rule === "plain")
    return (party.expectedDelay ?? 0) < settings.plain.lateDays ? "not-late" : plainOffer(bill, party, on);
  if (paysInTime(bill, asOf)) return "pays-in-time";
  return priceBill(bill, party, on) ?? "not-worth-it";
}

function withinBudget(
  found: readonly OfferProposal[],
  { settings, spent }: OfferDay,
): Pick<OfferPlan, "proposals" | "refused"> {
  const proposals: OfferProposal[] = [];
  const refused: Refused[] = [];
  let left = settings.monthlyBudget - spent;
  for (const proposal of found.toSorted((a, b) => winOf(b) - winOf(a))) {
    const { partyId, billId, cost, isHeldOut } = proposal;
    if (cost > left) refused.push({ partyId, billId, why: "budget" });
    else proposals.push(proposal);
    if (!isHeldOut && cost <= left) left -= cost; // both arms meet the same budget, or they would not be alike
  }
  return { proposals, refused };
}

/** What a rupee of discount brings. */
function winOf({ profit, cost }: OfferProposal): number {
  return Number(profit) / Math.max(1, Number(cost));
}
