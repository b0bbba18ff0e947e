import initEts, { AutoETS } from "@bsull/augurs/ets";
import type { LevelModel } from "@cfa/insights/forecast/level-model";

import { LEVEL, normalWeeks } from "./normal-weeks.ts";
import { wasmBytes } from "./wasm-bytes.ts";

const MOST_WEEKS = 260;

/**
 * Exponential smoothing of weekly sums, its kind chosen by the library. Without season on purpose: the library has none in this model, and
 * asking for one either panics or is silently passed over.
 */
export async function etsModel(): Promise<LevelModel> {
  await initEts({ module_or_path: await wasmBytes("ets") });
  return {
    name: "ets",
    fewestWeeks: 12,
    trust: 1,
    forecast({ weekly }, weeks) {
      const scale = weekly.reduce((sum, each) => sum + each, 0) / weekly.length;
      if (!(scale > 0)) return null;
      const model = new AutoETS(1, "ZZN");
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
    },
  };
}
