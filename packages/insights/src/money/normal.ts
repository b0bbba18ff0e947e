import { countBelow } from "../numbers.ts";

/* The normal distribution, looked up: chance is drawn many times over. */

const EDGE = 6;
const PARTS = 256; // of one standard deviation
const DRAWS = 4_096;

const below = cumulated();
const values = Float64Array.from(
  { length: DRAWS },
  (_, at) => countBelow(below, (at + 0.5) / DRAWS) / PARTS - EDGE,
);

/** The share of a normal distribution below a value. */
export function shareBelow(value: number): number {
  const place = Math.round((value + EDGE) * PARTS);
  return below[Math.min(below.length - 1, Math.max(0, place))] ?? 0;
}

/** The value below which a share (0 … 1) of a normal distribution lies. */
export function normalAt(share: number): number {
  return values[Math.min(DRAWS - 1, Math.floor(share * DRAWS))] ?? 0;
}

function cumulated(): Float64Array {
  const made = new Float64Array(2 * EDGE * PARTS + 1);
  let sum = 0;
  for (let at = 0; at < made.length; at++) {
    const density = Math.exp(-((at / PARTS - EDGE) ** 2) / 2);
    made[at] = sum + density / 2; // half of it lies below the middle of the part
    sum += density;
  }
  return made.map((each) => each / sum);
}
