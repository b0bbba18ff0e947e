import { SHARES, type WeekQuantiles } from "@cfa/insights/forecast/quantiles";

const UPPER = 1.2816; // standard deviations from the middle of a normal distribution to its 90 % quantile
/** Of the normal distribution, the quantiles at `SHARES`, in standard deviations. */
const NORMAL = [-1.6449, -UPPER, -0.6745, 0, 0.6745, UPPER, 1.6449];

/** The level to ask of a model's interval, which then ends at the 10 and 90 % quantiles. */
export const LEVEL = 0.8;

/** Weeks from points and the upper ends of their intervals. */
export function normalWeeks(point: readonly number[], upper: readonly number[]): WeekQuantiles {
  return point.map((middle, week) => {
    const spread = ((upper[week] ?? middle) - middle) / UPPER;
    return Float64Array.from(SHARES, (_, at) => middle + spread * (NORMAL[at] ?? 0));
  });
}

/** Weeks from points and the errors that such points had, as shares of the point. */
export function weeksAround(points: readonly number[], errors: ArrayLike<number>): WeekQuantiles {
  return points.map((point) =>
    Float64Array.from(SHARES, (_, at) => point * Math.max(0, 1 + (errors[at] ?? 0))),
  );
}
