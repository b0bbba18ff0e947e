import { readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { WEEK, type CashHistory, type Flow, type Stream } from "@cfa/insights/forecast/flows";
import { dayNumber } from "@cfa/insights/payment-history";
import { parseLocalDate } from "@cfa/values/local-date";
import { parse } from "csv-parse/sync";

export type Kind = "net" | "inflow" | "outflow";

/** A morning of one series: what was known, and the weekly figures before and after it as the scorer has them. */
export type Task = {
  dataset: string;
  series: string;
  kinds: Kind[];
  origin: number;
  history: CashHistory;
  before: Record<Kind, number[]>;
  after: Record<Kind, number[]>;
};

export const HORIZON = 13;
const SETS = ["berka", "nn5", "atm_india", "org"];

type Line = Record<string, string | undefined>;
type Week = { day: number } & Record<Kind, number>;

/** Every task of the public protocol whose files are in a folder, the series in the order of their names. */
export function readTasks(folder: string, part: string): Task[] {
  return SETS.flatMap((dataset) => {
    const weekly = read(folder, `cashflow_${dataset}_weekly_${part}`);
    if (weekly === null) return [];
    const streams = streamsOf(folder, dataset, part);
    const kinds: Kind[] =
      dataset === "berka" || dataset === "org" ? ["net", "inflow", "outflow"] : ["outflow"];
    const bySeries = Map.groupBy(weekly, (line) => line["series_id"] ?? "");
    return [...bySeries].flatMap(([series, lines]) => {
      const weeks = lines.map(weekOf);
      return cutsOf(weeks.length, dataset).map((cut) => {
        const origin = weeks[cut]?.day ?? 0;
        const own = streams?.get(series) ?? weeklyStreams(weeks);
        const first = Math.min(weeks[0]?.day ?? origin, ...own.map(({ flows }) => flows[0]?.day ?? origin));
        const known = own
          .map((stream) => ({ ...stream, flows: stream.flows.filter(({ day }) => day < origin) }))
          .filter(({ flows }) => flows.length > 0);
        const history: CashHistory = {
          streams: known,
          first,
          origin,
          grain: streams === null ? "week" : "day",
        };
        const pick = (from: number, to: number) => ({
          net: weeks.slice(from, to).map(({ net }) => net),
          inflow: weeks.slice(from, to).map(({ inflow }) => inflow),
          outflow: weeks.slice(from, to).map(({ outflow }) => outflow),
        });
        return {
          dataset,
          series,
          kinds,
          origin,
          history,
          before: pick(0, cut),
          after: pick(cut, cut + HORIZON),
        };
      });
    });
  });
}

function cutsOf(count: number, dataset: string): number[] {
  const back = (step: number) => [3, 2, 1, 0].map((looks) => count - HORIZON - step * looks);
  const cuts: Record<string, number[]> = {
    berka: back(4),
    nn5: [61, 74, 87, 100],
    atm_india: [104, 130, 156, 195],
    org: count > 200 ? back(26) : [78, 91, 104, 130],
  };
  return (cuts[dataset] ?? []).filter((cut) => cut >= 12 && cut + HORIZON <= count);
}

/** Null: the set has weekly figures alone. Category and operation play the ledger's part. */
function streamsOf(folder: string, dataset: string, part: string): Map<string, Stream[]> | null {
  const lines =
    read(folder, `cashflow_${dataset}_tx_${part}`) ?? read(folder, `cashflow_${dataset}_daily_${part}`);
  if (lines === null) return null;
  const series = Map.groupBy(lines, (line) => line["account_id"] ?? line["series_id"] ?? "");
  return new Map([...series].map(([name, own]) => [name, streamsIn(own)]));
}

function streamsIn(lines: readonly Line[]): Stream[] {
  const streams = new Map<string, Stream & { flows: Flow[] }>();
  for (const line of lines) {
    const amount = Number(line["amount"] ?? line["outflow"]);
    const sign = line["direction"] === "in" ? 1 : -1;
    const category = line["category"] ?? "cash";
    const ledger = `${line["operation"] ?? ""}/${category}`;
    const party = line["counterparty"] || null;
    const key = `${sign} ${ledger} ${party}`;
    const stream = streams.get(key) ?? { class: ledger, ledger, party, flows: [] };
    streams.set(key, stream);
    stream.flows.push({ day: dayOf(line["date"]), amount: sign * amount });
  }
  for (const { flows } of streams.values()) flows.sort((a, b) => a.day - b.day);
  return [...streams.values()];
}

function weeklyStreams(weeks: readonly Week[]): Stream[] {
  const flows = (sign: number, kind: Kind) =>
    weeks.map((week) => ({ day: week.day, amount: sign * week[kind] })).filter(({ amount }) => amount !== 0);
  return [
    { class: "in", ledger: "in", party: null, flows: flows(1, "inflow") },
    { class: "out", ledger: "out", party: null, flows: flows(-1, "outflow") },
  ].filter((stream) => stream.flows.length > 0);
}

function weekOf(line: Line): Week {
  return {
    day: dayOf(line["week_start"]),
    inflow: Number(line["inflow"]),
    outflow: Number(line["outflow"]),
    net: Number(line["net"]),
  };
}

function dayOf(text: string | undefined): number {
  const day = parseLocalDate((text ?? "").slice(0, 10));
  if (!day.ok) throw new Error(day.error);
  return dayNumber(day.value);
}

function read(folder: string, name: string): Line[] | null {
  const path = join(folder, `${name}.csv.gz`);
  if (!existsSync(path)) return null;
  const text = gunzipSync(readFileSync(path)).toString("utf8");
  return parse(text, { columns: true, skip_empty_lines: true, bom: true });
}

/** The day a week of a task begins on. */
export function weekStart(task: Task, week: number): number {
  return task.origin + week * WEEK;
}
