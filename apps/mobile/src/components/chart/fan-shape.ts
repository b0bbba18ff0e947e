import { scaleLinear, type ScaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";

/** A point of a fan: where on the way it is (0 the beginning, 1, 2, … the weeks after) and the values at its quantiles. */
export type FanPoint = { low: number; lower: number; middle: number; upper: number; high: number };

export type FanShape = {
  /** Ground between the outer values, between the inner ones, and the line of the middle. */
  outer: string;
  inner: string;
  middle: string;
  x: (at: number) => number;
  y: ScaleLinear<number, number>;
  ticks: { value: number; y: number }[];
};

export type FanBox = { width: number; height: number; left: number; top: number; bottom: number };

const TICKS = 4;

/**
 * The shape of a fan in pixels: ranges that widen with the weeks ahead. Zero is always in sight, as is `floor` where there is one: how near the
 * money comes to nothing is what people look for. `values` are in rupees.
 */
export function fanShape(points: readonly FanPoint[], box: FanBox, floor: number | null = null): FanShape {
  const y = heights(points, box, floor);
  const across = scaleLinear([0, Math.max(points.length - 1, 1)], [box.left, box.width - 2]);
  const x = (at: number): number => across(at);
  const between = (low: "low" | "lower", high: "high" | "upper"): string =>
    area<FanPoint>()
      .x((_, at) => x(at))
      .y0((point) => y(point[low]))
      .y1((point) => y(point[high]))
      .curve(curveMonotoneX)([...points]) ?? "";
  return {
    outer: between("low", "high"),
    inner: between("lower", "upper"),
    middle:
      line<FanPoint>()
        .x((_, at) => x(at))
        .y((point) => y(point.middle))
        .curve(curveMonotoneX)([...points]) ?? "",
    x,
    y,
    ticks: ticksOf(y).map((value) => ({ value, y: y(value) })),
  };
}

/** The rupees that stand beside the picture; they do not hang on its width. */
export function fanTicks(points: readonly FanPoint[], box: FanBox, floor: number | null): number[] {
  return ticksOf(heights(points, box, floor));
}

function heights(
  points: readonly FanPoint[],
  box: FanBox,
  floor: number | null,
): ScaleLinear<number, number> {
  const shown = [...points.flatMap(({ low, high }) => [low, high]), 0, ...(floor === null ? [] : [floor])];
  return scaleLinear([Math.min(...shown), Math.max(...shown, 1)], [box.height - box.bottom, box.top]).nice(
    TICKS,
  );
}

/** Whole rupees: parts of one would all be written as the same. */
function ticksOf(y: ScaleLinear<number, number>): number[] {
  return y.ticks(TICKS).filter(Number.isInteger);
}
