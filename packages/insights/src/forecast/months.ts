/* Months counted from January 1970, and where a day lies in its month. Calendar arithmetic: Hinnant, "chrono-compatible low-level
   date algorithms", 2013. */

export type InMonth = { month: number; date: number; length: number };

const ERA_DAYS = 146_097; // 400 years
const SHIFT = 719_468; // days from 0000-03-01 to 1970-01-01

/** The month of a day, its date in it (1 …) and how long the month is. */
export function inMonth(day: number): InMonth {
  const shifted = day + SHIFT;
  const era = Math.floor(shifted / ERA_DAYS);
  const ofEra = shifted - era * ERA_DAYS;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 2 : fromMarch - 10; // January 0
  const fullYear = year + era * 400 + (month < 2 ? 1 : 0);
  const index = (fullYear - 1970) * 12 + month;
  return { month: index, date, length: firstOf(index + 1) - firstOf(index) };
}

/** The first day of a month. */
export function firstOf(month: number): number {
  const year = 1970 + Math.floor(month / 12);
  const inYear = month - Math.floor(month / 12) * 12;
  const shiftedYear = inYear < 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const ofEra = shiftedYear - era * 400;
  const ofYear = Math.floor((153 * (inYear < 2 ? inYear + 10 : inYear - 2) + 2) / 5);
  return era * ERA_DAYS + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - SHIFT;
}

/** The day of a month that bears a date, or its last day where it has no such date; 0, −1 … count back from the last day. */
export function dayIn(month: number, date: number): number {
  const first = firstOf(month);
  const length = firstOf(month + 1) - first;
  return first + (date > 0 ? Math.min(date, length) : Math.max(1, length + date)) - 1;
}
