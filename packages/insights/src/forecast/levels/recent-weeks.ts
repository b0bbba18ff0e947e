import type { LevelModel } from "../level-model.ts";
import { weightedQuantiles } from "../quantiles.ts";

/** The next weeks are like the last ones: their own spread, older weeks counting less. */
export function recentWeeks(halfLife: number, trust: number): LevelModel {
  return {
    name: `weeks-${halfLife}`,
    fewestWeeks: 3,
    trust,
    forecast({ weekly }, weeks) {
      const weights = weekly.map((_, at) => 0.5 ** ((weekly.length - 1 - at) / halfLife));
      const quantiles = weightedQuantiles(weekly, weights);
      return Array.from({ length: weeks }, () => quantiles);
    },
  };
}
