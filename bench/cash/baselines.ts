import { SHARES, weightedQuantiles, type WeekQuantiles } from "@cfa/insights/forecast/quantiles";
import type { LevelHistory, LevelModel } from "@cfa/insights/forecast/level-model";
import { WEEK } from "@cfa/insights/forecast/flows";

import type { Said } from "./score.ts";
import { HORIZON, type Kind, type Task } from "./tasks.ts";

export type Baseline = (task: Task, kind: Kind) => Said | null;

/** The plain rules: the last week again, the mean of the last 13, the same week a year ago; each with the spread of its own past errors. */
export const PLAIN: Record<string, Baseline> = {
  naive: byPast((past) => Array.from({ length: HORIZON }, () => past.at(-1) ?? 0)),
  ma13: byPast((past) => {
    const late = past.slice(-13);
    const mean = late.reduce((sum, each) => sum + each, 0) / late.length;
    return Array.from({ length: HORIZON }, () => mean);
  }),
  snaive52: byPast((past) =>
    past.length < 65
      ? null
      : Array.from({ length: HORIZON }, (_, week) => past[past.length - 52 + week] ?? 0),
  ),
};

function byPast(rule: (past: readonly number[]) => number[] | null): Baseline {
  return (task, kind) => {
    const past = task.before[kind];
    const points = rule(past);
    if (points === null) return null;
    const errors: number[] = [];
    for (let at = Math.max(4, past.length - 26); at < past.length; at++) {
      const said = rule(past.slice(0, at))?.[0];
      if (said !== undefined) errors.push((past[at] ?? 0) - said);
    }
    const spread = weightedQuantiles(
      errors,
      errors.map(() => 1),
    );
    return saidOf(
      points.map((point) => Float64Array.from(SHARES, (_, at) => point + (spread[at] ?? 0))),
      points,
    );
  };
}

/** A level model by itself on one kind of figure; net flows are moved above zero for it and back. */
export function byModel(model: LevelModel): Baseline {
  return (task, kind) => {
    const past = Float64Array.from(task.before[kind]);
    if (past.length < model.fewestWeeks) return null;
    const floor = kind === "net" ? Math.min(0, ...past) * 4 - 1 : 0;
    const weekly = past.map((each) => each - floor);
    const daily = new Float64Array(weekly.length * WEEK);
    if (task.history.grain === "day" && kind !== "net") {
      const start = task.origin - daily.length;
      for (const { flows } of task.history.streams)
        for (const { day, amount } of flows)
          if (day >= start && amount > 0 === (kind === "inflow"))
            daily[day - start] = (daily[day - start] ?? 0) + Math.abs(amount);
    }
    const history: LevelHistory = {
      direction: kind === "inflow" ? "in" : "out",
      grain: task.history.grain === "day" && kind !== "net" ? "day" : "week",
      first: task.origin - daily.length,
      weekly,
      daily,
      isOpen: () => true,
    };
    const weeks = model.forecast(history, HORIZON)?.map((week) => week.map((each) => each + floor));
    return weeks === undefined ? null : saidOf(weeks);
  };
}

function saidOf(weeks: WeekQuantiles, points?: readonly number[]): Said {
  return {
    weeks: weeks.map((week, at) => ({
      q10: week[1] ?? 0,
      q50: week[3] ?? 0,
      q90: week[5] ?? 0,
      mean: points?.[at] ?? week[3] ?? 0,
    })),
  };
}
