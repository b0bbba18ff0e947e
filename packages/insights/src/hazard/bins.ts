/** Bins of whole days by their rising edges: a bin begins at its edge, what lies below the first edge is in the first. */
export type Bins = { readonly count: number; readonly first: number; readonly table: Uint8Array };

/** Makes bins by their edges, to be looked up in a table from the first edge to the last. */
export function binsBy(edges: readonly number[]): Bins {
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? 0;
  const table = new Uint8Array(last - first + 1);
  let bin = 0;
  for (let value = first; value <= last; value++) {
    while (bin + 1 < edges.length && (edges[bin + 1] ?? 0) <= value) bin++;
    table[value - first] = bin;
  }
  return { count: edges.length, first, table };
}

/** The bin of a number of days. */
export function binOf({ first, table }: Bins, value: number): number {
  return table[Math.min(Math.max(0, value - first), table.length - 1)] as number;
}
