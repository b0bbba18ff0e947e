/** Puts whole days into bins; a bin begins at its edge, what lies below the first edge is in the first. */
export type Bins = { readonly count: number; of(value: number): number };

/** Bins by their rising edges, looked up in a table. */
export function binsBy(edges: readonly number[]): Bins {
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? 0;
  const table = new Uint8Array(last - first + 1);
  let bin = 0;
  for (let value = first; value <= last; value++) {
    while (bin + 1 < edges.length && (edges[bin + 1] ?? 0) <= value) bin++;
    table[value - first] = bin;
  }
  return {
    count: edges.length,
    of: (value) => (value <= first ? 0 : value >= last ? edges.length - 1 : (table[value - first] ?? 0)),
  };
}
