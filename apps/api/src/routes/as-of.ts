import type { LocalDate } from "@cfa/values/local-date";

import type { Scope } from "../context.ts";
import { askedDay } from "./asked-day.ts";

/** The day a figure is asked for: the given one, or today in India. */
export function asOfDay(scope: Scope, asked: string | undefined): LocalDate {
  return asked === undefined ? scope.today : askedDay("asOf", asked);
}
