import { countBelow } from "../numbers.ts";

/*
 * Boosted trees for counts: each row has a number of events and the number that was expected of it; the trees learn by what factor
 * the expectation is wrong. Poisson loss, Newton steps, histograms of at most 32 bins a feature (Friedman 2001, Annals of Statistics 29;
 * Ke et al. 2017, LightGBM). The start is the expectation itself, so that with little to learn from nothing changes.
 */

/**
 * Columns of features, `NaN` where one is not known: first those by row, then those that a group of rows shares, by group; rows of a
 * group lie together. By row: its group, what came, what was expected and how much it counts.
 */
export type Rows = {
  columns: readonly Float64Array[];
  shared: readonly Float64Array[];
  group: Int32Array;
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
/** Of a feature in a histogram: a slope and a curve for each bin, and for what is not known. */
const SIZE = (BINS + 1) * 2;
const MOST_STEP = 1;

/** Learns from rows. The answer is always the same for the same rows. */
export function boost(rows: Rows, settings: BoostSettings): Boosted {
  const { events, group } = rows;
  const count = events.length;
  const edges = [
    ...rows.columns.map((column) => edgesOf(column)),
    ...rows.shared.map((column) => sharedEdgesOf(column, rowsIn(group, column.length))),
  ];
  const binned: Binned = {
    own: binnedBy(rows.columns, edges, { first: 0, count }),
    shared: binnedBy(rows.shared, edges, { first: rows.columns.length, count: rows.shared[0]?.length ?? 0 }),
    group,
  };
  const expected = rows.expected.slice();
  const room = roomFor(count, { features: edges.length, leaves: settings.leaves });
  const { slope, curve } = room;
  const trees: Tree[] = [];
  for (let round = 0; round < settings.trees; round++) {
    for (let i = 0; i < count; i++) {
      const weight = rows.weight[i] as number;
      slope[i] = weight * ((events[i] as number) - (expected[i] as number));
      curve[i] = weight * (expected[i] as number);
    }
    const tree = grow(binned, room, settings, expected);
    if (tree.length === 1) break;
    trees.push(tree);
  }
  return { edges, trees };
}

/** The bins of some features in their order, from one on. */
export function binsIn({ edges }: Boosted, features: readonly number[], from = 0): number[] {
  return features.map((value, at) => binIn(edges[from + at] ?? [], value));
}

/** By what factor, as a logarithm, the expectation of a row is wrong, whose features are in such bins. */
export function logFactor({ trees }: Boosted, bins: readonly number[]): number {
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

/** Rows from one place on to another, of those of all leaves. */
type Leaf = { node: number; from: number; to: number; best: Split | null; histogram: Float64Array };
type Split = { feature: number; bin: number; gain: number };
/**
 * By row, then by feature: where in a histogram the value's bin is. One feature after the other, sums would wait for those of the row before:
 * many of a feature's values are alike.
 */
type Cells = { features: number; first: number; cells: Uint16Array };
/** Of the features by row, and of those that groups share by group. */
type Binned = { own: Cells; shared: Cells; group: Int32Array };
/** Rows in the order of the leaves they are in, and first and second derivatives by row; room for rows set aside, and for what a tree adds up. */
type Room = {
  places: Int32Array;
  aside: Int32Array;
  slope: Float64Array;
  curve: Float64Array;
  histograms: readonly Float64Array[];
};

function roomFor(rows: number, { features, leaves }: { features: number; leaves: number }): Room {
  return {
    places: new Int32Array(rows),
    aside: new Int32Array(rows),
    slope: new Float64Array(rows),
    curve: new Float64Array(rows),
    histograms: Array.from({ length: leaves }, () => new Float64Array(features * SIZE)),
  };
}

/** Grows one tree by its best leaf first, and multiplies what is expected of the rows by it. */
function grow(binned: Binned, room: Room, settings: BoostSettings, expected: Float64Array): Tree {
  const { places } = room;
  for (let row = 0; row < places.length; row++) places[row] = row;
  const tree: Node[] = [leafNode()];
  const features = binned.own.features + binned.shared.features;
  const leafOf = (node: number, [from, to]: Range, histogram: Float64Array): Leaf => {
    return { node, from, to, histogram, best: bestSplit(histogram, features, settings) };
  };
  const whole: Range = [0, places.length];
  const leaves: Leaf[] = [leafOf(0, whole, histogramOf(binned, room, { range: whole, leaf: 0 }))];
  while (leaves.length < settings.leaves) {
    let at = -1;
    leaves.forEach((leaf, place) => {
      if (leaf.best !== null && leaf.best.gain > (leaves[at]?.best?.gain ?? 0)) at = place;
    });
    const leaf = leaves[at];
    const split = leaf?.best;
    if (leaf === undefined || split === undefined || split === null) break;
    const middle = part(leaf, binned, { split, room });
    const node = tree[leaf.node];
    if (node === undefined) break;
    Object.assign(node, {
      feature: split.feature,
      bin: split.bin,
      left: tree.length,
      right: tree.length + 1,
    });
    tree.push(leafNode(), leafNode());
    const left: Range = [leaf.from, middle];
    const right: Range = [middle, leaf.to];
    // The smaller side is counted, the larger is the rest.
    const isLeftSmall = middle - leaf.from < leaf.to - middle;
    const range = isLeftSmall ? left : right;
    const counted = histogramOf(binned, room, { range, leaf: leaves.length });
    const rest = leaf.histogram;
    for (let i = 0; i < rest.length; i++) (rest[i] as number) -= counted[i] as number;
    leaves.splice(
      at,
      1,
      leafOf(node.left, left, isLeftSmall ? counted : rest),
      leafOf(node.right, right, isLeftSmall ? rest : counted),
    );
  }
  for (const leaf of leaves) {
    const { slope, curve } = totals(leaf.histogram);
    const step = (settings.rate * slope) / (curve + settings.shrink);
    const value = Math.max(-MOST_STEP, Math.min(MOST_STEP, step));
    const node = tree[leaf.node];
    if (node !== undefined) node.value = value;
    const factor = Math.exp(value);
    for (let at = leaf.from; at < leaf.to; at++) (expected[places[at] as number] as number) *= factor;
  }
  return tree;
}

type Range = [from: number, to: number];

function leafNode(): Node {
  return { feature: -1, bin: 0, left: -1, right: -1, value: 0 };
}

/**
 * Slopes and curves of some rows summed by feature and bin: [feature][bin][slope, curve]. What groups share is added up by group first. Each
 * leaf of a tree has a histogram of its own.
 */
function histogramOf(
  binned: Binned,
  room: Room,
  { range: [from, to], leaf }: { range: Range; leaf: number },
): Float64Array {
  const { places, slope, curve } = room;
  const { own, shared } = binned;
  const histogram = (room.histograms[leaf] as Float64Array).fill(0);
  let group = -1;
  let down = 0;
  let up = 0;
  for (let at = from; at < to; at++) {
    const row = places[at] as number;
    if (binned.group[row] !== group) {
      if (group >= 0) addUp(histogram, shared, { row: group, down, up });
      group = binned.group[row] as number;
      down = 0;
      up = 0;
    }
    const [ownDown, ownUp] = [slope[row] as number, curve[row] as number];
    addUp(histogram, own, { row, down: ownDown, up: ownUp });
    down += ownDown;
    up += ownUp;
  }
  if (group >= 0) addUp(histogram, shared, { row: group, down, up });
  return histogram;
}

/** The work of it all. */
function addUp(
  histogram: Float64Array,
  { features, cells }: Cells,
  { row, down, up }: { row: number; down: number; up: number },
): void {
  const end = (row + 1) * features;
  for (let at = row * features; at < end; at++) {
    const cell = cells[at] as number;
    (histogram[cell] as number) += down;
    (histogram[cell + 1] as number) += up;
  }
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

/** Puts a leaf's rows left of a split before those right of it, each in the order they were in; answers where the right ones begin. */
function part(
  { from, to }: Leaf,
  { own, shared, group }: Binned,
  { split, room: { places, aside } }: { split: Split; room: Room },
): number {
  const isOwn = split.feature < own.features;
  const { cells, features, first } = isOwn ? own : shared;
  const last = split.feature * SIZE + split.bin * 2;
  let middle = from;
  let rights = 0;
  for (let at = from; at < to; at++) {
    const row = places[at] as number;
    const place = isOwn ? row : (group[row] as number);
    if ((cells[place * features + split.feature - first] as number) <= last) places[middle++] = row;
    else aside[rights++] = row;
  }
  for (let right = 0; right < rights; right++) places[middle + right] = aside[right] as number;
  return middle;
}

/** How many rows each group has. */
function rowsIn(group: Int32Array, groups: number): Int32Array {
  const rows = new Int32Array(groups);
  for (let row = 0; row < group.length; row++) (rows[group[row] as number] as number)++;
  return rows;
}

/** Edges between bins, at equal shares of the rows whose value is known; equal edges fall together. */
function edgesOf(column: Float64Array): number[] {
  const known = column.filter((value) => !Number.isNaN(value)).toSorted();
  return edgesAt(known, (share) => Math.floor(known.length * share));
}

/** The same where so many rows share each value. */
function sharedEdgesOf(column: Float64Array, rows: Int32Array): number[] {
  const known = column.filter((value, at) => !Number.isNaN(value) && rows[at] !== 0).toSorted();
  const upTo = new Int32Array(known.length); // rows, at a value's first place
  column.forEach((value, at) => {
    if (!Number.isNaN(value) && rows[at] !== 0)
      (upTo[countBelow(known, value)] as number) += rows[at] as number;
  });
  for (let at = 1; at < upTo.length; at++) (upTo[at] as number) += upTo[at - 1] as number;
  return edgesAt(known, (share) => countBelow(upTo, Math.floor((upTo.at(-1) ?? 0) * share) + 1));
}

/** `placeOf`: the place among the known values up to which such a share of the rows lies. */
function edgesAt(known: Float64Array, placeOf: (share: number) => number): number[] {
  const edges: number[] = [];
  for (let bin = 1; bin < BINS; bin++) {
    const edge = known[placeOf(bin / BINS)];
    if (edge !== undefined && edge > (edges.at(-1) ?? -Infinity) && edge > (known[0] ?? 0)) edges.push(edge);
  }
  return edges;
}

/** Bin 0 is for what is not known; a value on an edge lies above it. */
function binIn(edges: readonly number[], value: number): number {
  if (Number.isNaN(value)) return 0;
  const below = countBelow(edges, value);
  return edges[below] === value ? below + 2 : below + 1;
}

/** Some columns, whose edges begin at one, as the cells of their bins. */
function binnedBy(
  columns: readonly Float64Array[],
  edges: readonly (readonly number[])[],
  { first, count }: { first: number; count: number },
): Cells {
  const cells = new Uint16Array(count * columns.length);
  for (const [at, column] of columns.entries()) {
    const own = edges[first + at] ?? [];
    const feature = (first + at) * SIZE;
    for (let row = 0; row < count; row++)
      cells[row * columns.length + at] = feature + 2 * binIn(own, column[row] as number);
  }
  return { features: columns.length, first, cells };
}
