import { AGENT_VERSION } from "../version.ts";
import {
  chooseBundle,
  noteBad,
  noteEnd,
  noteHealthy,
  noteStart,
  type Bundles,
  type Choice,
} from "./bundles.ts";
import { openDisk } from "./disk.ts";
import { handOver } from "./launched.ts";
import { launcherLog } from "./launcher-log.ts";
import { commandAnew, isAlive, startBeside, type Command } from "./restart.ts";
import { runBundle } from "./run-bundle.ts";
import { bundleFolder } from "./stored-bundles.ts";
import { watchTrial } from "./trial.ts";
import { releaseKeys } from "./verify.ts";

export type Launch = {
  readonly dataFolder: string;
  /** The bundle inside the executable. */
  readonly embedded: Uint8Array;
  readonly keys: readonly string[];
  /** What is started again; undefined: somebody else does that. */
  readonly program: readonly [string, ...string[]] | undefined;
  readonly args: readonly string[];
  /** What is to follow the arguments of every start, in development. */
  readonly after?: readonly string[];
  /** This start only asks something of an agent at work, or answers and ends: nothing is tried out for it. */
  readonly isVisit: boolean;
  readonly trialMillis?: number;
};

/** Chooses a bundle, hands over and runs it; one on trial that does not get well is let go of, and the executable starts again. */
export function launch({ dataFolder, keys, args, isVisit, ...how }: Launch): void {
  const bundles: Bundles = {
    disk: openDisk(),
    folder: bundleFolder(dataFolder),
    keys: releaseKeys(keys),
    embedded: { version: AGENT_VERSION, code: how.embedded },
    isAlive,
    now,
  };
  const log = launcherLog(bundles, now);
  const anew = (others: readonly string[]): Command | undefined =>
    how.program && commandAnew(how.program, [...others, ...(how.after ?? [])]);
  const choice = begin(bundles, isVisit);
  const { version, isEmbedded } = choice;
  for (const note of choice.notes) log(note);
  const settle = watch(bundles, {
    choice,
    log,
    trialMillis: how.trialMillis,
    again: anew(args),
  });
  handOver({
    launcher: AGENT_VERSION,
    version,
    isEmbedded,
    dataFolder,
    keys,
    notes: choice.notes,
    noteHealthy: () => settle(() => !isVisit && noteHealthy(bundles, version)),
    noteEnd: () => settle(() => !isVisit && !isEmbedded && noteEnd(bundles, process.pid)),
    restart: (others = args) => {
      settle(() => !isVisit && !isEmbedded && noteEnd(bundles, process.pid));
      start(anew(others));
      process.exit(0);
    },
  });
  runBundle(choice.code, choice.path);
}

/** What is run, with its start written down. The embedded one needs none: it is the last resort however often it dies. */
function begin(bundles: Bundles, isVisit: boolean): Choice {
  const choice = chooseBundle(bundles, { onlyProven: isVisit });
  if (isVisit || choice.isEmbedded) return choice;
  if (noteStart(bundles, { version: choice.version, pid: process.pid }) || !choice.isOnTrial) return choice;
  const other = chooseBundle(bundles, { onlyProven: true });
  return {
    ...other,
    notes: [...choice.notes, `${choice.version} is not tried out: its start could not be written down`],
  };
}

type Watch = {
  choice: Choice;
  log: (line: string) => void;
  trialMillis: number | undefined;
  again: Command | undefined;
};

/** Answers what settles this start: after it, neither time nor end says anything about the bundle. */
function watch(
  bundles: Bundles,
  { choice: { version, isOnTrial }, log, trialMillis, again }: Watch,
): (write: () => unknown) => void {
  let isSettled = false;
  const failed = (): void => {
    isSettled = true;
    const reason = "it was not healthy in time";
    log(`${version} is bad: ${reason}`);
    try {
      noteBad(bundles, { version, reason });
    } catch (error) {
      log(`that could not be written down: ${String(error)}`);
    }
    start(again);
    process.exit(1);
  };
  const endTrial = isOnTrial ? watchTrial({ failed, again, millis: trialMillis }) : undefined;
  process.on("uncaughtExceptionMonitor", (error) => log(`${version} ended: ${error.stack ?? String(error)}`));
  process.on("exit", (code) => {
    if (isSettled || !isOnTrial || code === 0) return;
    log(`${version} ended with ${code} before it was healthy`);
    start(again);
  });
  return (write) => {
    if (isSettled) return;
    isSettled = true;
    endTrial?.();
    try {
      write();
    } catch (error) {
      log(`how ${version} does could not be written down: ${String(error)}`);
    }
  };
}

function start(command: Command | undefined): void {
  if (command !== undefined) startBeside(command);
}

function now(): string {
  return new Date().toISOString();
}
