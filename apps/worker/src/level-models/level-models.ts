import type { LevelModel } from "@cfa/insights/forecast/level-model";

import { etsModel } from "./ets.ts";
import { mstlModel } from "./mstl.ts";
import { prophetModel } from "./prophet.ts";

/** The level models that are there: one whose module cannot be loaded is missing, and the forecast goes without it. */
export async function levelModels(): Promise<LevelModel[]> {
  const loaded = await Promise.allSettled([etsModel(), mstlModel(), prophetModel()]);
  return loaded.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}
