import { withCalibration, type Calibration } from "./calibrate.ts";
import type { Distribution } from "./distribution.ts";
import type { BillFacts } from "./hazard/factors.ts";
import { withRecord, type LateRecord } from "./late-chance.ts";

/** What was learned of how the model's chances have to be told: of bills open on the day they are told, of those to come, and of records. */
export type Telling = { open: Calibration; coming: Calibration; recordShare: number };

/** What is told of a bill on a day: what the model says of it, calibrated, with its party's record in the chance that it is late. */
export function toldOf(
  said: Distribution,
  bill: BillFacts,
  { asOf, record, open, coming, recordShare }: Telling & { asOf: number; record: LateRecord },
): Distribution {
  const even = withCalibration(said, bill.known > asOf ? coming : open);
  return withRecord(even, bill, { record, share: recordShare });
}
