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

/** Into how many parts values are told apart. */
export const ALL_PARTS = below.length;

/** The part (0 …) in which a value lies. */
export function partAt(value: number): number {
  const part = ((value + EDGE) * PARTS + 0.5) | 0;
  return part < 0 ? 0 : part < ALL_PARTS ? part : ALL_PARTS - 1;
}

/** How many parts lie below a share of the distribution. */
export function partsBelow(share: number): number {
  return countBelow(below, share);
}

/** The value below which a share (0 … below 1) of a normal distribution lies. */
export function normalAt(share: number): number {
  return values[(share * DRAWS) | 0] as number;
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
