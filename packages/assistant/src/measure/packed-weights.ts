import type { Weights } from "./classifier.ts";

/** Weights as they are kept in a file: each feature's row as whole numbers of 1/16, in base64. */
export type PackedWeights = {
  readonly classes: readonly string[];
  readonly features: string;
  readonly rows: string;
};

const STEPS = 16;
const MOST = 127;

/** Makes weights small enough to be kept beside the code; what rounds to nothing in every class is left out. */
export function packWeights({ classes, weights }: Weights): PackedWeights {
  const rows = [...weights]
    .map(([feature, row]) => [feature, row.map((weight) => clamp(Math.round(weight * STEPS)))] as const)
    .filter(([, row]) => row.some((weight) => weight !== 0));
  const bytes = Int8Array.from(rows.flatMap(([, row]) => row));
  return {
    classes,
    features: rows.map(([feature]) => feature).join("|"),
    rows: Buffer.from(bytes.buffer).toString("base64"),
  };
}

/** The weights that were packed, but for what rounding took. */
export function unpackWeights({ classes, features, rows }: PackedWeights): Weights {
  const bytes = Buffer.from(rows, "base64");
  const weights = new Map<string, readonly number[]>();
  for (const [at, feature] of features.split("|").entries())
    weights.set(
      feature,
      classes.map((_, index) => bytes.readInt8(at * classes.length + index) / STEPS),
    );
  return { classes, weights };
}

function clamp(step: number): number {
  return Math.max(-MOST, Math.min(MOST, step));
}
