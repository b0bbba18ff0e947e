import { SHARES, type WeekQuantiles } from "@cfa/insights/forecast/quantiles";

/** Of the normal distribution, the quantiles at `SHARES`, in standard deviations. */
const NORMAL = [-1.6449, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.6449];

/** At this level a forecast's interval holds so many standard deviations on each side. */
export const LEVEL = 0.8;

/** Weeks from points and 80 % intervals. */
export function normalWeeks(point: readonly number[], upper: readonly number[]): WeekQuantiles {
  return point.map((middle, week) => {
    const spread = ((upper[week] ?? middle) - middle) / 1.2816;
    return Float64Array.from(SHARES, (_, at) => middle + spread * (NORMAL[at] ?? 0));
  });
}

/** Weeks from points and the errors that such points had, as shares of the point. */
export function weeksAround(points: readonly number[], errors: ArrayLike<number>): WeekQuantiles {
  return points.map((point) =>
    Float64Array.from(SHARES, (_, at) => point * Math.max(0, 1 + (errors[at] ?? 0))),
  );
}
