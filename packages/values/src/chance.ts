/* Chance that comes from a seed, for what must come out the same on every machine. Whole-number steps and sums alone: no platform's
   logarithm is in it. */

const SKIPPED = 15;

/** Numbers uniform in [0, 1), from three seeds: Chris Doty-Humphrey's small fast counter generator, 32 bit. */
export function uniforms(seedA: number, seedB: number, seedC: number): () => number {
  let a = seedA | 0;
  let b = seedB | 0;
  let c = seedC | 0;
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
  for (let step = 0; step < SKIPPED; step++) next();
  return next;
}

/** Fills an array with the first numbers of the same source: where many are wanted, at a fraction of the cost. */
export function fillUniforms(
  into: Float64Array,
  { seedA, seedB, seedC }: { seedA: number; seedB: number; seedC: number },
): void {
  let a = seedA | 0;
  let b = seedB | 0;
  let c = seedC | 0;
  let counter = 1;
  for (let at = -SKIPPED; at < into.length; at++) {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    if (at >= 0) into[at] = (t >>> 0) / 4_294_967_296;
  }
}

/** Mean 0, standard deviation 1, never beyond 6: a sum of uniforms. */
export function normalOf(next: () => number): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw++) sum += next();
  return sum;
}
