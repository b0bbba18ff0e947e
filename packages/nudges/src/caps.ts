import { daysBetween, type LocalDate } from "@cfa/values/local-date";

import type { SentFact } from "./facts.ts";
import type { Caps } from "./rules.ts";

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

/** Why a party gets no more on a day: it has had one, or enough in the seven or thirty days that end with it. Its own nudge is no other. */
export function capOn(
  day: LocalDate,
  sent: readonly SentFact[],
  { caps, except = null }: { caps: Caps; except?: string | null },
): "two-a-day" | "cap-week" | "cap-month" | null {
  const others = sent.filter(({ nudgeId }) => nudgeId !== except);
  const within = (days: number) =>
    others.filter((each) => daysBetween(each.day, day) < days && each.day <= day).length;
  if (within(1) > 0) return "two-a-day";
  if (within(WEEK_DAYS) >= caps.week) return "cap-week";
  return within(MONTH_DAYS) >= caps.month ? "cap-month" : null;
}
