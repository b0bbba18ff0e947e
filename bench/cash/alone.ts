import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";

import { levelModels } from "@cfa/worker/level-models/level-models";
import { weekdayOf } from "@cfa/insights/calendar";
import type { CashHistory } from "@cfa/insights/forecast/flows";
import { forecastCash } from "@cfa/insights/forecast/forecast-cash";

/* One forecast in a process of its own, under the server's flags and with as little room for new objects as a thread that learns has. */

export type Cost = { seconds: number; peakMb: number };

/** Processor seconds of one forecast with all candidates and looks back, and the most memory its process held. */
export function costAlone(history: CashHistory, withModels: boolean): Cost {
  const own = readFileSync(new URL("../../apps/api/node-flags.json", import.meta.url), "utf8");
  const flags = [...process.execArgv, ...(JSON.parse(own) as string[]), "--max-semi-space-size=2"];
  const child = spawnSync(process.execPath, [...flags, import.meta.filename], {
    input: JSON.stringify({ history, withModels }),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (child.status !== 0) throw new Error("the forecast in a process of its own failed");
  return JSON.parse(child.stdout) as Cost;
}

if (process.argv[1] === import.meta.filename) {
  const { history, withModels } = JSON.parse(await text(process.stdin)) as {
    history: CashHistory;
    withModels: boolean;
  };
  const models = withModels ? await levelModels() : [];
  const before = process.cpuUsage();
  forecastCash(history, { seed: 1, isOpen: (day) => weekdayOf(day) !== 6, models });
  const { user, system } = process.cpuUsage(before);
  const cost: Cost = { seconds: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024 };
  console.log(JSON.stringify(cost));
}
