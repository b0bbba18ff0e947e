import { ewmRule } from "./backtest/plain-rules.ts";
import { knownOn, NEVER, paidCount, type Bills } from "./bills.ts";
import { growTrees, withTrees } from "./boost/grow-trees.ts";
import type { Outlook } from "./boost/landmark.ts";
import type { Boosted } from "./boost/trees.ts";
import { calibrate, withCalibration, type Calibration, type Outcome } from "./calibrate.ts";
import { dayAt, distributionOf, rankedScore, type Distribution } from "./distribution.ts";
import type { Design } from "./hazard/design.ts";
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
  const maps = calibrations(known, asOf, {
    looks: trees.tried === null ? [...looks.held, ...looks.earlier] : looks.held,
    saidOf,
  });
  return {
    asOf,
    outcomes: paidCount(known),
    boosted: trees.boosted,
    share: trees.share,
    ...maps,
    ...tellPast(known, looks.held, { saidOf, ...maps }),
  };
}

/** `tried` are those that had not seen the looks held back. */
type Trees = { boosted: Boosted | null; share: number; tried: Boosted | null };

/** Grows trees without the latest looks, takes the share that says best what came then, and grows them anew with all. */
function chooseTrees({ history, asOf }: Design, { held, earlier }: Looks): Trees {
  const none = { boosted: null, share: 0, tried: null };
  if (paidCount(history) < FEWEST_PAID || earlier.length < FEWEST_EARLIER) return none;
  const tried = growTrees(history, earlier, held.at(-1)?.asOf ?? asOf);
  if (tried === null) return none;
  const scores = SHARES.map((share) => ({ share, ...gainOf(history, held, { asOf, tried, share }) }));
  const best = scores.reduce((a, b) => (b.gain - 2 * b.error > a.gain - 2 * a.error ? b : a));
  if (best.share === 0) return none;
  return { boosted: growTrees(history, [...held, ...earlier], asOf), share: best.share, tried };
}

/** By how much, in days, looks say better what came with a share of the trees than without, and its standard error over bills. */
function gainOf(
  history: Bills,
  looks: readonly Look[],
  { asOf, tried, share }: { asOf: number; tried: Boosted; share: number },
): { gain: number; error: number } {
  const byBill = new Map<number, number>();
  for (const look of looks) {
    for (const bill of look.bills) {
      if (bill.from > asOf) continue;
      const came = { paid: history.paid[bill.row] ?? NEVER, until: asOf };
      const without = rankedScore(distributionOf(bill.from, bill.expected), came);
      const expected = withTrees(bill, look.asOf, { boosted: tried, share });
      const gain = without - rankedScore(distributionOf(bill.from, expected), came);
      byBill.set(bill.row, (byBill.get(bill.row) ?? 0) + gain);
    }
  }
  let gain = 0;
  let squares = 0;
  for (const each of byBill.values()) {
    gain += each;
    squares += each * each;
  }
  return { gain, error: Math.sqrt(squares) };
}

type SaidOf = (look: Outlook, asOf: number) => Distribution;

/** Holds what looks said of bills that were open, and of those to come, against what came. */
function calibrations(
  history: Bills,
  asOf: number,
  { looks, saidOf }: { looks: readonly Look[]; saidOf: SaidOf },
): { open: Calibration; coming: Calibration } {
  const open: Outcome[] = [];
  const coming: Outcome[] = [];
  for (const look of looks) {
    for (const bill of look.bills) {
      if (bill.from > asOf) continue;
      const outcome = outcomeOf(saidOf(bill, look.asOf), { paid: history.paid[bill.row] ?? NEVER, asOf });
      (bill.facts.known > look.asOf ? coming : open).push({
        ...outcome,
        weight: history.weight[bill.row] ?? 1,
      });
    }
  }
  return { open: calibrate(open), coming: calibrate(coming) };
}

/** Where in what was said the payment came: the middle of its day's chance. */
function outcomeOf(
  { from, by }: Distribution,
  { paid, asOf }: { paid: number; asOf: number },
): Omit<Outcome, "weight"> {
  const isPaid = paid <= asOf && paid - from < by.length;
  const day = Math.min(by.length - 1, (isPaid ? paid : asOf) - from);
  if (day < 0) return { said: 0, isPaid };
  const after = by[day] ?? 1;
  const before = day === 0 ? 0 : (by[day - 1] ?? 0);
  return { said: isPaid ? (before + after) / 2 : after, isPaid };
}

/** Tells the latest looks' bills that have been paid since, beside the plain rule. */
function tellPast(
  history: Bills,
  looks: readonly Look[],
  { saidOf, open, coming }: { saidOf: SaidOf; open: Calibration; coming: Calibration },
): { told: BackTest | null; isPlainBetter: boolean } {
  let [cases, error, plainError, covered] = [0, 0, 0, 0];
  const lost = new Map<number, number>(); // days by which the plain rule was nearer, by bill
  for (const look of looks) {
    const plain = ewmRule(knownOn(history, look.asOf), look.asOf);
    for (const bill of look.bills) {
      const paid = history.paid[bill.row] ?? NEVER;
      if (paid === NEVER || paid <= look.asOf) continue;
      const map = bill.facts.known > look.asOf ? coming : open;
      const said = withCalibration(saidOf(bill, look.asOf), map);
      cases++;
      const off = Math.abs(dayAt(said, 0.5) - paid);
      const plainOff = Math.abs(plain.predict(bill.facts) - paid);
      error += off;
      plainError += plainOff;
      lost.set(bill.row, (lost.get(bill.row) ?? 0) + off - plainOff);
      if (dayAt(said, 0.1) <= paid && paid <= dayAt(said, 0.9)) covered++;
    }
  }
  if (cases === 0) return { told: null, isPlainBetter: false };
  const told = { cases, error: error / cases, plainError: plainError / cases, coverage: covered / cases };
  const squares = [...lost.values()].reduce((sum, days) => sum + days * days, 0);
  return { told, isPlainBetter: error - plainError > 2 * Math.sqrt(squares) };
}

/** A training is worth renewing when it is a week old or its history has a twentieth more outcomes, and twenty. */
export function isWorthRenewing(training: Training, { history, asOf }: Design): boolean {
  const age = asOf - training.asOf;
  return age < 0 || age >= FRESH_DAYS || paidCount(history) > training.outcomes * 1.05 + 20;
}
