import { countBelow } from "../numbers.ts";

/*
 * Boosted trees for counts: each row has a number of events and the number that was expected of it; the trees learn by what factor
 * the expectation is wrong. Poisson loss, Newton steps, histograms of at most 32 bins a feature (Friedman 2001, Annals of Statistics 29;
 * Ke et al. 2017, LightGBM). The start is the expectation itself, so that with little to learn from nothing changes.
 */

/** A feature, `NaN` where it is not known: by row, or by what many rows share, with the place of each row's value. */
export type Column = { values: Float64Array; of: Int32Array | null };

/** Columns of features, and by row what came, what was expected and how much it counts. */
export type Rows = {
  columns: readonly Column[];
  events: Float64Array;
  expected: Float64Array;
  weight: Float64Array;
};

/** How much is learned. `shrink` is in expected events added to each leaf and each side of a split. */
export type BoostSettings = {
  trees: number;
  leaves: number;
  rate: number;
  shrink: number;
  leastExpected: number;
};

type Node = { feature: number; bin: number; left: number; right: number; value: number };
type Tree = readonly Node[];

/** Trees as plain data: the edges between the bins of each feature, and the nodes of each tree, its root first. */
export type Boosted = { edges: readonly (readonly number[])[]; trees: readonly Tree[] };

const BINS = 32;
const MOST_STEP = 1;

/** Learns from rows. The answer is always the same for the same rows. */
export function boost(rows: Rows, settings: BoostSettings): Boosted {
  const edges = rows.columns.map(edgesOf);
  const binned = rows.columns.map((column, feature) => binsOf(column, edges[feature] ?? new Float64Array(0)));
  const count = rows.events.length;
  const factor = new Float64Array(count);
  const room = roomFor(count);
  const { slope, curve } = room;
  const trees: Tree[] = [];
  for (let round = 0; round < settings.trees; round++) {
    for (let i = 0; i < count; i++) {
      const expected = (rows.expected[i] ?? 0) * Math.exp(factor[i] ?? 0);
      const weight = rows.weight[i] ?? 0;
      slope[i] = weight * ((rows.events[i] ?? 0) - expected);
      curve[i] = weight * expected;
    }
    const tree = grow(binned, room, settings, factor);
    if (tree.length === 1) break;
    trees.push(tree);
  }
  return { edges: edges.map((list) => [...list]), trees };
}

/** By what factor, as a logarithm, the expectation of a row of features is wrong. */
export function logFactor({ edges, trees }: Boosted, features: readonly number[]): number {
  const bins = features.map((value, feature) => binIn(edges[feature] ?? [], value));
  let sum = 0;
  for (const tree of trees) {
    let node = tree[0];
    while (node !== undefined && node.left >= 0) {
      node = tree[(bins[node.feature] ?? 0) <= node.bin ? node.left : node.right];
    }
    sum += node?.value ?? 0;
  }
  return sum;
}

type Leaf = { node: number; rows: Int32Array; best: Split | null; histogram: Float64Array };
type Split = { feature: number; bin: number; gain: number };
/** First and second derivatives by row, and room for those of some rows. */
type Room = {
  all: Int32Array;
  slope: Float64Array;
  curve: Float64Array;
  slopeHere: Float64Array;
  curveHere: Float64Array;
};

function roomFor(rows: number): Room {
  const all = new Int32Array(rows);
  for (let row = 0; row < rows; row++) all[row] = row;
  const [slope, curve, slopeHere, curveHere] = [0, 0, 0, 0].map(() => new Float64Array(rows));
  return { all, slope, curve, slopeHere, curveHere } as Room;
}

/** Grows one tree by its best leaf first, and adds its values to the rows' factors. */
function grow(
  binned: readonly Uint8Array[],
  room: Room,
  settings: BoostSettings,
  factor: Float64Array,
): Tree {
  const tree: Node[] = [leafNode()];
  const root: Leaf = { node: 0, rows: room.all, histogram: histogramOf(binned, room, room.all), best: null };
  root.best = bestSplit(root.histogram, binned.length, settings);
  const leaves: Leaf[] = [root];
  while (leaves.length < settings.leaves) {
    let at = -1;
    leaves.forEach((leaf, place) => {
      if (leaf.best !== null && leaf.best.gain > (leaves[at]?.best?.gain ?? 0)) at = place;
    });
    const leaf = leaves[at];
    const split = leaf?.best;
    if (leaf === undefined || split === undefined || split === null) break;
    const [left, right] = parted(leaf.rows, binned[split.feature] ?? new Uint8Array(0), split.bin);
    const node = tree[leaf.node];
    if (node === undefined) break;
    Object.assign(node, {
      feature: split.feature,
      bin: split.bin,
      left: tree.length,
      right: tree.length + 1,
    });
    tree.push(leafNode(), leafNode());
    // The smaller side is counted, the larger is the rest.
    const small = left.length < right.length ? left : right;
    const counted = histogramOf(binned, room, small);
    const rest = leaf.histogram;
    for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] ?? 0) - (counted[i] ?? 0);
    const sides = [
      { node: node.left, rows: left, histogram: small === left ? counted : rest },
      { node: node.right, rows: right, histogram: small === left ? rest : counted },
    ].map((side) => ({ ...side, best: bestSplit(side.histogram, binned.length, settings) }));
    leaves.splice(at, 1, ...sides);
  }
  for (const leaf of leaves) {
    const { slope, curve } = totals(leaf.histogram);
    const step = (settings.rate * slope) / (curve + settings.shrink);
    const value = Math.max(-MOST_STEP, Math.min(MOST_STEP, step));
    const node = tree[leaf.node];
    if (node !== undefined) node.value = value;
    for (const row of leaf.rows) factor[row] = (factor[row] ?? 0) + value;
  }
  return tree;
}

function leafNode(): Node {
  return { feature: -1, bin: 0, left: -1, right: -1, value: 0 };
}

/** Slopes and curves summed by feature and bin: [feature][bin][slope, curve]. */
function histogramOf(binned: readonly Uint8Array[], room: Room, rows: Int32Array): Float64Array {
  const { slope, curve, slopeHere, curveHere } = room;
  const count = rows.length;
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number;
    slopeHere[i] = slope[row] as number;
    curveHere[i] = curve[row] as number;
  }
  const histogram = new Float64Array(binned.length * (BINS + 1) * 2);
  binned.forEach((bins, feature) => {
    const base = feature * (BINS + 1) * 2;
    for (let i = 0; i < count; i++) {
      const at = base + (bins[rows[i] as number] as number) * 2;
      (histogram[at] as number) += slopeHere[i] as number;
      (histogram[at + 1] as number) += curveHere[i] as number;
    }
  });
  return histogram;
}

function totals(histogram: Float64Array): { slope: number; curve: number } {
  let slope = 0;
  let curve = 0;
  for (let bin = 0; bin <= BINS; bin++) {
    slope += histogram[bin * 2] ?? 0;
    curve += histogram[bin * 2 + 1] ?? 0;
  }
  return { slope, curve };
}

function bestSplit(histogram: Float64Array, features: number, settings: BoostSettings): Split | null {
  const { slope, curve } = totals(histogram);
  const { shrink, leastExpected } = settings;
  const whole = slope ** 2 / (curve + shrink);
  let best: Split | null = null;
  for (let feature = 0; feature < features; feature++) {
    const base = feature * (BINS + 1) * 2;
    let left = 0;
    let leftCurve = 0;
    for (let bin = 0; bin < BINS; bin++) {
      left += histogram[base + bin * 2] ?? 0;
      leftCurve += histogram[base + bin * 2 + 1] ?? 0;
      if (leftCurve < leastExpected || curve - leftCurve < leastExpected) continue;
      const gain =
        left ** 2 / (leftCurve + shrink) + (slope - left) ** 2 / (curve - leftCurve + shrink) - whole;
      if (gain > (best?.gain ?? 1e-9)) best = { feature, bin, gain };
    }
  }
  return best;
}

function parted(rows: Int32Array, bins: Uint8Array, bin: number): [Int32Array, Int32Array] {
  const left = new Int32Array(rows.length);
  const right = new Int32Array(rows.length);
  let lefts = 0;
  let rights = 0;
  for (const row of rows) {
    if ((bins[row] ?? 0) <= bin) left[lefts++] = row;
    else right[rights++] = row;
  }
  return [left.slice(0, lefts), right.slice(0, rights)];
}

/** Edges between bins, at equal shares of the rows whose value is known; equal edges fall together. */
function edgesOf({ values, of }: Column): Float64Array {
  const known =
    of === null ? values.filter((value) => !Number.isNaN(value)).toSorted() : sortedRows(values, of);
  const edges: number[] = [];
  for (let bin = 1; bin < BINS; bin++) {
    const edge = known[Math.floor((known.length * bin) / BINS)];
    if (edge !== undefined && edge > (edges.at(-1) ?? -Infinity) && edge > (known[0] ?? 0)) edges.push(edge);
  }
  return Float64Array.from(edges);
}

/** The known values of all rows, rising; only the shared values are sorted. */
function sortedRows(values: Float64Array, of: Int32Array): Float64Array {
  const rows = new Int32Array(values.length);
  for (const place of of) (rows[place] as number)++;
  const places = Int32Array.from(values, (_, place) => place).filter(
    (place) => rows[place] !== 0 && !Number.isNaN(values[place]),
  );
  places.sort((a, b) => (values[a] as number) - (values[b] as number));
  const sorted = new Float64Array(places.reduce((sum, place) => sum + (rows[place] as number), 0));
  let at = 0;
  for (const place of places) {
    const until = at + (rows[place] as number);
    sorted.fill(values[place] as number, at, until);
    at = until;
  }
  return sorted;
}

/** Bin 0 is for what is not known; a value on an edge lies above it. */
function binIn(edges: ArrayLike<number>, value: number): number {
  if (Number.isNaN(value)) return 0;
  const below = countBelow(edges, value);
  return edges[below] === value ? below + 2 : below + 1;
}

function binsOf({ values, of }: Column, edges: Float64Array): Uint8Array {
  const bins = new Uint8Array(values.length);
  for (let at = 0; at < bins.length; at++) bins[at] = binIn(edges, values[at] as number);
  return of === null ? bins : Uint8Array.from(of, (place) => bins[place] as number);
}
