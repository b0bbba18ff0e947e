import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Result } from "@cfa/values/result";
import { z } from "zod";

import type { SyncFailure, SyncOutcome } from "../outcome.ts";
import { outcomeLine } from "../sync-company.ts";
import { writeWhole } from "../write-whole.ts";
import type { RunLine } from "./agent-view.ts";

const FILE = "history.json";
const MOST_RUNS = 10;

const History = z.object({
  lastSyncAt: z.string().nullable().catch(null),
  tieOut: z.enum(["equal", "different", "unknown"]).catch("unknown"),
  setAside: z.number().catch(0),
  runs: z
    .array(
      z.object({
        at: z.string(),
        kind: z.enum(["full", "changes", "sweep", "unchanged"]),
        isOk: z.boolean(),
        line: z.string(),
        records: z.number(),
        quarantined: z.number(),
        code: z.string().nullable(),
      }),
    )
    .catch([]),
});
/** What is kept of a company's syncs, newest run first. */
export type History = z.infer<typeof History>;

/** Reads it from the company's folder; one that is torn begins anew. */
export function readHistory(folder: string): History {
  try {
    return History.parse(JSON.parse(readFileSync(join(folder, FILE), "utf8")));
  } catch {
    return { lastSyncAt: null, tieOut: "unknown", setAside: 0, runs: [] };
  }
}

export function writeHistory(folder: string, history: History): void {
  writeWhole(join(folder, FILE), JSON.stringify(history));
}

/** The history after a sync. Syncs that found nothing, or the same failure again, take one line together. */
export function afterSync(
  history: History,
  result: Result<SyncOutcome, SyncFailure>,
  { at }: { at: string },
): History {
  const line = lineOf(result, at);
  const [newest, ...older] = history.runs;
  const isSame =
    newest !== undefined &&
    newest.kind === "unchanged" &&
    line.kind === "unchanged" &&
    newest.code === line.code;
  const runs = [line, ...(isSame || newest === undefined ? older : [newest, ...older])].slice(0, MOST_RUNS);
  if (!result.ok) return { ...history, runs };
  if (result.value.kind === "unchanged") return { ...history, lastSyncAt: at, runs };
  const { run, taken } = result.value;
  return {
    lastSyncAt: at,
    tieOut: run.tieOut === "unknown" ? history.tieOut : run.tieOut,
    setAside: taken.kind === "full" ? taken.quarantined : Math.max(history.setAside, taken.quarantined),
    runs,
  };
}

function lineOf(result: Result<SyncOutcome, SyncFailure>, at: string): RunLine {
  const none = { at, kind: "unchanged", records: 0, quarantined: 0 } as const;
  if (!result.ok) return { ...none, isOk: false, line: result.error.message, code: result.error.code };
  const line = outcomeLine(result.value);
  if (result.value.kind === "unchanged") return { ...none, isOk: true, line, code: null };
  const { kind, records, quarantined } = result.value.taken;
  return { at, kind, isOk: true, line, records, quarantined, code: null };
}
