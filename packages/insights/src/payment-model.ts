import { ewmRule } from "./backtest/plain-rules.ts";
import { withTrees } from "./boost/grow-trees.ts";
import { AHEAD, outlook } from "./boost/landmark.ts";
import { standingOn } from "./boost/standing.ts";
import { dayAt, distributionOf, moved, type Distribution } from "./distribution.ts";
import type { Design } from "./hazard/design.ts";
import type { BillFacts } from "./hazard/factors.ts";
import { fitHazard, type Hazard } from "./hazard/fit-hazard.ts";
import { lateRecordOn, rowsByPartyOf } from "./late-chance.ts";
import { toldOf } from "./publish.ts";
import { trainPayments, type Training } from "./train-payments.ts";

/** Says when bills will be paid, as known on one day. */
export type PaymentModel = {
  /** A bill open on that day, or one that becomes known after it. */
  predict(bill: BillFacts): Distribution;
  basis: "trees" | "hazard" | "plain";
  hazard: Hazard;
};

/**
 * The model of what was known on a day, with a training made on that day or shortly before. Where the plain rule told the company's own
 * past clearly better, its day is the middle of what is said.
 */
export function paymentModel(design: Design, training: Training = trainPayments(design)): PaymentModel {
  const { history, asOf } = design;
  const hazard = fitHazard(design, asOf);
  const standing = standingOn(history, asOf);
  const plain = training.isPlainBetter ? ewmRule(history, asOf) : null;
  const record = lateRecordOn(history, rowsByPartyOf(history), asOf);
  return {
    hazard,
    basis: plain !== null ? "plain" : training.share > 0 ? "trees" : "hazard",
    predict(bill) {
      const look = outlook(bill, -1, { hazard, standing, ahead: AHEAD });
      const raw = distributionOf(look.from, withTrees(look, asOf, training));
      const said = toldOf(raw, bill, { ...training, asOf, record });
      return plain === null ? said : moved(said, plain.predict(bill) - dayAt(said, 0.5));
    },
  };
}
