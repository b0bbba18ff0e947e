import { join } from "node:path";

import type { Disk } from "./disk.ts";
import { isVersion } from "./verify.ts";

/** What is remembered of bundles. Losing it costs a second trial, never the agent. */
export type BundleState = {
  /** The last one that was healthy, and the one before. Neither is removed. */
  readonly current: string | null;
  readonly previous: string | null;
  /** The highest that ever ran: nothing lower is fetched. */
  readonly highest: string | null;
  readonly bad: readonly { readonly version: string; readonly reason: string; readonly at: string }[];
  /** Those that were healthy once: no longer on trial. */
  readonly proven: readonly string[];
  /** Processes that began and were not healthy yet. */
  readonly starts: readonly { readonly version: string; readonly pid: number; readonly at: string }[];
  /** Hashes of bundles that are not run any more. */
  readonly withdrawn: readonly string[];
};

const FILE = "state.json";
const NOTHING: BundleState = {
  current: null,
  previous: null,
  highest: null,
  bad: [],
  proven: [],
  starts: [],
  withdrawn: [],
};
/** Each list keeps its newest. */
const MOST = 200;

/** The state that lies in the folder of bundles; `isTorn`: one lies there that cannot be read, and counts as none. */
export function readState(disk: Disk, folder: string): { state: BundleState; isTorn: boolean } {
  const text = disk.read(join(folder, FILE));
  if (text === undefined) return { state: NOTHING, isTorn: false };
  try {
    const read: unknown = JSON.parse(text.toString("utf8"));
    return isState(read) ? { state: read, isTorn: false } : { state: NOTHING, isTorn: true };
  } catch {
    return { state: NOTHING, isTorn: true };
  }
}

/**
 * Changes what lies there now: another process may have changed it since it was read. Fields that a newer agent added stay as they are.
 */
export function changeState(
  { disk, folder }: { disk: Disk; folder: string },
  change: (state: BundleState) => Partial<BundleState>,
): BundleState {
  const { state } = readState(disk, folder);
  const changed = { ...state, ...change(state) };
  const { bad, proven, starts, withdrawn } = changed;
  const bounded = {
    ...changed,
    bad: bad.slice(-MOST),
    proven: proven.slice(-MOST),
    starts: starts.slice(-MOST),
    withdrawn: withdrawn.slice(-MOST),
  };
  disk.replace(join(folder, FILE), `${JSON.stringify(bounded, null, 2)}\n`);
  return bounded;
}

function isState(read: unknown): read is BundleState {
  if (typeof read !== "object" || read === null) return false;
  const state = read as Record<keyof BundleState, unknown>;
  return (
    [state.current, state.previous, state.highest].every((one) => one === null || isVersion(one)) &&
    isList(state.proven, isVersion) &&
    isList(state.withdrawn, isText) &&
    isList(state.bad, (one) => isRecordOf(one, { version: "string", reason: "string", at: "string" })) &&
    isList(state.starts, (one) => isRecordOf(one, { version: "string", pid: "number", at: "string" }))
  );
}

function isList(list: unknown, isOne: (one: unknown) => boolean): boolean {
  return Array.isArray(list) && list.every(isOne);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isRecordOf(value: unknown, shape: Readonly<Record<string, string>>): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(shape).every(([name, type]) => typeof (value as Record<string, unknown>)[name] === type)
  );
}
