import { directionOf, DIRECTIONS, type Flow, type Stream } from "../forecast/flows.ts";
import {
  aliveAfter,
  ENDED_BELOW,
  type Hit,
  type RecurringItem,
} from "../forecast/recurring/recurring-item.ts";
import { daysOf, type IsOpen, type Rhythm, type Shift } from "../forecast/recurring/rhythm.ts";
import { middleOf, near, squaresOf } from "../numbers.ts";

/*
 * Ledgers of the books that are one item as a whole: rent, wages, an instalment. Their money comes about once a month (or every so many
 * months), some days before or after its date, now and then weeks late or not at all. A ledger says by itself what belongs together, so that
 * days may scatter more than in a bank's list of payments, where flows are told apart by their size.
 */

export type LedgerItems = { readonly items: RecurringItem[]; readonly left: Stream[] };

const LOOK_BACK = 1_100; // days
const FEWEST_HITS = 3;
const LEAST_RATE = 0.65;
const MOST_EXTRA = 0.15; // flows beside a due day's own, by hits
const WIDEST = 15; // days from a due day
const SPREADS = [0.4, 1, 2, 3, 4.5, 6.5]; // standard deviations of the days that are tried
const ASTRAY = 0.1; // of all come on whatever day
const EXTRA = 0.1; // flows that belong to nothing, by those that were seen
const SIZES_APART = 0.45; // middle distance of sizes from the usual one, as a share, above which they are no item
const USUAL_SPREAD = 0.3; // of the sums of chance in one ledger, as logarithms
const ENOUGH = 4; // of the gain: days of chance hardly ever reach it
const SHIFTS: readonly Shift[] = ["stay", "before", "after"];
/** How usual a rhythm is, with what the free choice of its date and month explains, as a logarithm. */
const USUAL: ReadonlyMap<number, number> = new Map([
  [1, -3],
  [2, -6.5],
  [3, -5],
  [6, -6],
  [12, -7],
]);

/** Finds streams that are one item, and leaves the others. */
export function ledgerItems(
  streams: readonly Stream[],
  { origin, isOpen }: { origin: number; isOpen: IsOpen },
): LedgerItems {
  const items: RecurringItem[] = [];
  const left: Stream[] = [];
  for (const stream of streams) {
    const others: Flow[] = [];
    for (const direction of DIRECTIONS) {
      const flows = stream.flows.filter(({ amount }) => directionOf(amount) === direction);
      const found = itemOf(flows, { origin, isOpen });
      const { class: kind, ledger, party } = stream;
      if (found === null) others.push(...flows);
      else items.push({ class: kind, ledger, party, direction, ...found });
    }
    if (others.length > 0) left.push({ ...stream, flows: others.toSorted((a, b) => a.day - b.day) });
  }
  return { items, left };
}

type Found = Pick<RecurringItem, "rhythm" | "tolerance" | "hits" | "hitRate" | "alive" | "gain">;
type Fit = { rhythm: Rhythm; gain: number; hits: Hit[]; dues: readonly number[] };

function itemOf(
  flows: readonly Flow[],
  { origin, isOpen }: { origin: number; isOpen: IsOpen },
): Found | null {
  const days = byDay(flows.filter(({ day }) => day >= origin - LOOK_BACK && day < origin));
  const first = days[0]?.day ?? origin;
  const last = days.at(-1)?.day ?? origin;
  const months = (last - first) / 30;
  if (days.length < FEWEST_HITS || days.length > 1.5 * months + 3 || areApart(days)) return null;
  let best: Fit | null = null;
  for (const every of USUAL.keys()) {
    if (days.length > (1.5 * months) / every + 3) continue;
    for (const rhythm of rhythmsOf(every)) {
      const fit = fitOf(days, rhythm, isOpen);
      if (fit !== null && fit.gain >= ENOUGH && (best === null || fit.gain > best.gain)) best = fit;
    }
  }
  return best === null ? null : foundOf(best, { origin, isOpen });
}

function foundOf(
  { rhythm, gain, hits, dues }: Fit,
  { origin, isOpen }: { origin: number; isOpen: IsOpen },
): Found {
  const tolerance = Math.max(...hits.map(({ due, day }) => Math.abs(day - due)));
  const hitRate = (hits.length + 1) / (dues.length + 1.2);
  const lastDue = hits.at(-1)?.due ?? 0;
  const missed = daysOf(rhythm, lastDue + 1, origin - 1 - Math.min(tolerance, WIDEST / 2), isOpen).length;
  const alive = aliveAfter(missed, hitRate);
  return { rhythm, tolerance, hits, hitRate, alive: alive < ENDED_BELOW ? 0 : alive, gain };
}

function* rhythmsOf(every: number): Generator<Rhythm> {
  for (let phase = 0; phase < every; phase++)
    for (let date = 1; date <= 31; date++)
      for (const shift of SHIFTS)
        yield { kind: "months", months: every, phase, date: date === 31 ? 0 : date, shift };
}

/** How much more probable the days are as those of a rhythm than as days of chance (Poisson). */
function fitOf(days: readonly Flow[], rhythm: Rhythm, isOpen: IsOpen): Fit | null {
  const first = days[0]?.day ?? 0;
  const last = days.at(-1)?.day ?? 0;
  const around = daysOf(rhythm, first - WIDEST, last + WIDEST, isOpen);
  const hits: Hit[] = [];
  const used = new Set<number>();
  let extra = 0;
  let at = 0;
  for (const { day, amount } of days) {
    while (
      at + 1 < around.length &&
      Math.abs((around[at + 1] ?? 0) - day) <= Math.abs((around[at] ?? 0) - day)
    )
      at++;
    const due = around[at] ?? 0;
    if (Math.abs(day - due) > WIDEST || used.has(due)) {
      extra++;
      continue;
    }
    used.add(due);
    hits.push({ due, day, size: Math.abs(amount) });
  }
  const from = hits[0]?.due ?? 0;
  const to = hits.at(-1)?.due ?? 0;
  const dues = around.filter((due) => due >= from && due <= to);
  if (hits.length < FEWEST_HITS || hits.length < LEAST_RATE * dues.length) return null;
  if (extra > MOST_EXTRA * hits.length) return null;
  const period = (last - first) / Math.max(1, dues.length - 1);
  const perDay = days.length / (last - first + period);
  const byChance = days.length * Math.log(perDay) - days.length;
  const rate = (hits.length + 0.5) / (dues.length + 1);
  const shown =
    hits.length * Math.log(rate) +
    (dues.length - hits.length) * Math.log(1 - rate) +
    extra * Math.log(EXTRA * perDay) -
    EXTRA * days.length;
  const usual =
    (USUAL.get(rhythm.kind === "months" ? rhythm.months : 0) ?? -9) -
    (rhythm.kind === "months" && rhythm.shift !== "stay" ? 0.5 : 0);
  return { rhythm, gain: usual + shown + nearness(hits) + likeness(hits) - byChance, hits, dues };
}

/** The logarithm of how probable the distances from the due days are, by the spread that suits them best. */
function nearness(hits: readonly Hit[]): number {
  let best = -Infinity;
  for (const spread of SPREADS) {
    const density = densities(spread);
    let sum = 0;
    for (const { due, day } of hits) sum += Math.log(density[Math.abs(day - due)] ?? 1e-9);
    best = Math.max(best, sum);
  }
  return best;
}

/** What speaks for sums of about one size, beside the sums of chance that a ledger has. */
function likeness(hits: readonly Hit[]): number {
  const logs = hits.map(({ size }) => Math.log(size));
  const spread = Math.sqrt((squaresOf(logs) + USUAL_SPREAD ** 2) / logs.length);
  return hits.length * near(Math.log(USUAL_SPREAD / spread), 0, 1);
}

const KNOWN_DENSITIES = new Map<number, Float64Array>();

/** The chance of each distance in days: about the due day, or astray. */
function densities(spread: number): Float64Array {
  const known = KNOWN_DENSITIES.get(spread);
  if (known !== undefined) return known;
  const made = Float64Array.from({ length: WIDEST + 1 }, (_, away) => Math.exp(-((away / spread) ** 2) / 2));
  const all = made.reduce((sum, each, away) => sum + (away === 0 ? each : 2 * each), 0);
  const own = made.map((each) => ((1 - ASTRAY) * each) / all + ASTRAY / (2 * WIDEST + 1));
  KNOWN_DENSITIES.set(spread, own);
  return own;
}

function byDay(flows: readonly Flow[]): Flow[] {
  const sums = new Map<number, number>();
  for (const { day, amount } of flows) sums.set(day, (sums.get(day) ?? 0) + amount);
  return [...sums].map(([day, amount]) => ({ day, amount })).toSorted((a, b) => a.day - b.day);
}

function areApart(days: readonly Flow[]): boolean {
  const usual = middleOf(days.map(({ amount }) => Math.abs(amount)));
  return (
    !(usual > 0) || middleOf(days.map(({ amount }) => Math.abs(Math.abs(amount) / usual - 1))) > SIZES_APART
  );
}
