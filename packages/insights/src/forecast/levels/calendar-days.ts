import { WEEKDAYS, weekdayOf } from "../../calendar.ts";
import { meanOf } from "../../numbers.ts";
import { WEEK } from "../flows.ts";
import type { LevelHistory, LevelModel } from "../level-model.ts";
import { firstOf, inMonth } from "../months.ts";
import { SHARES, weightedQuantiles, type WeekQuantiles } from "../quantiles.ts";

const MOST_DAYS = 4 * 365;
const HALF_LIFE = 56; // days, of the level
const AROUND = 182; // days on both sides of one whose mean is its level, so that a season is no level
const LEAST_YEARS = 1.5 * 365;
const SEASONS = 26;
const DATES = 10;
/** Days of the usual size that speak for a factor of one, beside those that were seen. */
const DRAWN_TO_ONE = 10;
const FEW_DAYS = 0.35; // share of days without money above which this model says nothing
const ROUNDS = 4;

/**
 * Daily sums as level × weekday × part of the month × fortnight of the year × shut days. Each factor in turn becomes what came over what
 * was expected without it, drawn to one (backfitting; Hastie & Tibshirani 1990). For series with money on most days.
 */
export function calendarDays(trust: number): LevelModel {
  return {
    name: "calendar",
    fewestWeeks: 26,
    trust,
    forecast(history, weeks) {
      const { daily, grain } = history;
      if (grain === "week" || meanOf([...daily].map((sum) => Number(sum <= 0))) > FEW_DAYS) return null;
      return told(history, weeks);
    },
  };
}

function told({ daily, first, isOpen }: LevelHistory, weeks: number): WeekQuantiles {
  const skipped = Math.max(0, daily.length - MOST_DAYS);
  const known = daily.subarray(skipped);
  const start = first + skipped;
  const effect = effectsOf(known, start, isOpen);
  const expected = Float64Array.from({ length: known.length + weeks * WEEK }, (_, at) => effect(start + at));
  const errors: number[] = [];
  const weights: number[] = [];
  for (let from = 12 * WEEK + (known.length % WEEK); from < known.length; from += WEEK) {
    const said = sumOf(expected, from) * levelOf(known, expected, from - 4 * WEEK);
    if (!(said > 0)) continue;
    errors.push(sumOf(known, from) / said - 1);
    weights.push(0.5 ** ((known.length - from) / 365));
  }
  const spread = weightedQuantiles(errors, weights);
  const level = levelOf(known, expected, known.length);
  return Array.from({ length: weeks }, (_, week) => {
    const point = level * sumOf(expected, known.length + week * WEEK);
    return Float64Array.from(
      SHARES,
      (__, at) => point * Math.max(0, 1 + (spread[at] ?? 0) - (spread[3] ?? 0)),
    );
  });
}

/** How much of the usual a day brings, by all factors. */
function effectsOf(
  known: Float64Array,
  start: number,
  isOpen: (day: number) => boolean,
): (day: number) => number {
  const levels = levelsAround(known);
  const kinds: ((day: number) => number)[] = [
    weekdayOf,
    (day) => Math.min(DATES - 1, Math.floor((inMonth(day).date - 1) / 3)),
    (day) => (isOpen(day) ? 0 : 1),
  ];
  if (known.length >= LEAST_YEARS) kinds.push(seasonOf);
  const factors = kinds.map(() => new Float64Array(SEASONS + WEEKDAYS).fill(1));
  const places = kinds.map((kind) => Int32Array.from(known, (_, at) => kind(start + at)));
  for (let round = 0; round < ROUNDS; round++)
    factors.forEach((own, number) => {
      const came = new Float64Array(own.length).fill(DRAWN_TO_ONE);
      const without = new Float64Array(own.length).fill(DRAWN_TO_ONE);
      for (let at = 0; at < known.length; at++) {
        const place = places[number]?.[at] ?? 0;
        let others = 1;
        factors.forEach((factor, other) => {
          if (other !== number) others *= factor[places[other]?.[at] ?? 0] ?? 1;
        });
        came[place] = (came[place] ?? 0) + (known[at] ?? 0) / (levels[at] ?? 1);
        without[place] = (without[place] ?? 0) + others;
      }
      for (let place = 0; place < own.length; place++)
        own[place] = (came[place] ?? 1) / (without[place] ?? 1);
    });
  return (day) =>
    factors.reduce((product, factor, number) => product * (factor[kinds[number]?.(day) ?? 0] ?? 1), 1);
}

function seasonOf(day: number): number {
  const { month } = inMonth(day);
  const january = month - (((month % 12) + 12) % 12);
  return Math.min(SEASONS - 1, Math.floor((day - firstOf(january)) / 14));
}

function levelsAround(known: Float64Array): Float64Array {
  const rising = new Float64Array(known.length + 1);
  for (let at = 0; at < known.length; at++) rising[at + 1] = (rising[at] ?? 0) + (known[at] ?? 0);
  return known.map((_, at) => {
    const reach = Math.min(AROUND, Math.max(at, known.length - 1 - at));
    const from = Math.max(0, at - reach);
    const to = Math.min(known.length, at + reach + 1);
    return Math.max(1e-9, ((rising[to] ?? 0) - (rising[from] ?? 0)) / (to - from));
  });
}

/** What came before a day over what was expected by the calendar, the latest days counting most. */
function levelOf(known: Float64Array, expected: Float64Array, end: number): number {
  let came = 0;
  let said = 0;
  for (let at = Math.max(0, end - 8 * HALF_LIFE); at < end; at++) {
    const weight = 0.5 ** ((end - at) / HALF_LIFE);
    came += weight * (known[at] ?? 0);
    said += weight * (expected[at] ?? 0);
  }
  return said > 0 ? came / said : 0;
}

function sumOf(values: Float64Array, from: number): number {
  let sum = 0;
  for (let at = from; at < from + WEEK; at++) sum += values[at] ?? 0;
  return sum;
}
