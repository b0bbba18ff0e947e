import type { ResponseFact } from "./facts.ts";
import { minuteAt, type Window } from "./hours.ts";

const HOURS = 24;
const HOUR_MINUTES = 60;
const SLOT_MINUTES = 15;
/** What all customers of the company together count for, in answers of the one. */
const COMPANY_WEIGHT = 4;
/** What every hour counts for before anything is known. */
const EVERY_HOUR = 0.5;
/** Where nothing is known: half past ten, when shops have opened and the first customers are served. */
const USUAL_MINUTE = 630;

/** What is older than so many days tells no hour any more. */
export const RESPONSE_DAYS = 400;

/** Answers by hour of the day in India. */
export type HourCounts = readonly number[];

/** An hour to write at, and by whose answers: the party's own, all customers', nobody's, or a person's choice. */
export type BestHour = { hour: number; basis: "chosen" | "party" | "company" | "usual" };

/** Counts answers by the hour they came in. */
export function hourCounts(responses: readonly Pick<ResponseFact, "at">[]): number[] {
  const counts = Array.from({ length: HOURS }, () => 0);
  for (const { at } of responses) {
    const hour = Math.floor(minuteAt(at) / HOUR_MINUTES);
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  return counts;
}

/**
 * The hour a party tends to answer in, of those that lie wholly within the window (of all it touches where none does): its own answers
 * by hour, with all customers' as four more and half an answer for every hour. Of equal hours the one nearest to half past ten.
 */
export function bestHour(
  own: HourCounts,
  company: HourCounts,
  { window, chosen }: { window: Window; chosen: number | null },
): BestHour {
  const touched = hoursWithin(window);
  if (chosen !== null && touched.includes(chosen)) return { hour: chosen, basis: "chosen" };
  const whole = touched.filter(
    (hour) => hour * HOUR_MINUTES >= window.from && (hour + 1) * HOUR_MINUTES <= window.to,
  );
  const total = company.reduce((sum, count) => sum + count, 0);
  const scoreOf = (hour: number) =>
    (own[hour] ?? 0) + (total === 0 ? 0 : ((company[hour] ?? 0) * COMPANY_WEIGHT) / total) + EVERY_HOUR;
  const distanceOf = (hour: number) => Math.abs(hour * HOUR_MINUTES + HOUR_MINUTES / 2 - USUAL_MINUTE);
  const [best = Math.floor(window.from / HOUR_MINUTES)] = (whole.length > 0 ? whole : touched).toSorted(
    (a, b) => scoreOf(b) - scoreOf(a) || distanceOf(a) - distanceOf(b) || a - b,
  );
  const basis = (own[best] ?? 0) > 0 ? "party" : (company[best] ?? 0) > 0 ? "company" : "usual";
  return { hour: best, basis };
}

/** The minute of the day a party is written to in its hour: quarters of an hour, spread by its GUID, within the window. */
export function slotMinute(hour: number, guid: string, window: Window): number {
  const slots: number[] = [];
  for (let minute = hour * HOUR_MINUTES; minute < (hour + 1) * HOUR_MINUTES; minute += SLOT_MINUTES) {
    if (minute >= window.from && minute < window.to) slots.push(minute);
  }
  return slots[hashOf(guid) % Math.max(slots.length, 1)] ?? window.from;
}

/** The first quarter of an hour that begins at or after a minute. */
export function nextSlot(minute: number): number {
  return Math.ceil(minute / SLOT_MINUTES) * SLOT_MINUTES;
}

function hoursWithin({ from, to }: Window): number[] {
  return Array.from({ length: HOURS }, (_, hour) => hour).filter(
    (hour) => (hour + 1) * HOUR_MINUTES > from && hour * HOUR_MINUTES < to,
  );
}

/** Fowler, Noll and Vo's hash, 32 bit: the same on every machine. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93);
  }
  return hash >>> 0;
}
