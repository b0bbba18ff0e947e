import { Worker } from "node:worker_threads";

import type { Command } from "./restart.ts";

/** So long a bundle on trial has to get well. */
export const TRIAL_MILLIS = 60_000;
/** So many times as long until a thread of its own ends a process whose loop stands still. */
const STANDSTILL = 1.25;

/** Starts the program again and ends the process from outside its loop, unless it is woken before. */
const ENDING = `
const { workerData: { bell, millis, again } } = require("node:worker_threads");
if (Atomics.wait(new Int32Array(bell), 0, 0, millis) === "timed-out") {
  const { spawn } = require("node:child_process");
  if (again) spawn(again.file, again.args, { detached: true, stdio: "ignore", windowsHide: true }).unref();
  process.kill(process.pid, "SIGKILL");
}
`;

export type Trial = {
  /** Called once, unless the bundle got well before. */
  readonly failed: () => void;
  /** How the program is started again after a standstill; undefined: somebody else does that. */
  readonly again: Command | undefined;
  readonly millis?: number | undefined;
};

/** Watches a bundle on trial. Answers how to say that it got well. */
export function watchTrial({ failed, again, millis = TRIAL_MILLIS }: Trial): () => void {
  const bell = new SharedArrayBuffer(4);
  const watcher = new Worker(ENDING, {
    eval: true,
    workerData: { bell, millis: millis * STANDSTILL, again },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  watcher.unref();
  watcher.on("error", () => undefined); // no memory for a thread: the timer is left
  const timer = setTimeout(failed, millis).unref();
  return () => {
    clearTimeout(timer);
    Atomics.store(new Int32Array(bell), 0, 1);
    Atomics.notify(new Int32Array(bell), 0);
  };
}
