import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { casesOn, cutOffs, type Case } from "@cfa/insights/backtest/cases";
import { dueRule, ewmRule, meanRule, type PlainRule } from "@cfa/insights/backtest/plain-rules";
import { score, type Said, type Score, type Told } from "@cfa/insights/backtest/score";
import { knownOn, type Bills } from "@cfa/insights/bills";
import { chanceBy, dayAt, rangeOf, weekly } from "@cfa/insights/distribution";
import { designOf, factsAt } from "@cfa/insights/hazard/design";
import { dateOf } from "@cfa/insights/payment-history";
import { paymentModel } from "@cfa/insights/payment-model";

import { scoreClasses } from "./payments/classes.ts";
import { costOfLayers } from "./payments/layers.ts";
import { readPayments } from "./payments/payments-file.ts";
import { scoreTenants } from "./payments/tenants.ts";

/*
 * npm run bench:payments -- --data FILE.csv.gz [--terms 14] [--step 28] [--out PRED.csv] [--tenants 50,200,1000 --reps 24 --seed 1]
 * [--classes]: when bills of a ledger are paid, told every `step` days from what was known then, and held against what happened; beside
 * the plain rules. Keys of RESULT: docs/benchmarks.md.
 */

const WEEKS = 8;

// Memory is that of a server's process whose new objects have as little room as in a thread that learns (apps/worker/src/learn/run-thread.ts).
const own = readFileSync(new URL("../apps/api/node-flags.json", import.meta.url), "utf8");
const flags = [...(JSON.parse(own) as string[]), "--max-semi-space-size=2"];
if (!flags.every((flag) => process.execArgv.includes(flag))) {
  const argv = [...process.execArgv, ...flags, ...process.argv.slice(1)];
  process.exit(spawnSync(process.execPath, argv, { stdio: "inherit" }).status ?? 1);
}

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    terms: { type: "string", default: "14" },
    step: { type: "string", default: "28" },
    out: { type: "string" },
    tenants: { type: "string" },
    reps: { type: "string", default: "24" },
    seed: { type: "string", default: "1" },
    classes: { type: "boolean", default: false },
  },
});
if (values.data === undefined)
  throw new Error("Say which ledger: npm run bench:payments -- --data FILE.csv.gz");
const { ledger, bills, ids } = readPayments(values.data, Number(values.terms));
const days = cutOffs(bills, Number(values.step));
if (days.length === 0)
  throw new Error("The ledger is too short: no day has enough bills before it and outcomes after.");

const plain: Record<string, Told[]> = { due: [], mean: [], ewm: [] };
const ours: Told[] = [];
const before = process.cpuUsage();
for (const day of days) ours.push(...toldBy(bills, day));
const used = process.cpuUsage(before);
for (const day of days) {
  const history = knownOn(bills, day);
  const rules = { due: dueRule(day), mean: meanRule(history, day), ewm: ewmRule(history, day) };
  for (const [name, rule] of Object.entries(rules))
    plain[name]?.push(...casesOn(bills, day).map((each) => byRule(rule, each, day)));
}
if (values.out !== undefined) writeFileSync(values.out, csv(ours));
const scores = { ...mapped(plain, (told) => score(bills, told)), ours: score(bills, ours) };
console.log(`${ledger}: ${bills.count} bills, ${days.length} cut-offs`);
for (const kind of ["open", "new"] as const)
  console.table(mapped(scores, (each) => rounded(each[kind] ?? {})));
console.table(
  mapped(scores, ({ wape4w, wape8w, tot4w, tot8w }) => rounded({ wape4w, wape8w, tot4w, tot8w })),
);
const tenants =
  values.tenants === undefined
    ? undefined
    : scoreTenants(bills, values.tenants.split(",").map(Number), {
        reps: Number(values.reps),
        seed: Number(values.seed),
      });
if (tenants !== undefined) console.table(tenants);
const classes = values.classes ? scoreClasses(bills) : undefined;
if (classes !== undefined) console.table(classes);
const layers = costOfLayers();
console.table(layers);
const best: Score = scores.ours;
console.log(
  `RESULT ${JSON.stringify({
    ledger,
    open: rounded(best.open ?? {}),
    new: rounded(best.new ?? {}),
    wape4w: round(best.wape4w),
    wape8w: round(best.wape8w),
    cpuSeconds: round((used.user + used.system) / 1e6),
    ...layers,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    tenants,
    classes,
  })}`,
);

/** What the model says of each case of a day, from the history known then. */
function toldBy(all: Bills, day: number): Told[] {
  const model = paymentModel(designOf(all, day));
  return casesOn(all, day).map((each) => {
    const said = model.predict(factsAt(all, each.row));
    const due = all.due[each.row] ?? 0;
    return {
      ...each,
      cutOff: day,
      said: {
        median: dayAt(said, 0.5),
        ...rangeOf(said, 0.8),
        late: 1 - chanceBy(said, due),
        ...(each.kind === "open" ? { weeks: weekly(said, day, WEEKS) } : {}),
      },
    };
  });
}

function byRule(rule: PlainRule, each: Case, cutOff: number): Told {
  const party = bills.party[each.row] ?? 0;
  return { ...each, cutOff, said: { median: rule.predict({ party, due: bills.due[each.row] ?? 0 }) } };
}

/** As the public scorer reads it. */
function csv(told: readonly Told[]): string {
  const weeks = Array.from({ length: WEEKS }, (_, week) => `w${week + 1}`);
  const lines = told.map(({ kind, row, cutOff, said }) =>
    [
      dateOf(cutOff),
      kind,
      ids[row],
      dateOf(said.median),
      dateOf(said.low ?? said.median),
      dateOf(said.high ?? said.median),
      (said.late ?? 0).toFixed(4),
      ...chances(said),
    ].join(","),
  );
  return `${["cutoff", "kind", "invoice_id", "pred_date", "q10_date", "q90_date", "p_late", ...weeks].join(",")}\n${lines.join("\n")}\n`;
}

function chances({ weeks }: Said): string[] {
  return Array.from({ length: WEEKS }, (_, week) =>
    weeks === undefined ? "" : (weeks[week] ?? 0).toFixed(5),
  );
}

function mapped<From, To>(of: Record<string, From>, by: (each: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(of).map(([name, each]) => [name, by(each)]));
}

function rounded(values: object): Record<string, number> {
  return mapped(values as Record<string, number>, round);
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
