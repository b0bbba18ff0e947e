import { paiseFromJson, type Paise } from "@cfa/values/money";
import type { AgeingBucket } from "@cfa/contract/reads";
import { scaleBand, scaleLinear } from "d3-scale";

export type Column = {
  key: AgeingBucket["key"];
  amount: Paise;
  x: number;
  width: number;
  height: number;
};

const LEAST_HEIGHT = 3;
const GAP = 0.3;

/**
 * Where the columns of the ageing chart stand, in pixels. Heights are in proportion to the amounts; an amount that is
 * there never vanishes. A bucket below zero (credit notes kept as bills) has no height: its figure is in the words.
 */
export function ageingColumns(
  buckets: readonly AgeingBucket[],
  box: { width: number; height: number },
): Column[] {
  const amounts = buckets.map((bucket) => paiseFromJson(bucket.amount));
  const highest = amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);
  const across = scaleBand(
    buckets.map((bucket) => bucket.key),
    [0, box.width],
  )
    .paddingInner(GAP)
    .paddingOuter(GAP / 2);
  const up = scaleLinear([0, Math.max(Number(highest), 1)], [0, box.height]);
  return buckets.map((bucket, at) => {
    const amount = amounts[at] ?? 0n;
    return {
      key: bucket.key,
      amount,
      x: across(bucket.key) ?? 0,
      width: across.bandwidth(),
      height: amount > 0n ? Math.max(up(Number(amount)), LEAST_HEIGHT) : 0,
    };
  });
}
