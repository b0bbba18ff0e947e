import type { ProposedOffer } from "@cfa/db/queries/offers/keep-offers";

/** An offer as it is proposed, made by hand: what a test says of it, and figures that no test looks at. */
export function madeOffer(
  said: Pick<ProposedOffer, "ledgerGuid" | "bill" | "amount" | "steps"> & Partial<ProposedOffer>,
): ProposedOffer {
  return {
    style: "percent",
    cost: 900n,
    profit: 400n,
    profitLow: 50n,
    daysGained: 21.5,
    annualRate: 2_585,
    chance: 0.4,
    reason: {},
    gstMode: "financial",
    isHeldOut: false,
    ...said,
  };
}
