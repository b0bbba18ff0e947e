import type { LocalDate } from "@cfa/values/local-date";

import type { Settings } from "../server/settings.ts";
import type { CompanyState } from "./state.ts";

/** Tally's own current date, after which nothing can be entered: as it is set, else the last day of the books. */
export function todayOf(state: CompanyState, settings: Settings): LocalDate {
  return settings.today ?? state.source.through;
}
