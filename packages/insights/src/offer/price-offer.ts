import type { BasisPoints } from "@cfa/values/percent";

import { chanceBy, type Distribution } from "../distribution.ts";
import { chanceAt } from "../numbers.ts";
import { impliedAnnualRate } from "./annual-rate.ts";
import type { OfferSettings } from "./offer-settings.ts";
import { afterEachDay, type After } from "./without-offer.ts";

/* The steps of an offer for one bill: as large as they can be while a good part of what is won stays with the seller, and none where nothing is won. */

/** So much off until the end of a day, counted from the forecast's day. */
export type PricedStep = { day: number; discount: BasisPoints };

/** What is known of a bill before it is priced. Days are counted from the forecast's day; shares 0…1; money as a share of the bill. */
export type Pricing = {
  /** When it would be paid without an offer; and the same as early as it may well be. */
  usual: Distribution;
  early: Distribution;
  /** Chance that a party that would pay after the window takes an offer it finds worth it; and the same as low as it may well be. */
  taken: number;
  takenLow: number;
  /** What chasing it costs. */
  chasing: number;
  /** What a rupee of discount costs the seller: 1 for a financial credit note, 1 / (1 + tax) for one with tax. */
  noteCost: number;
  /** No discount above. */
  cap: BasisPoints;
};

/** Shares of the bill, but for the days and the chance of payment within the window. */
export type PricedOffer = {
  steps: PricedStep[];
  profit: number;
  /** The lower end of profit: as if the bill were paid early anyway, and few took the offer. */
  profitLow: number;
  /** Discount that is given, on average. */
  cost: number;
  daysGained: number;
  /** Chance that it is paid within the window; and that it would be without an offer. */
  chance: number;
  anyway: number;
};

/** Of what being paid earlier is worth, so much may be given. */
const GIVEN = [0.8, 0.6, 0.4];
/** No step is shorter, so that a customer has the time to decide. */
const SHORTEST_STEP = 3;
export const LONGEST_WINDOW = 60;
export const MOST_STEPS = 3;
/** Who can pay early is less likely to never pay: so much of the risk is counted as avoided, on average and at the lower end. */
const RISK_AVOIDED = { usual: 0.7, low: 0.4 };
/** How differently parties see a yearly rate: spread of the logarithm of the rates they find worth it (logistic). */
const RATE_SPREAD = 0.35;
const YEAR = 365;

/** One way to see a bill: when it is paid, how much risk an early payment takes away, and how often offers are taken. */
type View = { said: Distribution; after: readonly After[]; avoided: number; taken: number };

/**
 * The steps with the highest lower end of profit, or null where none is above zero. A window ends before the day the bill would be paid
 * by. Within it, each step gives the same share of what being paid by its end is worth, rounded down, and less than the one before.
 */
export function priceOffer(pricing: Pricing, settings: OfferSettings): PricedOffer | null {
  const { usual, low } = viewsOf(pricing);
  let best: PricedOffer | null = null;
  const end = Math.min(LONGEST_WINDOW, Math.floor(low.after[0]?.day ?? 0) - 1);
  for (let last = SHORTEST_STEP; last <= end; last++) {
    for (let count = 1; count <= MOST_STEPS && last / count >= SHORTEST_STEP; count++) {
      for (const given of GIVEN) {
        const steps = stepsOf({ last, count, given }, { low, pricing, settings });
        if (steps === null) continue;
        const profitLow = judged(steps, low, { pricing, settings }).profit;
        if (profitLow > (best?.profitLow ?? 0))
          best = { steps, profitLow, ...judged(steps, usual, { pricing, settings }) };
      }
    }
  }
  return best;
}

/** What given steps bring, whoever chose them; days gained may be none. */
export function judgeSteps(
  steps: readonly PricedStep[],
  pricing: Pricing,
  settings: OfferSettings,
): PricedOffer {
  const { usual, low } = viewsOf(pricing);
  const profitLow = judged(steps, low, { pricing, settings }).profit;
  return { steps: [...steps], profitLow, ...judged(steps, usual, { pricing, settings }) };
}

function viewsOf({ usual, early, taken, takenLow }: Pricing): { usual: View; low: View } {
  return {
    usual: { said: usual, after: afterEachDay(usual), avoided: RISK_AVOIDED.usual, taken },
    low: { said: early, after: afterEachDay(early), avoided: RISK_AVOIDED.low, taken: takenLow },
  };
}

type Terms = { pricing: Pricing; settings: OfferSettings };

/** Steps of equal length, each with less off than the one before; null where the last would be below the floor. */
function stepsOf(
  { last, count, given }: { last: number; count: number; given: number },
  { low, pricing, settings }: Terms & { low: View },
): PricedStep[] | null {
  const steps: PricedStep[] = [];
  for (let at = 1; at <= count; at++) {
    const day = Math.round((last * at) / count);
    const worth = worthOf({ day, last }, low, { pricing, settings });
    const most = Math.min(pricing.cap, (given * worth * 10_000) / pricing.noteCost);
    const below = (steps.at(-1)?.discount ?? Infinity) - settings.step;
    const discount = Math.min(below, Math.floor(most / settings.step) * settings.step);
    if (discount < settings.floor) return null;
    steps.push({ day, discount });
  }
  // A single step only where there is no room for a second.
  const isRoomy = (steps[0]?.discount ?? 0) - settings.step >= settings.floor;
  return count === 1 && isRoomy && last >= 2 * SHORTEST_STEP ? null : steps;
}

/** What it is worth to be paid by a day rather than when a bill that is not paid within the window is paid. */
function worthOf(
  { day, last }: { day: number; last: number },
  { after, avoided }: View,
  { pricing, settings }: Terms,
): number {
  const later = after[last] ?? { day: last, never: 0 };
  const time = ((settings.costOfCash / 10_000) * (later.day - day)) / YEAR;
  return time + later.never * avoided * (settings.lossShare / 10_000) + pricing.chasing;
}

/**
 * profit = (1 − q₀) × a × mean(V − g × d) − q₀ × g × d₁: those who would pay after the window and take the offer are a win of what being paid
 * earlier is worth, less the discount; those who pay within it anyway are taken to get the first step's.
 */
function judged(
  steps: readonly PricedStep[],
  view: View,
  { pricing, settings }: Terms,
): Omit<PricedOffer, "steps" | "profitLow"> {
  const last = steps.at(-1)?.day ?? 0;
  const anyway = chanceBy(view.said, last);
  const after = view.after[last]?.day ?? last;
  const first = (steps[0]?.discount ?? 0) / 10_000;
  let won = 0;
  let given = 0;
  let chance = 0;
  let gained = 0;
  for (const step of steps) {
    const discount = step.discount / 10_000;
    const rate = impliedAnnualRate(discount, Math.max(1, after - step.day));
    const isWorthIt = chanceAt(Math.log((rate * 10_000) / settings.customersRate) / RATE_SPREAD);
    const takes = (view.taken * isWorthIt) / steps.length;
    const worth = worthOf({ day: step.day, last }, view, { pricing, settings });
    won += takes * (worth - pricing.noteCost * discount);
    given += takes * discount;
    chance += takes;
    gained += (after - step.day) / steps.length;
  }
  return {
    profit: (1 - anyway) * won - anyway * pricing.noteCost * first,
    cost: pricing.noteCost * ((1 - anyway) * given + anyway * first),
    daysGained: gained,
    chance: anyway + (1 - anyway) * chance,
    anyway,
  };
}
