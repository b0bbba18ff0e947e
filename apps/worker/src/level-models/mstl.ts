import initMstl, { MSTL } from "@bsull/augurs/mstl";
import type { LevelModel } from "@cfa/insights/forecast/level-model";

import { LEVEL, normalWeeks } from "./normal-weeks.ts";
import { wasmBytes } from "./wasm-bytes.ts";

const YEAR = 52;
const MOST_WEEKS = 260;

/** Weekly sums taken apart into a yearly season and the rest, which exponential smoothing carries on. */
export async function mstlModel(): Promise<LevelModel> {
  await initMstl({ module_or_path: await wasmBytes("mstl") });
  return {
    name: "mstl",
    fewestWeeks: 2 * YEAR + 1,
    trust: 1.5,
    forecast({ weekly }, weeks) {
      const scale = weekly.reduce((sum, each) => sum + each, 0) / weekly.length;
      if (!(scale > 0)) return null;
      const model = MSTL.ets([YEAR], { impute: true });
      try {
        model.fit(weekly.slice(-MOST_WEEKS).map((sum) => sum / scale));
        const { point, intervals } = model.predict(weeks, LEVEL);
        if (intervals === undefined) return null;
        return normalWeeks(
          point.map((each) => each * scale),
          intervals.upper.map((each) => each * scale),
        );
      } catch {
        return null;
      } finally {
        model.free();
      }
    },
  };
}
