import initEts, { AutoETS } from "@bsull/augurs/ets";
import type { LevelModel } from "@cfa/insights/forecast/level-model";

import { smoothedWeeks } from "./smoothed-weeks.ts";
import { wasmBytes } from "./wasm-bytes.ts";

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
    forecast: smoothedWeeks(() => new AutoETS(1, "ZZN")),
  };
}
