import type { Jobs } from "@cfa/db/queue";

import { forecastCompany, type ForecastDeps } from "../cash/forecast-company.ts";

/** The job that forecasts a company's cash. Safe to run twice: what was forecast already is left alone. */
export function forecastCashTask(deps: ForecastDeps, { companyId }: Jobs["forecast-cash"]): Promise<void> {
  return forecastCompany(deps, companyId);
}
