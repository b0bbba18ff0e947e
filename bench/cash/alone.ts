import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { deserialize, serialize } from "node:v8";

import type { CashHistory } from "@cfa/insights/forecast/flows";
import { DAYS_AHEAD, forecastCash, PATHS } from "@cfa/insights/forecast/forecast-cash";
import type { CashBooks } from "@cfa/insights/money/cash-books";
import { forecastMoney } from "@cfa/insights/money/forecast-money";
import { scenarioOf } from "@cfa/insights/money/scenario";
import { readyBooks, simulateBooks } from "@cfa/insights/money/simulate-books";
import { dayNumber } from "@cfa/insights/payment-history";
import { levelModels } from "@cfa/worker/level-models/level-models";

import { isOpen } from "./open-days.ts";

/* One forecast in a process of its own, under the server's flags and with as little room for new objects as a thread that learns has. */

export type Cost = { seconds: number; peakMb: number };

/** Of books also the simulation of the days ahead alone, and a scenario of three edits. */
export type BooksCost = Cost & { simulation: number; scenario: number };

/** Books without what cannot be handed on. */
type PlainBooks = Omit<CashBooks, "isOpen"> & { isOpen: null };

type Task = { withModels: boolean } & ({ history: CashHistory } | { books: PlainBooks });

/** Processor seconds of one forecast with all candidates and looks back, and the most memory its process held. */
export function costAlone(history: CashHistory, withModels: boolean): Cost {
  return costOf({ history, withModels }) as Cost;
}

/** The same from books. */
export function booksCostAlone(books: CashBooks, withModels: boolean): BooksCost {
  return costOf({ books: { ...books, isOpen: null }, withModels }) as BooksCost;
}

function costOf(task: Task): unknown {
  const own = readFileSync(new URL("../../apps/api/node-flags.json", import.meta.url), "utf8");
  const flags = [...process.execArgv, ...(JSON.parse(own) as string[]), "--max-semi-space-size=2"];
  const child = spawnSync(process.execPath, [...flags, import.meta.filename], {
    input: serialize(task),
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (child.status !== 0) throw new Error("the forecast in a process of its own failed");
  return JSON.parse(child.stdout.toString("utf8"));
}

if (process.argv[1] === import.meta.filename) {
  const task = deserialize(await buffer(process.stdin)) as Task;
  const models = task.withModels ? await levelModels() : [];
  console.log(
    JSON.stringify(
      "books" in task
        ? ofBooks({ ...task.books, isOpen })
        : costNow(() => forecastCash(task.history, { seed: 1, isOpen, models })).cost,
    ),
  );

  function ofBooks(books: CashBooks): BooksCost {
    const { cost, made } = costNow(() => forecastMoney(books, { models }));
    const origin = dayNumber(books.asOf) + 1;
    const { streams, first, seed } = books;
    const ready = readyBooks(books, origin);
    const simulation = costNow(() =>
      simulateBooks(
        ready,
        { streams, first, origin, grain: "day" },
        { paths: PATHS, days: DAYS_AHEAD, seed, isOpen },
      ),
    );
    const partyId = made.base.bills[0]?.partyId ?? "";
    const scenario = costNow(() =>
      scenarioOf(made.base, [
        { kind: "party-later", partyId, days: 14 },
        { kind: "sales", percent: -1_000 },
        { kind: "one-off", amount: -100_000, day: books.asOf },
      ]),
    );
    return { ...cost, simulation: simulation.cost.seconds, scenario: scenario.cost.seconds };
  }
}

function costNow<T>(work: () => T): { made: T; cost: Cost } {
  const before = process.cpuUsage();
  const made = work();
  const { user, system } = process.cpuUsage(before);
  return {
    made,
    cost: { seconds: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024 },
  };
}
