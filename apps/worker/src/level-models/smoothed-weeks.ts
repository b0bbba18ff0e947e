import type { LevelModel } from "@cfa/insights/forecast/level-model";

import { LEVEL, normalWeeks } from "./normal-weeks.ts";

/** What the smoothing models of augurs have in common; freed by hand. */
type Smoothing = {
  fit(values: Float64Array): void;
  predict(steps: number, level: number): { point: number[]; intervals?: { upper: number[] } | undefined };
  free(): void;
};

const MOST_WEEKS = 260;

/** A forecast of weekly sums by a smoothing model of the library, made anew for each; the sums are handed to it beside their mean. */
export function smoothedWeeks(make: () => Smoothing): LevelModel["forecast"] {
  return ({ weekly }, weeks) => {
    const scale = weekly.reduce((sum, each) => sum + each, 0) / weekly.length;
    if (!(scale > 0)) return null;
    const model = make();
    try {
      model.fit(weekly.slice(-MOST_WEEKS).map((sum) => sum / scale));
      const { point, intervals } = model.predict(weeks, LEVEL);
      if (intervals === undefined) return null;
      return normalWeeks(
        point.map((each) => each * scale),
        intervals.upper.map((each) => each * scale),
      );
    } catch {
      return null; // no model found, or a panic inside: the candidate is left out
    } finally {
      model.free();
    }
  };
}
