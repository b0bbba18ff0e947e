import initMstl, { MSTL } from "@bsull/augurs/mstl";
import type { LevelModel } from "@cfa/insights/forecast/level-model";

import { smoothedWeeks } from "./smoothed-weeks.ts";
import { wasmBytes } from "./wasm-bytes.ts";

const YEAR = 52; // weeks

/** Weekly sums taken apart into a yearly season and the rest, which exponential smoothing carries on. */
export async function mstlModel(): Promise<LevelModel> {
  await initMstl({ module_or_path: await wasmBytes("mstl") });
  return {
    name: "mstl",
    fewestWeeks: 2 * YEAR + 1,
    trust: 1.5,
    forecast: smoothedWeeks(() => MSTL.ets([YEAR], { impute: true })),
  };
}
