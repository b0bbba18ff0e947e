import { weekdayOf } from "@cfa/insights/calendar";

const SUNDAY = 6;

/** Days on which banks move money, as benchmarks take it: all but Sundays. */
export function isOpen(day: number): boolean {
  return weekdayOf(day) !== SUNDAY;
}
