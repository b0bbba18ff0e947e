/*
 * By how many days the money is nearer, or the harm further, if something is done today. What waits is taken to wait on for as
 * long as it has; what draws near counts more the nearer it is. Between one day and thirty.
 */

const MOST_DAYS = 30;
/** Where it is not known how much slower a customer has become: a week. */
const UNKNOWN_DAYS = 7;

/** Of what has waited for so many days. */
export function gainOfWaiting(days: number): number {
  return Math.min(Math.max(Math.round(days), 1), MOST_DAYS);
}

/** Of what comes in so many days; of what is past its day, with a negative number. */
export function gainBefore(days: number): number {
  return gainOfWaiting(MOST_DAYS - days);
}

/** Of a customer whose delay has grown by so many days; null: it is not known by how many. */
export function gainOfSlower(days: number | null): number {
  return gainOfWaiting(days ?? UNKNOWN_DAYS);
}
