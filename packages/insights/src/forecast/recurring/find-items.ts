import { directionOf, DIRECTIONS, type CashHistory, type Flow, type Stream } from "../flows.ts";
import { middleOf } from "../../numbers.ts";
import { aliveAfter, ENDED_BELOW, type Hit, type RecurringItem } from "./recurring-item.ts";
import { FEWEST_HITS, fitRhythm, type RhythmFit } from "./fit-rhythm.ts";
import { daysOf, LOOK_BACK, movesBefore, type IsOpen, type Moved } from "./rhythm.ts";

/** What was found in a history: the items, and the flows that belong to none. */
export type Found = { items: RecurringItem[]; rest: Stream[] };

const MOST_ITEMS = 6; // of one stream and direction
const MOST_FLOWS = 400; // of a stream that is looked through as a whole
const ALIKE = 1.03; // between neighbours of flows of one size
const ONE_SIZE = 1.1; // between the smallest and the largest of them
/** Gains that chance does not reach: of one sum and of sums of about one size (more with every group that is tried), and of all flows of a stream. */
const ENOUGH = { same: 3, alike: 6, all: 8 };
const SAME = 1.005; // between sums that are one sum; others must come four times

const RATIO = 2.5; // between a hit and the item's usual size

type Fit = RhythmFit & { readonly size: number | null };

/**
 * Finds recurring items in every stream. A party's few flows stand beside those of its ledger's other parties. `surer` is asked for beyond
 * the gains that are enough, where most items are known already and what remains is mostly chance.
 */
export function findItems(history: CashHistory, isOpen: IsOpen, surer = 0): Found {
  const found: Found = { items: [], rest: [] };
  if (history.grain === "week") return { items: [], rest: [...history.streams] };
  const { origin } = history;
  const moved = movesBefore(origin, isOpen);
  const ground = { origin, isOpen, moved, found, surer };
  const left = history.streams.map((stream) => ({
    ...stream,
    flows: takeItems(stream, ground),
  }));
  const ledgers = Map.groupBy(left, (stream) => JSON.stringify([stream.class, stream.ledger]));
  for (const [stream, ...others] of ledgers.values()) {
    if (stream === undefined) continue;
    const flows = [stream, ...others].flatMap((each) => each.flows).toSorted((a, b) => a.day - b.day);
    const pool = { class: stream.class, ledger: stream.ledger, party: null, flows };
    const rest = others.length > 0 ? takeItems(pool, ground) : flows;
    if (rest.length > 0) found.rest.push({ ...pool, flows: rest });
  }
  return found;
}

type Ground = { origin: number; isOpen: IsOpen; moved: Moved; found: Found; surer: number };

function takeItems(stream: Stream, ground: Ground): Flow[] {
  const { origin, isOpen, found } = ground;
  const left: Flow[] = [];
  for (const direction of DIRECTIONS) {
    let flows = stream.flows.filter(({ amount }) => directionOf(amount) === direction);
    for (let taken = 0; taken < MOST_ITEMS; taken++) {
      const recent = flows.filter(({ day }) => day >= origin - LOOK_BACK);
      const fit = bestFit(recent, ground);
      if (fit === null) break;
      const hits = hitsOf(recent, fit);
      if (hits.length < fewestOf(hits)) break;
      const item = itemOf(hits, fit, { origin, isOpen });
      const { class: kind, ledger, party } = stream;
      found.items.push({ class: kind, ledger, party, direction, ...item });
      const used = new Set(hits.map(({ flow }) => flow));
      flows = flows.filter((flow) => !used.has(flow));
    }
    left.push(...flows);
  }
  return left.toSorted((a, b) => a.day - b.day);
}

/** The rhythm that tells most of the flows of one size, or of all. */
function bestFit(flows: readonly Flow[], ground: Ground): Fit | null {
  let best: Fit | null = null;
  for (const { group, enough, size } of groupsOf(flows)) {
    const fit = fitRhythm([...new Set(group.map(({ day }) => day))], ground);
    if (fit !== null && fit.gain >= enough + ground.surer && (best === null || fit.gain > best.gain))
      best = { ...fit, size };
  }
  return best;
}

/** Three times the same sum speak for an item; of sums that vary it takes one more. */
function fewestOf(hits: readonly Hit[]): number {
  return areOneSum(hits.map(({ size }) => ({ amount: size }))) ? FEWEST_HITS : FEWEST_HITS + 1;
}

function areOneSum(flows: readonly { amount: number }[]): boolean {
  const sizes = flows.map(({ amount }) => Math.abs(amount));
  return Math.max(...sizes) <= Math.min(...sizes) * SAME;
}

function groupsOf(flows: readonly Flow[]): { group: Flow[]; enough: number; size: number | null }[] {
  const bySize = flows.toSorted((a, b) => Math.abs(a.amount) - Math.abs(b.amount));
  const groups: { group: Flow[]; enough: number; size: number | null }[] = [];
  let alike: Flow[] = [];
  const close = () => {
    if (alike.length >= FEWEST_HITS && alike.length < flows.length)
      groups.push({
        group: alike.toSorted((a, b) => a.day - b.day),
        enough: areOneSum(alike) ? ENOUGH.same : ENOUGH.alike,
        size: middleOf(alike.map(({ amount }) => Math.abs(amount))),
      });
  };
  for (const flow of bySize) {
    const last = alike.at(-1);
    const apart = Math.abs(flow.amount) > Math.abs(last?.amount ?? Infinity) * ALIKE;
    if (apart || Math.abs(flow.amount) > Math.abs(alike[0]?.amount ?? Infinity) * ONE_SIZE) {
      close();
      alike = [];
    }
    alike.push(flow);
  }
  const one = alike.length === flows.length;
  const enough = !one ? ENOUGH.all : areOneSum(flows) ? ENOUGH.same : ENOUGH.alike;
  close();
  for (const group of groups) group.enough += Math.log(groups.length);
  if (flows.length >= FEWEST_HITS && flows.length <= MOST_FLOWS)
    groups.push({ group: [...flows], enough, size: null });
  return groups;
}

/** The flow of each due day: nearest to the item's size first, then nearest to the day. */
function hitsOf(flows: readonly Flow[], fit: Fit): (Hit & { flow: Flow })[] {
  const used = new Set<Flow>();
  const hits: (Hit & { flow: Flow })[] = [];
  for (const due of fit.dues) {
    let best: Flow | null = null;
    let nearest = Infinity;
    for (const flow of flows) {
      const away = Math.abs(flow.day - due);
      if (away > fit.tolerance || used.has(flow)) continue;
      const size = Math.abs(flow.amount);
      const ratio = fit.size === null ? 1 : Math.max(size / fit.size, fit.size / size);
      if (ratio > RATIO) continue;
      const distance = fit.size === null ? away - size / 1e18 : Math.log(ratio) * 10 + away;
      if (distance < nearest) {
        nearest = distance;
        best = flow;
      }
    }
    if (best === null) continue;
    used.add(best);
    hits.push({ due, day: best.day, size: Math.abs(best.amount), flow: best });
  }
  return hits;
}

function itemOf(
  hits: readonly (Hit & { flow: Flow })[],
  fit: Fit,
  { origin, isOpen }: { origin: number; isOpen: IsOpen },
): Pick<RecurringItem, "rhythm" | "tolerance" | "hits" | "hitRate" | "alive" | "gain"> {
  const lastDue = hits.at(-1)?.due ?? 0;
  const hitRate = (hits.length + 1) / (fit.dues.length + 1.2);
  const missed = daysOf(fit.rhythm, lastDue + 1, origin - 1 - fit.tolerance, isOpen).length;
  const alive = aliveAfter(missed, hitRate);
  return {
    rhythm: fit.rhythm,
    tolerance: fit.tolerance,
    hits: hits.map(({ due, day, size }) => ({ due, day, size })),
    hitRate,
    alive: alive < ENDED_BELOW ? 0 : alive,
    gain: fit.gain,
  };
}
