import { Worker } from "node:worker_threads";

/** So long a bundle on trial has to get well. */
export const TRIAL_MILLIS = 60_000;
/** So many times as long until a thread of its own ends a process whose loop stands still. */
const STANDSTILL = 1.25;

/** Ends the process from outside its loop, unless it is woken before. */
const ENDING = `
const { workerData: { bell, millis } } = require("node:worker_threads");
if (Atomics.wait(new Int32Array(bell), 0, 0, millis) === "timed-out") process.kill(process.pid, "SIGKILL");
`;

/** Watches a bundle on trial: `failed` is called once unless it got well before. Answers how to say that it did. */
export function watchTrial(failed: () => void, millis: number = TRIAL_MILLIS): () => void {
  const bell = new SharedArrayBuffer(4);
  const watcher = new Worker(ENDING, {
    eval: true,
    workerData: { bell, millis: millis * STANDSTILL },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
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
