import { countBelow } from "../numbers.ts";

/** A seeded source of chance: the same seed gives the same numbers on every machine. */
export type Chance = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Mean 0, standard deviation 1: a sum of uniforms, never beyond 6. */
  normal(): number;
};

/** Chris Doty-Humphrey's small fast counter generator, 32 bit; `purpose` keeps draws for different ends apart. */
export function chanceFrom(seed: number, purpose: number): Chance {
  let a = seed | 0;
  let b = Math.imul(purpose + 1, 0x9e3779b1);
  let c = 0x85ebca6b | 0;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let step = 0; step < 15; step++) next();
  const normal = (): number => {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += next();
    return sum;
  };
  return { next, normal };
}

/** One place of rising sums of weights, the last of them being their total. */
export function drawPlace(chance: Chance, rising: ArrayLike<number>): number {
  return countBelow(rising, chance.next() * (rising[rising.length - 1] ?? 0));
}

/** Sums of weights up to each place. */
export function risingSums(weights: ArrayLike<number>): Float64Array {
  const rising = new Float64Array(weights.length);
  let sum = 0;
  for (let place = 0; place < weights.length; place++) {
    sum += weights[place] ?? 0;
    rising[place] = sum;
  }
  return rising;
}
