import { gainOver } from "./backtest/gain.ts";
import { outcomeOf, type Outcome } from "./backtest/outcome.ts";
import { tellPast } from "./backtest/tell-past.ts";
import { NEVER, paidCount, type Bills } from "./bills.ts";
import { growTrees, partFactors, timesFactors, withTrees } from "./boost/grow-trees.ts";
import type { Outlook } from "./boost/landmark.ts";
import type { Boosted } from "./boost/trees.ts";
import { calibrate, type Calibration } from "./calibrate.ts";
import { distributionOf, rankedScore } from "./distribution.ts";
import type { Design } from "./hazard/design.ts";
import { learnRecordShare } from "./late-chance.ts";
import type { BackTest } from "./payment-insight.ts";
import { looksBack, type Look, type Looks } from "./looks.ts";

/** What is learned beyond the hazard, as plain data: kept until a history has grown enough to learn it anew. */
export type Training = {
  asOf: number;
  /** Paid bills it was learned from. */
  outcomes: number;
  boosted: Boosted | null;
  /** How much of what the trees say is used, 0…1. */
  share: number;
  /** Of bills open on the as-of date, and of those that become known after it. */
  open: Calibration;
  coming: Calibration;
  /** How much of what parties' records add to the log odds of being late is used, 0…1. */
  recordShare: number;
  /** Null: too little past to look back at. */
  told: BackTest | null;
  /** The plain rule told that past better by more than chance would have it. */
  isPlainBetter: boolean;
};

/** Nothing but the hazard. */
export const UNTRAINED: Training = {
  asOf: 0,
  outcomes: 0,
  boosted: null,
  share: 0,
  open: [],
  coming: [],
  recordShare: 0,
  told: null,
  isPlainBetter: false,
};

const FRESH_DAYS = 7;
const FEWEST_PAID = 300;
const FEWEST_EARLIER = 4; // looks
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/**
 * Learns from looks back at a history: whether and how much trees on top of the hazard gain on bills they had not seen, how what was
 * said has to be calibrated, and how all of it would have told the latest past. docs/algorithms/payments.md.
 */
export function trainPayments(design: Design): Training {
  const { history: known, asOf } = design;
  const looks = looksBack(design);
  const trees = chooseTrees(design, looks);
  const saidOf = (look: Outlook, day: number) =>
    distributionOf(look.from, withTrees(look, day, { ...trees, boosted: trees.tried }));
  // How wide ranges must be is learned from the hazard alone: trees had seen all but the latest looks, and those are too few to say.
  const outcomes = looks.held.flatMap(({ asOf: lookedOn, bills }) =>
    bills
      .filter(({ from }) => from <= asOf)
      .map((bill) => outcomeOf(bill, { history: known, lookedOn, asOf })),
  );
  const maps = calibrations([...outcomes, ...looks.earlierOutcomes]);
  const telling = { ...maps, recordShare: learnRecordShare(looks.late) };
  return {
    asOf,
    outcomes: paidCount(known),
    boosted: trees.boosted,
    share: trees.share,
    ...telling,
    ...tellPast(known, looks.held, { asOf, saidOf, ...telling }),
  };
}

/** `tried` are those that had not seen the looks held back. */
type Trees = { boosted: Boosted | null; share: number; tried: Boosted | null };

/** Grows trees without the latest looks, takes the share that says best what came then, and grows them anew with all. */
function chooseTrees({ history, asOf }: Design, { held, heldFrom, earlier, seen }: Looks): Trees {
  const none = { boosted: null, share: 0, tried: null };
  if (paidCount(history) < FEWEST_PAID || earlier < FEWEST_EARLIER) return none;
  const tried = growTrees(seen, heldFrom);
  if (tried === null) return none;
  const best = gains(history, held, { asOf, tried }).reduce((a, b) =>
    b.sum - 2 * b.error > a.sum - 2 * a.error ? b : a,
  );
  if (best.share === 0) return none;
  return { boosted: growTrees(seen, asOf), share: best.share, tried };
}

type Gain = { share: number; sum: number; error: number };

/**
 * By how much, in days, looks say better what came with each share of the trees than without, and its standard error: over parties, for
 * what trees say of one bill of a party they say of its others (cluster-robust; Liang & Zeger 1986).
 */
function gains(
  history: Bills,
  looks: readonly Look[],
  { asOf, tried }: { asOf: number; tried: Boosted },
): Gain[] {
  const all = SHARES.map((share) => ({ share, byParty: new Map<number, number>() }));
  for (const look of looks) {
    for (const bill of look.bills) {
      const { from, row, facts } = bill;
      if (from > asOf) continue;
      const came = { paid: history.paid[row] ?? NEVER, until: asOf };
      const scoreOf = (expected: Float64Array) => rankedScore(distributionOf(from, expected), came);
      const past = { ...bill, expected: bill.expected.subarray(0, asOf - from + 1) }; // no later day is looked at
      const without = scoreOf(past.expected);
      const factors = partFactors(bill, look.asOf, tried);
      for (const { share, byParty } of all) {
        const gain = share === 0 ? 0 : without - scoreOf(timesFactors(past, look.asOf, { factors, share }));
        byParty.set(facts.party, (byParty.get(facts.party) ?? 0) + gain);
      }
    }
  }
  return all.map(({ share, byParty }) => ({ share, ...gainOver(byParty) }));
}

/** How what was said of bills that were open, and of those to come, has to be told. */
function calibrations(outcomes: readonly Outcome[]): { open: Calibration; coming: Calibration } {
  return {
    open: calibrate(outcomes.filter(({ isComing }) => !isComing)),
    coming: calibrate(outcomes.filter(({ isComing }) => isComing)),
  };
}

/** A training is worth renewing when it is a week old or its history has a twentieth more outcomes, and twenty. */
export function isWorthRenewing(training: Training, { history, asOf }: Design): boolean {
  const age = asOf - training.asOf;
  return age < 0 || age >= FRESH_DAYS || paidCount(history) > training.outcomes * 1.05 + 20;
}
