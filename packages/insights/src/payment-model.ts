import { ewmRule } from "./backtest/plain-rules.ts";
import { knownOn, type Bills } from "./bills.ts";
import { withTrees } from "./boost/grow-trees.ts";
import { AHEAD, outlook } from "./boost/landmark.ts";
import { standingOn } from "./boost/standing.ts";
import { calibrated } from "./calibrate.ts";
import { dayAt, distributionOf, moved, type Distribution } from "./distribution.ts";
import { designOf } from "./hazard/design.ts";
import type { BillFacts } from "./hazard/factors.ts";
import { fitHazard, type Hazard } from "./hazard/fit-hazard.ts";
import { trainPayments, type Training } from "./train-payments.ts";

/** Says when bills will be paid, as known on one day. */
export type PaymentModel = {
  /** A bill open on that day, or one that becomes known after it. */
  predict(bill: BillFacts): Distribution;
  basis: "trees" | "hazard" | "plain";
  hazard: Hazard;
};

/**
 * The model of a history as of a day, with a training made on that day or shortly before. Where the training told its company's own
 * past worse than the plain rule, the plain rule's day is the middle of what is said.
 */
export function paymentModel(
  history: Bills,
  asOf: number,
  training: Training = trainPayments(history, asOf),
): PaymentModel {
  const known = knownOn(history, asOf);
  const hazard = fitHazard(designOf(known, asOf), asOf);
  const standing = standingOn(known, asOf);
  const isPlain = training.isPlainBetter;
  const plain = ewmRule(known, asOf);
  return {
    hazard,
    basis: isPlain ? "plain" : training.share > 0 ? "trees" : "hazard",
    predict(bill) {
      const look = outlook(bill, -1, { hazard, standing, ahead: AHEAD });
      const raw = distributionOf(look.from, withTrees(look, asOf, training));
      const map = bill.known > asOf ? training.coming : training.open;
      const said = { from: raw.from, by: raw.by.map((chance) => calibrated(map, chance)) };
      return isPlain ? moved(said, plain.predict(bill) - dayAt(said, 0.5)) : said;
    },
  };
}
