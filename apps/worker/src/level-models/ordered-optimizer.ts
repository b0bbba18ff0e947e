import { optimizer } from "@bsull/augurs-prophet-wasmstan";

type Optimize = typeof optimizer.optimize;
/** The design's rows and what is said of each of its columns; all else is handed on as it is. */
type Design = { X: number[][]; K: number; s_a: number[]; s_m: number[]; sigmas: number[] };

/**
 * The optimiser of Prophet, with the columns of its design in an order of their own. The library keeps seasons in a table whose order is
 * random, and another order of the columns rounds another way: the same series gave figures that differed in the fifth digit.
 */
export const orderedOptimizer: { optimize: Optimize } = {
  optimize(init, json, options) {
    const design = JSON.parse(json) as Design;
    const { X, K } = design;
    const order = Array.from({ length: K }, (_, column) => column).toSorted((a, b) => {
      const row = X.find((each) => each[a] !== each[b]);
      return row === undefined ? a - b : (row[a] ?? 0) - (row[b] ?? 0);
    });
    const sorted = (values: ArrayLike<number>): number[] => order.map((column) => values[column] ?? 0);
    const ordered = {
      ...design,
      X: X.map(sorted),
      s_a: sorted(design.s_a),
      s_m: sorted(design.s_m),
      sigmas: sorted(design.sigmas),
    };
    const made = optimizer.optimize(
      { ...init, beta: Float64Array.from(sorted(init.beta)) },
      JSON.stringify(ordered),
      options,
    );
    const beta = new Float64Array(K);
    order.forEach((column, at) => {
      beta[column] = made.params.beta[at] ?? 0;
    });
    return { ...made, params: { ...made.params, beta } };
  },
};
