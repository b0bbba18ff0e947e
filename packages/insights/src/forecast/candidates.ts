import { dailySums, DIRECTIONS, WEEK, weeklySums, type CashHistory, type Direction } from "./flows.ts";
import type { LevelHistory, LevelModel } from "./level-model.ts";
import { calendarDays } from "./levels/calendar-days.ts";
import { lastYear } from "./levels/last-year.ts";
import { recentWeeks } from "./levels/recent-weeks.ts";
import type { Paths } from "./paths.ts";
import type { WeekQuantiles } from "./quantiles.ts";
import type { RecurringItem } from "./recurring/recurring-item.ts";
import { blockQuantiles, pathQuantiles, type Simulate, type Simulation } from "./structure.ts";

/** What one candidate says of both directions. */
export type Told = {
  name: string;
  trust: Record<Direction, number>;
  weeks: Partial<Record<Direction, WeekQuantiles>>;
};

/** All that is said of one history: the paths that carry the forecast, and every candidate's weeks; the paths' own come first. */
export type Candidates = { paths: Paths; items: RecurringItem[]; told: Told[] };

/** Trust before trial where money moves on few days: there the calendar says most. Where it moves every day levels do. */
const TRUST = { items: 6, months: 3, blocks: 0.5 };
const LEAST_TRUST = 0.3;

const OWN: readonly LevelModel[] = [recentWeeks(6, 0.5), recentWeeks(26, 0.5), lastYear(1), calendarDays(1)];

/** Asks every candidate about the days from a history's origin on. */
export function candidatesOf(
  history: CashHistory,
  simulation: Simulation,
  { models, simulate }: { models: readonly LevelModel[]; simulate: Simulate },
): Candidates {
  const { paths, items, trust } = simulate(history, simulation);
  const weeks = Math.ceil(simulation.days / WEEK);
  const asked = DIRECTIONS.map((direction) => levelHistoryOf(history, direction, simulation.isOpen));
  const trusted = (most: number) => ({ in: trustOf(asked[0], most), out: trustOf(asked[1], most) });
  const told: Told[] = [
    {
      name: "items",
      trust: trust ?? trusted(TRUST.items),
      weeks: { in: pathQuantiles(paths, "in"), out: pathQuantiles(paths, "out") },
    },
  ];
  if (history.grain === "day") {
    const months = blockQuantiles(history, "months", simulation);
    told.push({ name: "months", trust: trusted(TRUST.months), weeks: months });
    const blocks = blockQuantiles(history, "weeks", simulation);
    told.push({ name: "blocks", trust: trusted(TRUST.blocks), weeks: blocks });
  }
  for (const model of [...OWN, ...models]) {
    const each: Told = { name: model.name, trust: { in: model.trust, out: model.trust }, weeks: {} };
    for (const past of asked) {
      if (past.weekly.length < model.fewestWeeks || past.weekly.every((sum) => sum === 0)) continue;
      const said = model.forecast(past, weeks);
      if (said !== null && said.every((week) => week.every(Number.isFinite)))
        each.weeks[past.direction] = said.map((week) => week.map((sum) => Math.max(0, sum)));
    }
    told.push(each);
  }
  return { paths, items, told };
}

/** The rarer the days on which money moves, the more the calendar is trusted. */
function trustOf(history: LevelHistory | undefined, most: number): number {
  if (history === undefined || history.grain === "week" || history.daily.length === 0) return LEAST_TRUST;
  const still = history.daily.reduce((count, sum) => count + Number(sum === 0), 0) / history.daily.length;
  return LEAST_TRUST + (most - LEAST_TRUST) * still * still;
}

function levelHistoryOf(
  history: CashHistory,
  direction: Direction,
  isOpen: (day: number) => boolean,
): LevelHistory {
  const weekly = weeklySums(history, direction);
  return {
    direction,
    grain: history.grain,
    first: history.origin - weekly.length * WEEK,
    weekly,
    daily: dailySums(history, direction),
    isOpen,
  };
}
