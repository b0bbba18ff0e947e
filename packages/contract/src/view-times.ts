/*
 * Days and periods that move with the calendar, by themselves (saved-views.ts): what a kept view of a report is as of. `today` and the ends
 * are days, the others periods.
 */

export const VIEW_DAYS = ["today", "month-end", "quarter-end", "year-end"] as const;

export const VIEW_PERIODS = [
  "this-month",
  "last-month",
  "this-quarter",
  "last-quarter",
  "this-year",
  "last-year",
] as const;

/** How many views one person keeps of one company's reports. */
export const MOST_VIEWS = 50;

export const VIEW_NAME_LENGTH = 80;
