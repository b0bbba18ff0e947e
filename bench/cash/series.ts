import { writeFileSync } from "node:fs";

import { levelModels } from "@cfa/worker/level-models/level-models";
import { calendarDays } from "@cfa/insights/forecast/levels/calendar-days";
import { lastYear } from "@cfa/insights/forecast/levels/last-year";
import { recentWeeks } from "@cfa/insights/forecast/levels/recent-weeks";
import { forecastCash, type CashForecast } from "@cfa/insights/forecast/forecast-cash";
import type { Spread } from "@cfa/insights/forecast/summary";
import { dateOf } from "@cfa/insights/payment-history";

import { costAlone } from "./alone.ts";
import { byModel, PLAIN, type Baseline } from "./baselines.ts";
import { isOpen } from "./open-days.ts";
import { meanOf, Scorer, type Said } from "./score.ts";
import { HORIZON, readTasks, weekStart, type Kind, type Task } from "./tasks.ts";

/* Thirteen weeks told on mornings of public series, in the way of the public protocol. */

const HEAD =
  "method,dataset,series_id,kind,origin,h,q10,q50,q90,mean,cum_q10,cum_q50,cum_q90,min_q10,min_q50,min_q90,p_short";

/** `third` takes every third series, to develop on one and look at the others at the end; `plain` goes without the wasm models. */
export type SeriesChoice = {
  data: string;
  part: string;
  out: string | undefined;
  sets: string | undefined;
  third: string | undefined;
  plain: boolean;
};

/** Tells them with our forecast and the plain rules, and prints the scores. Keys of RESULT: docs/benchmarks.md. */
export async function benchSeries(values: SeriesChoice): Promise<void> {
  const tasks = tasksOf(values);
  const models = values.plain ? [] : await levelModels();
  const rules: Record<string, Baseline> = { ...PLAIN };
  for (const model of [...models, calendarDays(1), lastYear(1), recentWeeks(26, 1)])
    rules[model.name] = byModel(model);
  const scorer = new Scorer();
  const lines: string[] = [];
  const used = new Map<string, { seconds: number; most: number; count: number }>();
  let slowest = { seconds: 0, task: tasks[0] };
  for (const task of tasks) {
    const before = process.cpuUsage();
    const forecast = forecastCash(task.history, { seed: 1, isOpen, models });
    const cost = process.cpuUsage(before);
    const seconds = (cost.user + cost.system) / 1e6;
    const sum = used.get(task.dataset) ?? { seconds: 0, most: 0, count: 0 };
    used.set(task.dataset, {
      seconds: sum.seconds + seconds,
      most: Math.max(sum.most, seconds),
      count: sum.count + 1,
    });
    if (seconds > slowest.seconds) slowest = { seconds, task };
    for (const kind of task.kinds) {
      const said = saidOf(task, kind, forecast);
      scorer.add(task, kind, said, "ours");
      lines.push(...csvOf(task, kind, said));
      for (const [name, rule] of Object.entries(rules)) {
        const plain = rule(task, kind);
        if (plain !== null) scorer.add(task, kind, plain, name);
      }
    }
  }
  if (values.out !== undefined) writeFileSync(values.out, `${HEAD}\n${lines.join("\n")}\n`);
  const alone = slowest.task === undefined ? null : costAlone(slowest.task.history, models.length > 0);
  const rows = scorer.rows().toSorted((a, b) => order(a).localeCompare(order(b)) || a.wql - b.wql);
  console.table(rows);
  console.log(
    `RESULT ${JSON.stringify({
      rows: rows.filter(({ method }) => method === "ours"),
      seconds: Object.fromEntries(
        [...used].map(([name, { seconds, most, count }]) => [
          name,
          { mean: round(seconds / count), most: round(most) },
        ]),
      ),
      aloneSeconds: alone === null ? null : round(alone.seconds),
      peakMb: alone === null ? null : Math.round(alone.peakMb),
    })}`,
  );
}

function tasksOf(values: SeriesChoice): Task[] {
  const sets = values.sets?.split(",");
  const all = readTasks(values.data, values.part).filter(({ dataset }) => sets?.includes(dataset) ?? true);
  const places = new Map<string, string[]>();
  for (const { dataset, series } of all) {
    const known = places.get(dataset) ?? [];
    if (!known.includes(series)) places.set(dataset, [...known, series]);
  }
  const tasks = all.filter(
    ({ dataset, series }) =>
      values.third === undefined || (places.get(dataset)?.indexOf(series) ?? 0) % 3 === Number(values.third),
  );
  if (tasks.length === 0) throw new Error(`No series of part ${values.part} are in ${values.data}.`);
  return tasks;
}

function saidOf(task: Task, kind: Kind, { weeks, lowest }: CashForecast): Said {
  const side = ({ net, in: inflow, out }: (typeof weeks)[number]) =>
    kind === "net" ? net : kind === "inflow" ? inflow : out;
  const total = ({ running, runningIn, runningOut }: (typeof weeks)[number]) =>
    kind === "net" ? running : kind === "inflow" ? runningIn : runningOut;
  const limit = -4 * meanOf(task.before.outflow);
  const below = lowest.values.reduce((count, each) => count + Number(each < limit), 0);
  return {
    weeks: weeks.map((week) => ({ ...three(side(week)), mean: side(week).mean })),
    running: weeks.map((week) => three(total(week))),
    ...(kind === "net" ? { lowest: three(lowest), short: below / lowest.values.length } : {}),
  };
}

function three({ quantiles }: Spread) {
  return { q10: quantiles[1] ?? 0, q50: quantiles[3] ?? 0, q90: quantiles[5] ?? 0 };
}

function csvOf(task: Task, kind: Kind, { weeks, running, lowest, short }: Said): string[] {
  return weeks.map((week, at) => {
    const total = running?.[at];
    const last = at === HORIZON - 1;
    return [
      "ours",
      task.dataset,
      task.series,
      kind,
      dateOf(weekStart(task, 0)),
      at + 1,
      ...[week.q10, week.q50, week.q90, week.mean, total?.q10, total?.q50, total?.q90].map(plain),
      ...(last ? [lowest?.q10, lowest?.q50, lowest?.q90, short].map(plain) : ["", "", "", ""]),
    ].join(",");
  });
}

function plain(value: number | undefined): string {
  return value === undefined ? "" : value.toFixed(4);
}

function order({ dataset, kind }: { dataset: string; kind: string }): string {
  return `${dataset} ${kind}`;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
