import { blendInto } from "./blend.ts";
import { candidatesOf, type Candidates } from "./candidates.ts";
import { knownBefore, WEEK, weeklySums, type CashHistory } from "./flows.ts";
import type { LevelModel } from "./level-model.ts";
import type { Paths } from "./paths.ts";
import type { RecurringItem } from "./recurring/recurring-item.ts";
import type { IsOpen } from "./recurring/rhythm.ts";
import { itemPaths, type Reserves, type Simulate } from "./structure.ts";
import { summaryOf, type PathSummary } from "./summary.ts";
import { stretched, stretchOf, type Stretch } from "./widen.ts";
import { weightsOf, type Trial, type Weights } from "./weights.ts";

/** How much is known, said beside the figures: nothing, too little for more than a guess, less than a year, or enough. */
export type Knowledge = "none" | "learning" | "short" | "enough";

export type ForecastOptions = {
  seed: number;
  isOpen: IsOpen;
  models?: readonly LevelModel[];
  days?: number;
  paths?: number;
  /** What carries the forecast; else recurring items and the rest around them. */
  simulate?: Simulate;
  /** Money that answers the balance of each path: added once levels have moved the paths, and part of no candidate. */
  reserves?: Reserves;
};

const NO_RESERVES: Reserves = { streams: [], add: () => undefined };

export type CashForecast = PathSummary & {
  knowledge: Knowledge;
  items: RecurringItem[];
  weights: Weights;
  stretch: Stretch;
  paths: Paths;
};

export const DAYS_AHEAD = 91;
export const PATHS = 2_000;
const TRIAL_PATHS = 300;
/** Weeks back from which the past is told again; farther apart where there is more of it. */
const LOOKS = { short: [5, 9, 13, 17], long: [13, 19, 26, 35], years: [13, 26, 39, 52] };
const FEWEST_WEEKS = 8; // of history before a look

/** The days ahead as paths and their summary: every candidate weighted by how it told the company's own past. */
export function forecastCash(history: CashHistory, options: ForecastOptions): CashForecast {
  const {
    seed,
    isOpen,
    models = [],
    days = DAYS_AHEAD,
    paths: count = PATHS,
    simulate = itemPaths,
    reserves = NO_RESERVES,
  } = options;
  const trials = trialsOf(history, { seed, isOpen, models, days, simulate, reserves });
  const simulation = { paths: count, days, seed, isOpen };
  const candidates = candidatesOf(history, simulation, { models, simulate });
  const weights = weightsOf(candidates, trials);
  blendInto(candidates, weights, seed);
  const { paths, items }: Candidates = candidates;
  reserves.add(paths, history.origin);
  const stretch = stretchOf(trials, weights, { seed, reserves });
  return {
    ...stretched(summaryOf(paths, history.origin), stretch),
    stretch,
    knowledge: knowledgeOf(history),
    items,
    weights,
    paths,
  };
}

/** What the candidates would have said on earlier days, beside what came. */
export function trialsOf(
  history: CashHistory,
  { seed, isOpen, models, days, simulate, reserves }: Required<Omit<ForecastOptions, "paths">>,
): Trial[] {
  const weeks = Math.floor((history.origin - history.first) / WEEK);
  const looks = weeks >= 104 ? LOOKS.years : weeks >= 60 ? LOOKS.long : LOOKS.short;
  const sums = { in: weeklySums(history, "in"), out: weeklySums(history, "out") };
  const moved = { ...history, streams: [...history.streams, ...reserves.streams] };
  const all = { in: weeklySums(moved, "in"), out: weeklySums(moved, "out") };
  return looks
    .filter((back) => weeks - back >= FEWEST_WEEKS)
    .map((back) => {
      const ahead = Math.min(back, Math.ceil(days / WEEK));
      const known = knownBefore(history, history.origin - back * WEEK);
      const at = weeks - back;
      const simulation = { paths: TRIAL_PATHS, days: ahead * WEEK, seed, isOpen };
      return {
        candidates: candidatesOf(known, simulation, { models, simulate }),
        origin: known.origin,
        actual: { in: sums.in.slice(at, at + ahead), out: sums.out.slice(at, at + ahead) },
        moved: { in: all.in.slice(at, at + ahead), out: all.out.slice(at, at + ahead) },
      };
    });
}

function knowledgeOf({ streams, first, origin }: CashHistory): Knowledge {
  if (streams.every(({ flows }) => flows.length === 0)) return "none";
  const weeks = (origin - first) / WEEK;
  return weeks < 13 ? "learning" : weeks < 52 ? "short" : "enough";
}
