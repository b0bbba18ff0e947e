/* Chance that comes from a seed, for what must come out the same on every machine. Whole-number steps and sums alone: no platform's
   logarithm is in it. */

/** First numbers of a source, which still show its seeds. */
const skipped = new Float64Array(15);
/** Room for a number that is drawn by itself. */
const one = new Float64Array(1);

/** Numbers uniform in [0, 1), from three seeds. */
export function uniforms(seedA: number, seedB: number, seedC: number): () => number {
  const source = sourceOf(seedA, seedB, seedC);
  return () => {
    draw(source, one);
    return one[0] as number;
  };
}

/** Fills an array with the first numbers of the same source: where many are wanted, at a fraction of the cost. */
export function fillUniforms(
  into: Float64Array,
  { seedA, seedB, seedC }: { seedA: number; seedB: number; seedC: number },
): void {
  draw(sourceOf(seedA, seedB, seedC), into);
}

/** Mean 0, standard deviation 1, never beyond 6: a sum of uniforms. */
export function normalOf(next: () => number): number {
  let sum = -6;
  for (let drawn = 0; drawn < 12; drawn++) sum += next();
  return sum;
}

function sourceOf(seedA: number, seedB: number, seedC: number): Int32Array {
  const source = new Int32Array(4);
  source.set([seedA | 0, seedB | 0, seedC | 0, 1]);
  draw(source, skipped);
  return source;
}

/** The next numbers of a source: Chris Doty-Humphrey's small fast counter generator, 32 bit. */
function draw(source: Int32Array, into: Float64Array): void {
  let a = (source[0] as number) | 0;
  let b = (source[1] as number) | 0;
  let c = (source[2] as number) | 0;
  let counter = (source[3] as number) | 0;
  for (let at = 0; at < into.length; at++) {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    into[at] = (t >>> 0) / 4_294_967_296;
  }
  source[0] = a;
  source[1] = b;
  source[2] = c;
  source[3] = counter;
}
