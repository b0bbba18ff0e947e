import { directionOf, DIRECTIONS, type Flow, type Stream } from "../forecast/flows.ts";
import { aliveAfter, ENDED_BELOW, type RecurringItem } from "../forecast/recurring/recurring-item.ts";
import {
  dateRow,
  daysOf,
  LESS_USUAL,
  LOOK_BACK,
  movesBefore,
  placeIn,
  SHIFTS,
  type DateRow,
  type IsOpen,
  type Moved,
  type Rhythm,
} from "../forecast/recurring/rhythm.ts";
import { middleOf, near } from "../numbers.ts";

/*
 * Ledgers of the books that are one item as a whole: rent, wages, an instalment. Their money comes about once a month (or every so many
 * months), some days before or after its date, now and then weeks late or not at all. A ledger says by itself what belongs together, so that
 * days may scatter more than in a bank's list of payments, where flows are told apart by their size.
 */

export type LedgerItems = { readonly items: RecurringItem[]; readonly left: Stream[] };

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
  const ground = { origin, isOpen, moved: movesBefore(origin, isOpen) };
  for (const stream of streams) {
    const others: Flow[] = [];
    for (const direction of DIRECTIONS) {
      const flows = stream.flows.filter(({ amount }) => directionOf(amount) === direction);
      const found = itemOf(flows, ground);
      const { class: kind, ledger, party } = stream;
      if (found === null) others.push(...flows);
      else items.push({ class: kind, ledger, party, direction, ...found });
    }
    if (others.length > 0) left.push({ ...stream, flows: others.toSorted((a, b) => a.day - b.day) });
  }
  return { items, left };
}

type Ground = { readonly origin: number; readonly isOpen: IsOpen; readonly moved: Moved };

type Found = Pick<RecurringItem, "rhythm" | "tolerance" | "hits" | "hitRate" | "alive" | "gain">;
type Fit = { rhythm: Rhythm; gain: number; hits: Hits; around: Int32Array; dues: number };

/** Days that are a due day's: their places among the days, those of the due days, and how far they lie apart. */
type Hits = { due: Int32Array; day: Int32Array; away: Int32Array };

/** Days on which a ledger's money moved, with the logarithms of its sums, and room for hits. */
type Ledger = { on: Int32Array; logs: Float64Array; hits: Hits };

function itemOf(flows: readonly Flow[], ground: Ground): Found | null {
  const { origin } = ground;
  const days = byDay(flows.filter(({ day }) => day >= origin - LOOK_BACK && day < origin));
  const first = days[0]?.day ?? origin;
  const last = days.at(-1)?.day ?? origin;
  const months = (last - first) / 30;
  if (days.length < FEWEST_HITS || days.length > 1.5 * months + 3 || areApart(days)) return null;
  const room = () => new Int32Array(days.length);
  const ledger = {
    on: Int32Array.from(days, ({ day }) => day),
    logs: Float64Array.from(days, ({ amount }) => Math.log(Math.abs(amount))),
    hits: { due: room(), day: room(), away: room() },
  };
  const rows = rowsOf(first - WIDEST, last + WIDEST, ground.moved);
  let best: Fit | null = null;
  for (const [every, usual] of USUAL) {
    if (days.length > (1.5 * months) / every + 3) continue;
    for (let phase = 0; phase < every; phase++)
      for (const { date, shift, row } of rows) {
        const fit = fitOf(ledger, {
          rhythm: { kind: "months", months: every, phase, date, shift },
          around: eachOf(row, every, phase),
          usual: usual - (shift === "stay" ? 0 : LESS_USUAL),
        });
        if (fit !== null && (best === null || fit.gain > best.gain)) best = fit;
      }
  }
  return best === null ? null : foundOf(best, days, ground);
}

/** The days of every date, moved in every way. */
function rowsOf(from: number, to: number, moved: Moved) {
  return Array.from({ length: 31 }, (_, before) => (before + 1) % 31).flatMap((date) =>
    SHIFTS.map((shift) => ({ date, shift, row: dateRow({ date, shift }, { from, to, moved }) })),
  );
}

function eachOf(row: DateRow, every: number, phase: number): Int32Array {
  if (every === 1) return row.days;
  return row.days.filter((_, at) => at % every === placeIn(row, every, phase));
}

function foundOf(
  { rhythm, gain, hits, around, dues }: Fit,
  days: readonly Flow[],
  { origin, isOpen }: Ground,
): Found {
  const tolerance = Math.max(...hits.away);
  const hitRate = (hits.due.length + 1) / (dues + 1.2);
  const lastDue = around[hits.due.at(-1) ?? 0] ?? 0;
  const missed = daysOf(rhythm, lastDue + 1, origin - 1 - Math.min(tolerance, WIDEST / 2), isOpen).length;
  const alive = aliveAfter(missed, hitRate);
  return {
    rhythm,
    tolerance,
    hits: Array.from(hits.day, (place, hit) => {
      const { day = 0, amount = 0 } = days[place] ?? {};
      return { due: around[hits.due[hit] ?? 0] ?? 0, day, size: Math.abs(amount) };
    }),
    hitRate,
    alive: alive < ENDED_BELOW ? 0 : alive,
    gain,
  };
}

/** How much more probable the days are as those of a rhythm than as days of chance (Poisson); null: not by enough. */
function fitOf(
  { on, logs, hits: room }: Ledger,
  { rhythm, around, usual }: { rhythm: Rhythm; around: Int32Array; usual: number },
): Fit | null {
  const first = on[0] ?? 0;
  const last = on.at(-1) ?? 0;
  let count = 0;
  let at = 0;
  for (let place = 0; place < on.length; place++) {
    const day = on[place] ?? 0;
    while (
      at + 1 < around.length &&
      Math.abs((around[at + 1] ?? 0) - day) <= Math.abs((around[at] ?? 0) - day)
    )
      at++;
    const away = Math.abs(day - (around[at] ?? 0));
    if (away > WIDEST || (count > 0 && room.due[count - 1] === at)) continue;
    room.due[count] = at;
    room.day[count] = place;
    room.away[count++] = away;
  }
  const extra = on.length - count;
  const dues = count === 0 ? 0 : (room.due[count - 1] ?? 0) - (room.due[0] ?? 0) + 1;
  if (count < FEWEST_HITS || count < LEAST_RATE * dues || extra > MOST_EXTRA * count) return null;
  const period = (last - first) / Math.max(1, dues - 1);
  const perDay = on.length / (last - first + period);
  const byChance = on.length * Math.log(perDay) - on.length;
  const rate = (count + 0.5) / (dues + 1);
  const shown =
    count * Math.log(rate) +
    (dues - count) * Math.log(1 - rate) +
    extra * Math.log(EXTRA * perDay) -
    EXTRA * on.length;
  const close = nearness(room.away, count);
  const gain = usual + shown + close + likeness(room.day, count, logs) - byChance;
  if (gain < ENOUGH) return null;
  const { due, day, away } = room;
  const hits = { due: due.slice(0, count), day: day.slice(0, count), away: away.slice(0, count) };
  return { rhythm, gain, hits, around, dues };
}

/** The logarithm of how probable the distances from the due days are, by the spread that suits them best. */
function nearness(away: Int32Array, count: number): number {
  let best = -Infinity;
  for (const density of DENSITIES) {
    let sum = 0;
    for (let hit = 0; hit < count; hit++) sum += density[away[hit] ?? 0] ?? 0;
    best = Math.max(best, sum);
  }
  return best;
}

/** What speaks for sums of about one size, beside the sums of chance that a ledger has. */
function likeness(places: Int32Array, count: number, logs: Float64Array): number {
  let sum = 0;
  for (let hit = 0; hit < count; hit++) sum += logs[places[hit] ?? 0] ?? 0;
  const mean = sum / count;
  let squares = 0;
  for (let hit = 0; hit < count; hit++) squares += ((logs[places[hit] ?? 0] ?? 0) - mean) ** 2;
  const spread = Math.sqrt((squares + USUAL_SPREAD ** 2) / count);
  return count * near(Math.log(USUAL_SPREAD / spread), 0, 1);
}

/** Of each spread the logarithm of the chance of each distance in days: about the due day, or astray. */
const DENSITIES = SPREADS.map((spread) => {
  const made = Float64Array.from({ length: WIDEST + 1 }, (_, away) => Math.exp(-((away / spread) ** 2) / 2));
  const all = made.reduce((sum, each, away) => sum + (away === 0 ? each : 2 * each), 0);
  return made.map((each) => Math.log(((1 - ASTRAY) * each) / all + ASTRAY / (2 * WIDEST + 1)));
});

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
