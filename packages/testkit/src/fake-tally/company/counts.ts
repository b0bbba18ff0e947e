import type { LocalDate } from "@cfa/values/local-date";
import { contains, type Period } from "@cfa/values/period";

import type { DateCount } from "../../sample-company/tally-source.ts";
import type { CompanyState } from "./state.ts";

/** How many vouchers carry each day of a period, in order of date, without looking at any that was not touched. */
export function countsByDate(state: CompanyState, period: Period): DateCount[] {
  const counts = new Map<LocalDate, number>();
  for (const { date, count } of state.source.countsByDate()) counts.set(date, count);
  for (const { before, now } of state.edits.values()) {
    if (before !== null) counts.set(before.date, (counts.get(before.date) ?? 0) - 1);
    if (now !== null) counts.set(now.date, (counts.get(now.date) ?? 0) + 1);
  }
  return [...counts]
    .filter(([date, count]) => count > 0 && contains(period, date))
    .map(([date, count]) => ({ date, count }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}
